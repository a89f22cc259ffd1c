"""A run from start to end: which models and units, over which filings, and what each said about each unit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from core import clock
from core.audit.models import AuditEvent
from core.audit.services import event_record
from core.errors import InvalidInput
from core.scope import Viewer
from early_warning.filings.store import data_version
from organization.models import Unit

from . import engine, registry
from .gate import Standing, severity_let_through, standings
from .modelrun import Material, ModelRun
from .models import CheckResult, CheckRun, RunState, Trigger
from .recording import Recorded, hits_record
from .sources import filings_of, overdue_periods

if TYPE_CHECKING:
    from core.jobs.models import Job

Progress = Callable[[int, int, str], None]


def run_create(
    *,
    actor: Viewer | None,
    trigger: Trigger,
    models: Iterable[str] = (),
    units: Iterable[str] = (),
    as_of: date | None = None,
    job: Job | None = None,
) -> CheckRun:
    """A run that waits to be executed; no units named means all that `actor` sees.

    Raises InvalidInput for unknown models, for units unknown to `actor`, and for a day in the future.
    """
    day = as_of or clock.today()
    if day > clock.today():
        raise InvalidInput(_("The day lies in the future."), field="as_of")
    codes, unit_codes = sorted(set(models)), sorted(set(units))
    _known(codes, {model.code for model in registry.all_models()}, _("Unknown model: %(codes)s"), "models")
    mine = units_of(actor)
    _known(unit_codes, mine, _("Unknown unit: %(codes)s"), "units")
    if not unit_codes and mine != units_of(None):
        unit_codes = sorted(mine)
    newest = CheckRun.objects.filter(state=RunState.DONE).aggregate(newest=Max("as_of"))["newest"]
    return CheckRun.objects.create(
        as_of=day,
        model_codes=codes,
        unit_codes=unit_codes,
        trigger=trigger,
        recompute_only=newest is not None and day < newest,
        started_by=actor,
        job=job,
        created_at=clock.now(),
    )


def units_of(actor: Viewer | None) -> set[str]:
    """Codes of the units that `actor` may have checked: those he sees; for the system (None) every active unit."""
    units = Unit.objects.real().filter(active=True)
    return set((units if actor is None else units.visible_to(actor)).values_list("code", flat=True))


def _known(asked: Sequence[str], known: set[str], message: str, field: str) -> None:
    if unknown := [code for code in asked if code not in known]:
        raise InvalidInput(message % {"codes": ", ".join(unknown)}, field=field)


def run_execute(*, run: CheckRun, progress: Progress | None = None) -> CheckRun:
    """Run every model that this run has not finished yet. Safe to kill and to call again: each model's results and
    doubt points are written in one transaction together with the mark that it is finished.

    `progress(done, total, text)` may raise to cancel; what is finished stays. Any error marks the run as failed.
    """
    CheckRun.objects.filter(pk=run.pk).update(state=RunState.RUNNING, message="")
    run.refresh_from_db()
    try:
        _run_models(run, progress or (lambda _done, _total, _text: None))
    except BaseException as error:
        _close(run, RunState.FAILED, str(error) or type(error).__name__)
        raise
    _close(run, RunState.DONE, "")
    event_record(
        event=AuditEvent.BULK, obj=run, actor=run.started_by, hits=run.hits, created=run.created, vanished=run.vanished
    )
    return run


def run_cancel(*, run: CheckRun) -> None:
    """Note that the run was stopped; the models finished before keep their results."""
    _close(run, RunState.CANCELLED, "")


def _close(run: CheckRun, state: RunState, message: str) -> None:
    CheckRun.objects.filter(pk=run.pk).update(state=state, message=message[:500], finished_at=clock.now())
    run.refresh_from_db()


def _run_models(run: CheckRun, progress: Progress) -> None:
    units = list(_units(run))
    filings = filings_of(units, run.as_of)
    CheckRun.objects.filter(pk=run.pk).update(
        data_version=data_version(filing for rows in filings.values() for filing in rows)
    )
    data = engine.load(engine.connect(), filings)
    material = Material(units, filings, data, overdue_periods(units, run.as_of, filings))
    records = standings(as_of=run.as_of)
    models = registry.pick(run.model_codes)
    for done, model in enumerate(models):
        progress(done, len(models), f"{model.code} {model.name}")
        if model.code not in run.finished_models:
            _run_model(run, ModelRun(run, model, material), records[model.code])
    progress(len(models), len(models), "")


def _units(run: CheckRun) -> Iterable[Unit]:
    units = Unit.objects.real().filter(active=True)
    return units.filter(code__in=run.unit_codes) if run.unit_codes else units


def _run_model(run: CheckRun, work: ModelRun, standing: Standing) -> None:
    """One model over all units of the run, written in one transaction. A suspended model says nothing."""
    if not standing.may_run:
        _finish_model(run, work.model.code, 0, Recorded())
        return
    results = work.results()
    severity = severity_let_through(work.model, standing, as_of=run.as_of)
    with transaction.atomic():
        CheckResult.objects.filter(run=run, model=work.model.code).delete()
        CheckResult.objects.bulk_create(results)
        recorded = Recorded()
        if not run.recompute_only:
            judged = [result.unit for result in results if not result.missing]
            recorded = hits_record(hits=work.hits, context=work.context(severity), judged=judged)
        _finish_model(run, work.model.code, len(work.hits), recorded)


def _finish_model(run: CheckRun, code: str, hits: int, recorded: Recorded) -> None:
    run.finished_models = [*run.finished_models, code]
    run.hits += hits
    run.created += recorded.created
    run.vanished += recorded.vanished
    run.save(update_fields=["finished_models", "hits", "created", "vanished"])
