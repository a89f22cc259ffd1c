"""W19 婚丧喜庆事前报备表 / 事后备案表: the forms as filed, printable by the official and whoever sees the report."""

from typing import Any

from django.utils.timezone import localdate

from core.deadlines.queries import deadline_rule, term_on_paper
from core.documents.models import IssuedDocument
from core.documents.queries import documents_of
from core.documents.services import document_issue
from core.documents.texts import text_parts
from core.scope import Viewer
from supervision.declarations.choices import Event, Gifts, Opinion
from supervision.declarations.parameters import AFTER_RULE, BEFORE_RULE, PAPER_RULE

BEFORE, AFTER = "W19", "W19A"
FOLDER = "supervision/declarations/documents"
# Official wording of the documents; it does not follow the reader's language.
EVENTS = {Event.WEDDING: "婚嫁", Event.FUNERAL: "丧葬", Event.OTHER: "其他喜庆事宜"}
GIFTS = {Gifts.NONE: "未收受亲属以外人员礼金、礼品", Gifts.RETURNED: "已退还", Gifts.REGISTERED: "已登记上交"}
OPINIONS = {Opinion.AGREED: "同意", Opinion.REMINDED: "同意并提醒", Opinion.REDUCED: "要求压减"}


def form_before_issue(*, ceremony: Any, actor: Viewer) -> IssuedDocument:
    """The report before the ceremony as it stands; each filing and each opinion on it makes a further version."""
    return _issue(ceremony, BEFORE, "w19_before.html", "婚丧喜庆事宜事前报备表", actor)


def form_after_issue(*, ceremony: Any, actor: Viewer) -> IssuedDocument:
    return _issue(ceremony, AFTER, "w19_after.html", "婚丧喜庆事宜事后备案表", actor)


def _issue(ceremony: Any, kind: str, template: str, title: str, actor: Viewer) -> IssuedDocument:
    return document_issue(
        owner=ceremony,
        kind=kind,
        template=f"{FOLDER}/{template}",
        context=form_context(ceremony, before=kind == BEFORE) | {"title": title},
        actor=actor,
        addressee=ceremony.official.user,
        restricted=True,
        version=documents_of(ceremony).filter(kind=kind).count() + 1,
    )


def form_context(ceremony: Any, *, before: bool) -> dict[str, Any]:
    term = {"term": _term(ceremony, before=before)}
    post = ceremony.official.tenures.filter(end__isnull=True).select_related("post").first()
    return {
        "doc_no": ceremony.doc_no or "",
        "ceremony": ceremony,
        "person": str(ceremony.official),
        "unit": str(ceremony.unit),
        "post": post.post.name if post else "",
        "event": EVENTS[Event(ceremony.event)],
        "gifts": GIFTS[Gifts(ceremony.gifts)] if ceremony.gifts else "",
        "opinion": opinion_on(ceremony),
        "date": ceremony.filed_on if before else ceremony.after_on,
        "texts": text_parts(BEFORE, {"scope": "管理和服务对象"} | term),
    }


def opinion_on(ceremony: Any) -> dict[str, Any]:
    """审核意见 on what is filed now; empty before the review and after a reduction that nobody has looked at yet."""
    answered, reviewed = ceremony.answered_at, ceremony.reviewed_at
    if not ceremony.opinion or reviewed is None or (answered is not None and answered > reviewed):
        return {}
    return {
        "words": OPINIONS[Opinion(ceremony.opinion)],
        "more": ceremony.opinion_words,
        "reviewer": str(ceremony.reviewer or ""),
        "date": localdate(reviewed),
    }


def _term(ceremony: Any, *, before: bool) -> str:
    """操办前10个工作日: the rule that counted the days of this ceremony, in words."""
    if before:
        return f"操办前{term_on_paper(deadline_rule(BEFORE_RULE, ceremony.event_on))}"
    code = PAPER_RULE if ceremony.is_funeral else AFTER_RULE
    return f"操办后{term_on_paper(deadline_rule(code, ceremony.event_on))}内"
