"""W14 会商纪要: the printed minutes of a joint conference, and what of them goes to each partner (R20)."""

from typing import Any

from django.db.models import Q

from core.documents.models import IssuedDocument
from core.documents.queries import papers_by_owner
from core.documents.services import document_issue
from core.documents.texts import text_parts
from core.scope import Viewer

KIND, TEMPLATE = "W14", "documents/minutes.html"
MARK, EXTRACT = "联席会商纪要", "联席会商纪要（摘录）"
# Official wording of the documents; it does not follow the reader's language.
OFFICES = {"CM": "案件监督管理室", "CON": "党风政风监督室"}


def minutes_issue(*, conference: Any, actor: Viewer | None) -> IssuedDocument:
    """The minutes as a whole for the offices and leaders, and an extract for each partner: common parts, own tasks."""
    whole = minutes_context(conference)
    for partner in conference.partners.select_related("unit"):
        context = minutes_context(conference, partner)
        document_issue(owner=partner, kind=KIND, template=TEMPLATE, context=context, actor=actor)
    return document_issue(owner=conference, kind=KIND, template=TEMPLATE, context=whole, actor=actor)


def extracts_of(conference: Any, user: Viewer) -> list[tuple[Any, IssuedDocument]]:
    """The extracts that ``user`` may open, each with its partner."""
    partners = {row.pk: row for row in conference.partners.visible_to(user).select_related("unit")}
    papers = papers_by_owner(conference.partners.model, partners)
    return [(partners[key], paper) for key, paper in papers.items()]


def minutes_context(conference: Any, partner: Any = None) -> dict[str, Any]:
    """What ``minutes.html`` needs; for a partner only the tasks that his organisation leads or assists."""
    came = [row for row in conference.partners.select_related("unit") if row.attended]
    tasks = conference.tasks.all()
    if partner is not None:
        tasks = tasks.filter(Q(lead=partner.unit_id) | Q(assistants=partner.unit_id)).distinct()
    texts = text_parts(KIND, _values(conference, came))
    items = [
        ("会商议题", "\n".join(f"{n}.{row.title}" for n, row in _numbered(conference.topics))),
        ("会商意见", conference.resolutions),
        ("任务分办", "\n".join(_task_words(n, row) for n, row in _numbered(tasks))),
        ("有关要求", f"{conference.minutes}\n{texts['closing']}"),
    ]
    return {
        "mark": MARK if partner is None else EXTRACT,
        "title": conference.title,
        "doc_no": conference.doc_no or "",
        "date": conference.issued_on or conference.held_on,
        "opening": texts["opening"],
        "items": [{"title": title, "text": text} for title, text in items if text],
        "attendees": [{"label": "参加", "names": [f"{row.unit} {row.attended}" for row in came]}],
        "texts": texts,
    }


def _values(conference: Any, came: list[Any]) -> dict[str, str]:
    """For the placeholders of the wording."""
    day, recorder = conference.held_on, conference.recorder
    offices = [name for role, name in OFFICES.items() if recorder is not None and recorder.has_role(role)]
    return {
        "date": f"{day.year}年{day.month}月{day.day}日",
        "meeting": conference.title,
        "partners": "、".join(str(row.unit) for row in came),
        "office": offices[0] if offices else "联席会议办公室",
    }


def _numbered(rows: Any) -> Any:
    return enumerate(rows.order_by("pk"), start=1)


def _task_words(number: int, task: Any) -> str:
    helpers = "、".join(str(unit) for unit in task.assistants.all())
    due = task.due_on
    when = f"{due.year}年{due.month}月{due.day}日前反馈" if due else "按进度反馈"
    return f"{number}.{task.text}（牵头：{task.lead}{'；配合：' + helpers if helpers else ''}；{when}）"
