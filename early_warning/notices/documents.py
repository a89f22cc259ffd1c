"""The documents of a notice: letter W01 or W02, delivery receipt W20, revocation. Printed by core.documents."""

from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation

from core import clock, parameters
from core.documents.models import IssuedDocument
from core.documents.queries import documents_of
from core.documents.rendering import common_context, render_pdf
from core.documents.services import document_issue, document_print, watermark_for
from core.documents.texts import text_parts
from core.outbox.models import Channel
from core.outbox.queries import deliveries_of
from core.scope import Viewer
from core.workflow.queries import history_of
from early_warning.notices.choices import Kind, Level, Source
from early_warning.notices.delivery import recipients_of
from early_warning.notices.document_kinds import as_basis, letter_values
from early_warning.notices.parameters import NOTICE
from early_warning.notices.screen_letter import on_screen
from early_warning.notices.terms import term_of_letter

# Official wording of the letters.
LEVELS = {Level.BLUE: "蓝色", Level.YELLOW: "黄色", Level.ORANGE: "橙色", Level.RED: "红色"}
SOURCES = {
    Source.MODEL: "数字体检",
    Source.INDICATOR: "指标变化",
    Source.DEADLINE: "期限监测",
    Source.MANUAL: "日常监督",
}
LETTERS = {Kind.WARNING: "W01", Kind.REMINDER: "W02"}
FOLDER = "warnings/notices/documents"
DRAFT = "草稿"


def letter_context(notice: Any, *, anew: bool = False) -> dict[str, Any]:
    """What the letter says, also as a draft without number and day.

    Once it is issued: what the issued one says, whatever wording, citations or terms became since; ``anew``: with what
    is so today, as a version that replaces it.
    """
    issued = letter_of(notice)
    as_of = clock.day_of(issued.created_at) if issued and not anew else clock.today()
    revised = anew or (issued is not None and issued.version > 1)
    values = parameters.values(NOTICE.key, as_of=as_of)
    context = {
        "title": notice.title,
        "doc_no": notice.doc_no or "",
        "addressee": notice.addressee,
        "to_person": notice.official_id is not None,
        "level": LEVELS.get(notice.level, ""),
        "subject": notice.subject,
        "duty": f"{notice.subject}方面的职责",
        "period": notice.period,
        "source": SOURCES[Source(notice.source)],
        "facts": [{"text": fact.text, "evidence": _sources(fact)} for fact in notice.facts.all()],
        "bases": _bases(notice, as_of),
        "request": notice.request,
        "request_text": notice.request_text,
        "reply_due": notice.letter_due,
        "reply_term": term_of_letter(notice),
        "objection_text": notice.objection_text,
        "objection_days": values["objection_days"],
        "contact_office": notice.contact_office,
        "contact_phone": notice.contact_phone,
        "copies": [copy.label for copy in notice.copies.all()],
        "date": clock.day_of(notice.served_at or notice.approved_at or clock.now()),
        "revised_on": as_of if revised else None,
    }
    code = LETTERS[notice.kind]
    return context | {"texts": text_parts(code, letter_values(code, context), as_of=as_of)}


def _bases(notice: Any, as_of: date) -> list[dict[str, Any]]:
    """The rule; one that was checked only later was not cited."""
    rule = notice.rule
    if rule is None:
        return []
    checked = rule.checked_at is not None and clock.day_of(rule.checked_at) <= as_of
    return [as_basis(rule) | {"basis_checked": checked}]


def _sources(fact: Any) -> list[str]:
    """Which records a fact rests on, as short labels."""
    kinds = [f"{table['label']}{len(table['rows'])}条" for table in fact.evidence.get("tables", [])]
    if fact.doubt_point_id is not None:
        return [f"数字体检{fact.doubt_point.model}", *kinds]
    record = fact.evidence.get("record")
    return [f"{record['kind']}：{record['words']}", *kinds] if record else []


def letter_of(notice: Any) -> IssuedDocument | None:
    """The letter as it was issued last."""
    return documents_of(notice).filter(kind=LETTERS[notice.kind]).order_by("version").last()


def letter_issue(*, notice: Any, actor: Viewer | None, anew: bool = False) -> IssuedDocument:
    """Issue the letter once; asked again, the same document comes back. ``anew``: a version that replaces it."""
    issued = letter_of(notice)
    if issued is not None and not anew:
        return issued
    kind = LETTERS[notice.kind]
    return document_issue(
        owner=notice,
        kind=kind,
        template=f"{FOLDER}/{kind.lower()}.html",
        context=letter_context(notice, anew=anew),
        actor=actor,
        addressee=next(iter(recipients_of(notice)), None),
        restricted=True,
        version=issued.version + 1 if issued else 1,
    )


def server_of(notice: Any) -> Any:
    """Who served it, by its history; None before."""
    line = history_of(notice).filter(name="serve").last()
    return line.actor if line else None


def receipt_issue(*, notice: Any, actor: Viewer | None) -> IssuedDocument:
    """Issue the delivery receipt W20 of an acknowledged notice."""
    letter, server = letter_of(notice), server_of(notice)
    portal = deliveries_of(notice).filter(channel=Channel.PORTAL, key__contains=":serve:").first()
    person = notice.respondent
    context = {
        "title": "送达回证",
        "doc_no": notice.doc_no,
        "document_kind": notice.letter_name,
        "document_sha256": letter.sha256 if letter else "",
        "recipient": str(person or notice.addressee),
        "recipient_unit": str(notice.unit),
        "method": "系统送达",
        "place": "廉鉴系统本人端",
        "servers": [str(server)] if server else [],
        "served_at": notice.served_at,
        "read_at": portal.read_at if portal else None,
        "acknowledged_at": notice.acked_at,
        "signed_by": str(person or actor),
        "date": clock.day_of(notice.acked_at),
    }
    return document_issue(
        owner=notice,
        kind="W20",
        template=f"{FOLDER}/w20.html",
        context=context,
        actor=actor,
        addressee=next(iter(recipients_of(notice)), None),
    )


def revocation_issue(*, notice: Any, actor: Viewer | None) -> IssuedDocument:
    """Issue the revocation 撤销通知 of a served notice (R08)."""
    context = {
        "title": f"撤销{notice.letter_name}的通知",
        "doc_no": notice.doc_no,
        "addressee": notice.addressee,
        "paper": notice.letter_name,
        "revoked_on": clock.day_of(notice.revoked_at),
        "served_on": clock.day_of(notice.served_at),
        "reason": notice.revoke_reason,
        "copies": [copy.label for copy in notice.copies.all()],
        "date": clock.day_of(notice.revoked_at),
    }
    return document_issue(
        owner=notice,
        kind="W01R",
        template=f"{FOLDER}/revocation.html",
        context=context,
        actor=actor,
        addressee=next(iter(recipients_of(notice)), None),
    )


def letter_html(*, notice: Any, nonce: str) -> str:
    """The letter for the screen, from the template that prints it."""
    template = f"{FOLDER}/{LETTERS[notice.kind].lower()}.html"
    with translation.override("zh-hans"):
        text = render_to_string(template, common_context() | letter_context(notice))
    return on_screen(text, nonce=nonce)


def letter_response(*, notice: Any, actor: Viewer) -> HttpResponse:
    """The issued letter as PDF; before it is served, a draft that says so on every page."""
    if notice.served_at is not None:
        return _pdf(document_print(document=letter_issue(notice=notice, actor=actor), actor=actor), notice)
    template = f"{FOLDER}/{LETTERS[notice.kind].lower()}.html"
    pdf = render_pdf(template, letter_context(notice), watermark=watermark_for(actor), copy_mark=DRAFT)
    return _pdf(pdf, notice)


def portal_response(*, notice: Any, which: str, actor: Viewer) -> HttpResponse:
    """The ``letter``, ``receipt`` or ``revocation`` as PDF. Raises Http404 for what is not there."""
    issue = {
        "letter": letter_issue,
        "receipt": receipt_issue if notice.acked_at else None,
        "revocation": revocation_issue if notice.revoked_at else None,
    }.get(which)
    if issue is None:
        raise Http404
    return _pdf(document_print(document=issue(notice=notice, actor=actor), actor=actor), notice)


def _pdf(content: bytes, notice: Any) -> HttpResponse:
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={
            "Content-Disposition": f'inline; filename="notice-{notice.pk}.pdf"',
            "Cache-Control": "private, no-store",
        },
    )
