"""What an official does with his declarations in the portal. Every function is his own; others are refused (R32)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _
from stdnum.cn import uscc

from core import clock
from core.deadlines.queries import due_date
from core.errors import InvalidInput, NotAllowed
from core.fields import blind_index
from core.scope import Viewer
from core.workflow.services import transition_perform
from officials.models import Official
from officials.queries import official_for, unit_of
from organization.models import Unit
from supervision.declarations.choices import CompanyRole, Matter, Occasion
from supervision.declarations.comparing import businesses_compare
from supervision.declarations.engine import Declaration
from supervision.declarations.models import KinBusiness, KinDeclaration, KinReview, MatterReport
from supervision.declarations.models.matter import matter_file_by
from supervision.declarations.parameters import CHANGE_RULE

Filed = TypeVar("Filed", bound=Declaration)


@dataclass(frozen=True)
class BusinessInput:
    """One business of one relative: the statutory fields (M33), all others have no place."""

    kin: str
    of_age: bool
    company: str
    credit_code: str
    role: str
    region: str
    since: date
    share_percent: Decimal | None = None
    business_scope: str = ""


def own_official(actor: Viewer) -> tuple[Official, Unit]:
    """The official behind the account and where he works. Raises NotAllowed for anybody else."""
    official = official_for(actor)
    unit = unit_of(official, clock.today()) if official is not None else None
    if official is None or unit is None:
        raise NotAllowed(_("Only an official in office files declarations."))
    return official, unit


@transaction.atomic
def kin_file(
    *, declaration: KinDeclaration, actor: Viewer, businesses: Sequence[BusinessInput], none_declared: bool
) -> KinDeclaration:
    """File and sign. Raises InvalidInput for contradictions, wrong credit codes and minors."""
    _check(businesses, none_declared)
    declaration = transition_perform(instance=declaration, name="file", actor=actor, none_declared=none_declared)
    _write(declaration, businesses)
    return declaration


@transaction.atomic
def kin_correct(
    *,
    declaration: KinDeclaration,
    actor: Viewer,
    businesses: Sequence[BusinessInput],
    none_declared: bool,
    answer: str,
) -> KinDeclaration:
    """File anew what was wrong, with a word of explanation; compared again. The earlier filing stays readable."""
    _check(businesses, none_declared)
    _said(answer)
    declaration = transition_perform(
        instance=declaration, name="correct", actor=actor, none_declared=none_declared, answer=answer
    )
    _write(declaration, businesses)
    businesses_compare(declaration=declaration)
    return declaration


@transaction.atomic
def kin_change_begin(*, actor: Viewer, changed_on: date) -> KinDeclaration:
    """Begin the declaration of a change, due by rule D18. Raises InvalidInput for a day in the future."""
    official, unit = own_official(actor)
    _past(changed_on, "changed_on")
    file_by = due_date(CHANGE_RULE, changed_on)
    return KinDeclaration.objects.create(
        official=official, unit=unit, kind=Occasion.CHANGE, year=changed_on.year, changed_on=changed_on,
        file_by=file_by, due_on=file_by, created_by=actor, created_at=clock.now(), told_at=clock.now(),
    )  # fmt: skip


def matter_file(*, report: MatterReport, actor: Viewer) -> MatterReport:
    """He handed it in today. Only that is kept here."""
    return transition_perform(instance=report, name="file", actor=actor)


@transaction.atomic
def matter_report_event(*, actor: Viewer, kind: str, event_on: date) -> MatterReport:
    """A change or another event of the year: opened and filed at once; only a banquet is reported ahead."""
    official, unit = own_official(actor)
    if kind not in Matter.values or kind == Matter.ANNUAL:
        raise InvalidInput(_("The annual report is opened by the annual filing."), field="kind")
    if kind != Matter.BANQUET:
        _past(event_on, "event_on")
    file_by = matter_file_by(kind, event_on)
    report = MatterReport.objects.create(
        official=official, unit=unit, kind=kind, year=event_on.year, event_on=event_on, file_by=file_by, due_on=file_by,
        created_by=actor, created_at=clock.now(), told_at=clock.now(),
    )  # fmt: skip
    return matter_file(report=report, actor=actor)


@transaction.atomic
def declaration_withdraw(*, declaration: Filed, actor: Viewer) -> Filed:
    """Take back what nobody has reviewed yet; what was declared is deleted with it."""
    declaration = transition_perform(instance=declaration, name="withdraw", actor=actor)
    if isinstance(declaration, KinDeclaration):
        declaration.current_businesses().delete()
    return declaration


def declaration_explain(*, declaration: Filed, actor: Viewer, answer: str) -> Filed:
    """Answer a question without changing what was filed. Raises InvalidInput for an empty answer."""
    _said(answer)
    return transition_perform(instance=declaration, name="explain", actor=actor, answer=answer)


def kin_review_report(
    *, review: KinReview, actor: Viewer, report: str, files: Sequence[UploadedFile] = ()
) -> KinReview:
    """What was done about a prohibited business, with evidence. Raises InvalidInput without either."""
    _said(report, "report")
    if not files:
        raise InvalidInput(
            _("The evidence is missing."), field="evidence", cure=_("Attach what shows that it was done.")
        )
    return transition_perform(instance=review, name="report_done", actor=actor, report=report, files=files)


def _said(text: str, field: str = "answer") -> None:
    if not text.strip():
        raise InvalidInput(_("The explanation is empty."), field=field, cure=_("Write what you want to say."))


def _past(on: date, field: str) -> None:
    if on > clock.today():
        raise InvalidInput(_("The day lies in the future."), field=field, cure=_("Report it once it has happened."))


def _check(businesses: Sequence[BusinessInput], none_declared: bool) -> None:
    if none_declared == bool(businesses):
        raise InvalidInput(
            _("Either declare the businesses, or tick that there is none."), field="none_declared",
            cure=_("“None to declare” is a full filing."),
        )  # fmt: skip
    for row in businesses:
        _check_business(row)


def _check_business(row: BusinessInput) -> None:
    if not row.of_age:
        raise InvalidInput(
            _("Nothing about minors is stored here."), field="of_age", cure=_("Leave out relatives under age.")
        )
    if not uscc.is_valid(row.credit_code):
        raise InvalidInput(
            _("“%(code)s” is no unified social credit code.") % {"code": row.credit_code}, field="credit_code",
            cure=_("It has 18 characters and stands on the business licence."),
        )  # fmt: skip
    if row.role == CompanyRole.SHAREHOLDER and not row.share_percent:
        raise InvalidInput(_("The share of a shareholder is missing."), field="share_percent")
    _past(row.since, "since")


def _write(declaration: KinDeclaration, businesses: Sequence[BusinessInput]) -> None:
    KinBusiness.objects.bulk_create(
        KinBusiness(
            declaration=declaration, revision=declaration.revision, no=number, kin=row.kin, of_age=row.of_age,
            company=row.company.strip(), credit_code=uscc.compact(row.credit_code).upper(),
            credit_code_index=blind_index(uscc.compact(row.credit_code)), role=row.role,
            share_percent=row.share_percent, business_scope=row.business_scope, region=row.region, since=row.since,
        )
        for number, row in enumerate(businesses, start=1)
    )  # fmt: skip
