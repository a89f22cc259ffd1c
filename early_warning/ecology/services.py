"""Computing assessments. Pages, the schedule, the command and the demo city all come through these functions."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from core import clock, parameters
from core.errors import InvalidInput, NotAllowed
from core.jobs.services import job_enqueue
from core.scope import Viewer
from core.workflow.services import history_write, transition_perform
from early_warning.ecology.measuring import Measured, Progress, measure
from early_warning.ecology.models import EcologyAssessment, IndicatorValue, Status
from early_warning.ecology.models.states import ASSESS
from early_warning.ecology.parameters import SCHEDULE, RuleBook, rule_book
from early_warning.ecology.periods import AnalysisPeriod
from early_warning.ecology.snapshots import Snapshot, snapshot
from organization.units.models import Unit


@dataclass
class ComputeReport:
    """What a computation did, by unit code. ``kept`` are in people's hands already and only they may recalculate;
    ``looked_back`` were only computed and compared, because a newer view of the same period is on file."""

    period: str
    as_of: date
    created: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    looked_back: list[EcologyAssessment] = field(default_factory=list)

    @property
    def message(self) -> str:
        return _("%(period)s: %(created)s computed, %(unchanged)s unchanged, %(kept)s in assessment") % {
            "period": self.period,
            "created": len(self.created),
            "unchanged": len(self.unchanged),
            "kept": len(self.kept),
        }


def _quiet(_done: int, _total: int, _message: str) -> None:
    """Progress that nobody watches."""


def assessments_compute(
    *,
    units: Iterable[Unit],
    period: AnalysisPeriod,
    as_of: date | None = None,
    actor: Viewer | None = None,
    progress: Progress = _quiet,
) -> ComputeReport:
    """Compute the assessments of ``units`` for ``period`` with the data and parameters in force on ``as_of``.

    Safe to run twice: what has not changed makes no new version. Raises InvalidInput when the period has not begun.
    """
    day = as_of or clock.today()
    if period.start > day:
        raise InvalidInput(_("The period %(period)s has not begun.") % {"period": period}, field="period")
    listed = sorted(units, key=lambda unit: unit.code)
    book = rule_book(day)
    measured = measure(units=[u.code for u in listed], period=period, as_of=day, book=book, progress=progress)
    report = ComputeReport(str(period), day)
    for done, unit in enumerate(listed):
        progress(done, len(listed), str(unit))
        with transaction.atomic():
            _keep(unit, period, measured[unit.code], book, report, actor)
    return report


def _keep(
    unit: Unit,
    period: AnalysisPeriod,
    measured: list[Measured],
    book: RuleBook,
    report: ComputeReport,
    actor: Viewer | None,
) -> None:
    live = EcologyAssessment.objects.select_for_update().live().of_period(period).filter(unit=unit).first()
    fresh = snapshot(
        unit=unit, period=period, as_of=report.as_of, measured=measured, book=book, previous=_last(unit, period)
    )
    if live is not None and report.as_of < live.as_of:
        report.looked_back.append(fresh.assessment)
    elif live is not None and live.status != Status.CALCULATED:
        report.kept.append(unit.code)
    elif live is not None and _same(live, fresh.assessment):
        report.unchanged.append(unit.code)
    else:
        _write(fresh, live, actor, reason=_("New data or parameters"))
        report.created.append(unit.code)


def assessment_recalculate(*, assessment: EcologyAssessment, actor: Viewer, reason: str) -> EcologyAssessment:
    """A new version with what is known today; the old one is kept (3.1 rule 9). It starts its course anew.

    Raises NotAllowed without the right, InvalidInput without a reason, Conflict when it is superseded already.
    """
    if not actor.has_perm(ASSESS):
        raise NotAllowed(_("Your role may not do this."))
    if not reason.strip():
        raise InvalidInput(_("A reason is required."), field="reason", cure=_("Write why, in one sentence."))
    unit, period, today = assessment.unit, AnalysisPeriod.parse(assessment.period), clock.today()
    book = rule_book(today)
    measured = measure(units=[unit.code], period=period, as_of=today, book=book, progress=_quiet)[unit.code]
    fresh = snapshot(unit=unit, period=period, as_of=today, measured=measured, book=book, previous=_last(unit, period))
    fresh.assessment.recalculated_because = reason.strip()
    with transaction.atomic():
        return _write(fresh, assessment, actor, reason=reason, mover=actor)


def notice_revoked(notice: Any) -> None:
    """R08: what was computed with ``notice`` is computed again, as a job, while its period still settles.

    What people are assessing or have signed is theirs: its page says what was revoked since, and they recalculate.
    """
    since = clock.today() - timedelta(days=parameters.values(SCHEDULE.key)["settling_days"])
    rows = EcologyAssessment.objects.filter(
        unit=notice.unit, status=Status.CALCULATED, as_of__gte=clock.day_of(notice.served_at)
    )
    periods = [text for text in rows.values_list("period", flat=True) if AnalysisPeriod.parse(text).end >= since]
    if periods:
        job_enqueue(kind="ecology.compute", params={"periods": periods, "units": [notice.unit.code]}, actor=None)


def _last(unit: Unit, period: AnalysisPeriod) -> EcologyAssessment | None:
    return EcologyAssessment.objects.live().of_period(period.previous()).filter(unit=unit).first()


def _same(old: EcologyAssessment, new: EcologyAssessment) -> bool:
    """Whether the same figures came out of the same parameters and are compared with the same past."""
    return (old.data_version, old.params_versions, old.previous_id) == (
        new.data_version,
        new.params_versions,
        new.previous_id,
    )


def _write(
    fresh: Snapshot,
    old: EcologyAssessment | None,
    actor: Viewer | None,
    *,
    reason: str,
    mover: Viewer | None = None,
) -> EcologyAssessment:
    """Write the snapshot in the place of ``old``; ``mover`` is None where the schedule or a plain run replaces it."""
    new = fresh.assessment
    if old is not None:
        transition_perform(instance=old, name="supersede", actor=mover, reason=reason)
        new.version, new.replaces = old.version + 1, old
    new.computed_at, new.computed_by = clock.now(), actor
    new.save()
    for value in fresh.values:
        value.assessment = new
    IndicatorValue.objects.bulk_create(fresh.values)
    history_write(instance=new, name="compute", label=_("Computed"), before="", actor=actor, reason="")
    return new
