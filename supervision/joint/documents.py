"""W14 会商纪要: the printed minutes of a joint conference."""

from typing import Any

from core.documents.models import IssuedDocument
from core.documents.services import document_issue
from core.scope import Viewer

MARK = "联席会商纪要"


def minutes_issue(*, conference: Any, actor: Viewer | None) -> IssuedDocument:
    """The minutes as issued; the partners who were there may open them."""
    return document_issue(
        owner=conference, kind="W14", template="documents/minutes.html", context=minutes_context(conference),
        actor=actor,
    )  # fmt: skip


def minutes_context(conference: Any) -> dict[str, Any]:
    partners = list(conference.partners.select_related("unit"))
    day = conference.held_on
    names = "、".join(str(row.unit) for row in partners)
    opening = (
        f"{day.year}年{day.month}月{day.day}日，召开{conference.title}，会同{names}就有关事项进行会商。"
        "现将会商情况纪要如下："
    )
    return {
        "mark": MARK,
        "title": conference.title,
        "doc_no": conference.doc_no or "",
        "date": conference.issued_on or day,
        "opening": opening,
        "items": [
            {"title": "会商议题", "text": "\n".join(f"{n}.{row.title}" for n, row in _numbered(conference.topics))},
            {"title": "会商意见", "text": conference.resolutions},
            {"title": "任务分办", "text": "\n".join(_task_words(n, row) for n, row in _numbered(conference.tasks))},
            {"title": "有关要求", "text": conference.minutes},
        ],
        "attendees": [{"label": "参加", "names": [f"{row.unit} {row.attended}".strip() for row in partners]}],
    }


def _numbered(rows: Any) -> Any:
    return enumerate(rows.order_by("pk"), start=1)


def _task_words(number: int, task: Any) -> str:
    helpers = "、".join(str(unit) for unit in task.assistants.all())
    due = task.due_on
    when = f"{due.year}年{due.month}月{due.day}日前反馈" if due else "按进度反馈"
    return f"{number}.{task.text}（牵头：{task.lead}{'；配合：' + helpers if helpers else ''}；{when}）"
