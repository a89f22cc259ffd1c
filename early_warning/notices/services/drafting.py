"""Drafting: only people draft (R01), and only for units within their jurisdiction."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core import clock, parameters
from core.deadlines.models import BasisTag
from core.errors import Conflict, InvalidInput, NotAllowed
from core.scope import Viewer
from core.workflow.services import history_write
from early_warning.checks.models import DoubtPoint
from early_warning.notices.choices import Kind, Level, Request, Source, Status
from early_warning.notices.conditions import respondent_of
from early_warning.notices.effects import keep_files, required
from early_warning.notices.evidence import doubt_evidence, fact_fingerprint, record_evidence
from early_warning.notices.models import Notice, NoticeFact
from early_warning.notices.parameters import NOTICE
from early_warning.notices.queries import copy_label, copy_recipients
from early_warning.notices.records import FACT_RECORDS
from early_warning.notices.services.rules import rule_enter
from officials.models import Official
from officials.recusal import refuse_recused
from organization.models import Unit, User


@dataclass(frozen=True)
class FactInput:
    """One fact as it is entered. ``pk`` names the stored fact it replaces; without evidence it cannot be submitted.

    ``record`` is "kind:pk" of what it rests on (``notices.records``), with ``row_no`` of a filing; "" nothing, None
    what a stored fact rests on already.
    """

    text: str
    doubt_point: DoubtPoint | None = None
    record: str | None = None
    row_no: int | None = None
    files: Iterable[UploadedFile] = ()
    pk: int | None = None


@dataclass(frozen=True)
class NoticeInput:
    """The letter as it is entered; empty texts take the standing words of the parameters, an empty reply period
    (working days) that of the deadline rule in force when it is served."""

    unit: Unit
    subject: str
    period: str = ""
    kind: str = Kind.WARNING
    level: int | None = None
    source: str = Source.MANUAL
    official: Official | None = None
    rule_text: str = ""
    rule_tag: str = BasisTag.GK
    request: str = Request.EXPLAIN
    request_text: str = ""
    reply_days: int | None = None
    objection_text: str = ""
    contact_office: str = ""
    contact_phone: str = ""
    facts: tuple[FactInput, ...] = ()
    copies: tuple[tuple[User, str], ...] = field(default=())


def notice_draft(*, given: NoticeInput, actor: Viewer) -> Notice:
    """A new draft. Raises NotAllowed outside one's jurisdiction, InvalidInput for values that do not fit, Conflict
    when a living notice stands on one of the facts (R37)."""
    _may_address(given, actor)
    with transaction.atomic():
        notice = Notice(drafter=actor, drafted_at=clock.now())
        _fill(notice, given)
        notice.save()
        _write_facts(notice, given, actor)
        _write_copies(notice, given)
        history_write(instance=notice, name="draft", label=_("Draft"), before="", actor=actor)
    return notice


def notice_edit(*, notice: Notice, given: NoticeInput, actor: Viewer) -> Notice:
    """Rewrite a draft that was not submitted. A fact whose words change must be opened and ticked anew (R03).

    Raises NotAllowed for anybody but the drafter, Conflict once it is submitted, and as ``notice_draft`` does.
    """
    _may_address(given, actor)
    with transaction.atomic():
        row = Notice.objects.select_for_update(of=("self",)).get(pk=notice.pk)
        if row.drafter_id != actor.pk:
            raise NotAllowed(_("Only the person who drafts it may do this."))
        if row.status != Status.DRAFT or row.submitted_at is not None:
            raise Conflict(_("The draft is submitted already."), cure=_("Ask the checker to return it."))
        _fill(row, given)
        row.save()
        _write_facts(row, given, actor)
        _write_copies(row, given)
    return row


def _may_address(given: NoticeInput, actor: Viewer) -> None:
    if not actor.has_perm("warnings.draft_notice"):
        raise NotAllowed(_("Your role may not do this."))
    if not Unit.objects.visible_to(actor).filter(pk=given.unit.pk).exists():
        raise NotAllowed(_("The unit lies outside your jurisdiction."), field="unit")
    if given.official is not None and given.official.user_id == actor.pk:
        raise NotAllowed(_("Nobody drafts a notice to himself."), field="official")
    person = respondent_of(given)
    if person is not None:
        refuse_recused([actor], person, field="official" if given.official else "unit")


def _fill(notice: Notice, given: NoticeInput) -> None:
    """The values of the letter. A reminder has no level and asks for feedback; a warning has a level."""
    values = parameters.values(NOTICE.key)
    reminder = given.kind == Kind.REMINDER
    notice.kind, notice.unit, notice.official = given.kind, given.unit, given.official
    notice.level = None if reminder else _level(given.level)
    notice.source = given.source
    notice.subject, notice.period = required(given.subject, "subject"), given.period.strip()
    notice.request = Request.FEEDBACK if reminder else given.request
    notice.request_text = given.request_text.strip()
    notice.rule = rule_enter(text=given.rule_text, tag=given.rule_tag)
    notice.reply_days = given.reply_days
    standing = str(values["how_to_object"]).format(days=values["objection_days"])
    notice.objection_text = given.objection_text.strip() or standing
    notice.contact_office = given.contact_office.strip() or values["contact_office"]
    notice.contact_phone = given.contact_phone.strip() or settings.OFFICE_PHONE


def _level(level: int | None) -> int:
    if level not in Level.values:
        raise InvalidInput(_("A warning notice has one of four levels."), field="level", cure=_("Choose a level."))
    return Level(level)


def _write_copies(notice: Notice, given: NoticeInput) -> None:
    """Raises InvalidInput for an account without an office, and for one that is given twice."""
    pks = [user.pk for user, _label in given.copies]
    if copy_recipients().filter(pk__in=pks).count() != len(pks):
        raise InvalidInput(
            _("A copy goes once to each account that holds an office."), field="copies", cure=_("Choose others.")
        )
    notice.copies.all().delete()
    for user, label in given.copies:
        notice.copies.create(user=user, label=label.strip() or copy_label(user))


def _write_facts(notice: Notice, given: NoticeInput, actor: Viewer) -> None:
    kept = {fact.pk: fact for fact in notice.facts.all()}
    for order, fact in enumerate(given.facts, start=1):
        _write_fact(notice, kept.pop(fact.pk or 0, None), fact, order, actor)
    for dropped in kept.values():
        dropped.delete()


def _write_fact(notice: Notice, row: NoticeFact | None, given: FactInput, order: int, actor: Viewer) -> None:
    text = required(given.text, "facts")
    files = list(given.files)
    if row is None:
        row = NoticeFact(notice=notice)
        _rest_on(row, given, actor)
    elif _rests_elsewhere(row, given):
        _rest_on(row, given, actor)
        row.views.all().delete()
    elif not _of_the_unit(row, notice):
        raise InvalidInput(
            _("A fact rests on a record of another unit."), field="facts", cure=_("Take the record or the fact out.")
        )
    elif row.text != text or files:
        row.views.all().delete()
    row.text, row.order = text, order
    row.fingerprint = fact_fingerprint(
        unit=notice.unit,
        official=notice.official,
        text=text,
        doubt_point=row.doubt_point,
        record=row.record,
        row_no=row.row_no,
    )
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise Conflict(
            _("There is a notice on these facts already."),
            field="facts",
            cure=_("Go on with that notice; the same facts are not noticed twice."),
        ) from error
    keep_files(row, files, actor)


def _rests_elsewhere(row: NoticeFact, given: FactInput) -> bool:
    return given.record is not None and (given.record, given.row_no) != (row.rests_on, row.row_no)


def _of_the_unit(row: NoticeFact, notice: Notice) -> bool:
    """The letter may have been turned to another unit since the record was linked."""
    record: Any = row.doubt_point or row.record
    return record is None or record.unit_id == notice.unit_id


def _rest_on(row: NoticeFact, given: FactInput, actor: Viewer) -> None:
    """Link the record and freeze what it shows. Raises InvalidInput unless it belongs to the unit and is seen."""
    record: Any = given.doubt_point
    if record is None and given.record:
        record = FACT_RECORDS.chosen(given.record, row.notice.unit, actor)
    row.doubt_point, row.record, row.evidence = None, None, {}
    if isinstance(record, DoubtPoint):
        row.doubt_point, row.evidence = record, doubt_evidence(record, actor)
    elif record is not None:
        row.record, row.evidence = record, record_evidence(record, given.row_no, actor)
