"""Hits become doubt points, set by set: found again, never doubled; gone ones marked; changes kept as history."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from core import clock
from organization.models import Unit

from .engine import Hit
from .models import ChangeKind, CheckRun, DoubtChange, DoubtPoint
from .registry import CheckModel, Values
from .sentences import stored_sentence

UPDATED = (
    "finding", "period", "rows", "value", "threshold", "facts", "params_version", "data_version", "explanation",
    "severity", "model_severity", "last_seen_on", "last_run", "vanished_at",
)  # fmt: skip


@dataclass
class Recorded:
    """What recording one model's hits did."""

    created: int = 0
    changed: int = 0
    vanished: int = 0
    returned: int = 0
    changes: list[DoubtChange] = field(default_factory=list)


@dataclass(frozen=True)
class Context:
    """Everything about a run that every doubt point of one model needs."""

    run: CheckRun
    model: CheckModel
    values: Values
    params_version: int
    severity: int
    data_versions: Mapping[str, str]
    units: Mapping[str, Unit]


def fingerprint(model: str, object_ids: Iterable[str]) -> str:
    """sha256(model|sorted ids), handbook 3.3. The unit is one of the ids, so two units never share one."""
    return hashlib.sha256("|".join([model, *sorted(object_ids)]).encode()).hexdigest()


def facts_of(hit: Hit, context: Context) -> dict[str, Any]:
    """The hit's facts and the parameters it was measured by: enough to say the sentence again."""
    numbers = {param.name: str(context.values[param.name]) for param in context.model.parameters}
    return numbers | dict(hit.facts)


def hits_record(*, hits: Iterable[Hit], context: Context, judged: Iterable[Unit]) -> Recorded:
    """Create, refresh and mark as vanished the doubt points of one model in the units that could be judged.

    Call inside a transaction. Rows of the model are locked, so that two runs cannot both create or both mark. Units
    whose data are inadequate keep their doubt points as they are: withdrawing the data does not clear a doubt.
    """
    done = Recorded()
    wanted = {fingerprint(context.model.code, hit.object_ids): hit for hit in hits}
    known = {
        doubt.fingerprint: doubt
        for doubt in DoubtPoint.objects.select_for_update(of=("self",)).filter(
            model=context.model.code, unit__in=list(context.units.values())
        )
    }
    _create({key: hit for key, hit in wanted.items() if key not in known}, context, done)
    _refresh({key: (known[key], hit) for key, hit in wanted.items() if key in known}, context, done)
    judged_ids = {unit.pk for unit in judged}
    gone = [row for key, row in known.items() if key not in wanted and row.unit_id in judged_ids]
    _vanish([row for row in gone if row.vanished_at is None], context, done)
    DoubtChange.objects.bulk_create(done.changes)
    return done


def _create(hits: Mapping[str, Hit], context: Context, done: Recorded) -> None:
    rows = [
        DoubtPoint(
            model=context.model.code,
            unit=context.units[hit.unit_code],
            object_ids=list(hit.object_ids),
            fingerprint=key,
            found_on=context.run.as_of,
            first_run=context.run,
            **_seen(hit, context),
        )
        for key, hit in hits.items()
    ]
    DoubtPoint.objects.bulk_create(rows, ignore_conflicts=True)
    fresh = DoubtPoint.objects.filter(model=context.model.code, first_run=context.run, changes=None)
    found = [row for row in fresh if row.fingerprint in hits]
    done.created = len(found)
    done.changes += [_change(row, ChangeKind.FOUND, context) for row in found]


def _refresh(pairs: Mapping[str, tuple[DoubtPoint, Hit]], context: Context, done: Recorded) -> None:
    for row, hit in pairs.values():
        before, was_gone = (row.value, row.threshold), row.vanished_at is not None
        for name, value in _seen(hit, context).items():
            setattr(row, name, value)
        if was_gone:
            done.returned += 1
            done.changes.append(_change(row, ChangeKind.RETURNED, context))
        elif before != (row.value, row.threshold):
            done.changed += 1
            done.changes.append(_change(row, ChangeKind.VALUE, context))
    if pairs:
        DoubtPoint.objects.bulk_update([row for row, _hit in pairs.values()], UPDATED, batch_size=200)


def _vanish(rows: list[DoubtPoint], context: Context, done: Recorded) -> None:
    done.vanished = len(rows)
    DoubtPoint.objects.filter(pk__in=[row.pk for row in rows]).update(vanished_at=clock.now(), last_run=context.run)
    done.changes += [_change(row, ChangeKind.VANISHED, context) for row in rows]


def _seen(hit: Hit, context: Context) -> dict[str, Any]:
    """The fields that every sighting sets anew."""
    facts = facts_of(hit, context)
    value, threshold = exact(hit.value), exact(hit.threshold)
    return {
        "finding": hit.reason,
        "period": hit.period,
        "rows": [ref.as_json() for ref in hit.rows],
        "value": value,
        "threshold": threshold,
        "facts": facts,
        "params_version": context.params_version,
        "data_version": context.data_versions[hit.unit_code],
        "explanation": stored_sentence(hit.model, hit.reason, value, threshold, facts),
        "severity": context.severity,
        "model_severity": context.model.severity,
        "last_seen_on": context.run.as_of,
        "last_run": context.run,
        "vanished_at": None,
    }


def exact(value: Decimal) -> Decimal:
    """As the database keeps it, so that "changed" means changed."""
    return value.quantize(Decimal("0.000001"))


def _change(row: DoubtPoint, kind: ChangeKind, context: Context) -> DoubtChange:
    return DoubtChange(
        doubt_point=row,
        run=context.run,
        kind=kind,
        on=context.run.as_of,
        value=row.value,
        threshold=row.threshold,
        params_version=row.params_version,
        data_version=row.data_version,
    )
