"""One model in one run: its hits, what it says about each unit, and what recording the hits needs to know."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from core.parameters import Values, values
from early_warning.filings.models import DataFiling
from early_warning.filings.store import data_version
from organization.models import Unit

from . import engine
from .engine import Examined, Hit
from .models import CheckResult, CheckRun, Outcome
from .recording import Context
from .registry import CheckModel, Data
from .sources import Filings, columns_filed


@dataclass(frozen=True)
class Material:
    """What a run works on: its units, their filings by kind (every kind is there), the tables over them, and the
    periods that are overdue by (unit, kind)."""

    units: Sequence[Unit]
    filings: Filings
    data: Data
    overdue: Mapping[tuple[int, str], list[str]] = field(default_factory=dict)

    @cached_property
    def by_unit(self) -> Mapping[tuple[int, str], list[DataFiling]]:
        """The filings of one unit and kind; a unit that filed nothing of a kind is not there."""
        found: dict[tuple[int, str], list[DataFiling]] = {}
        for kind, rows in self.filings.items():
            for filing in rows:
                found.setdefault((filing.unit_id, kind), []).append(filing)
        return found


class ModelRun:
    """Reads, never writes."""

    def __init__(self, run: CheckRun, model: CheckModel, material: Material) -> None:
        self.run, self.model, self.material = run, model, material
        self.units, self.data = material.units, material.data
        self.values: Values = values(model.code, as_of=run.as_of)

    @cached_property
    def hits(self) -> list[Hit]:
        """Without those of units whose files never had the columns that the model judges by."""
        blind = {unit.code for unit in self.units if self._unmapped(unit)}
        return [hit for hit in engine.find(self.model, self.data, self.values) if hit.unit_code not in blind]

    @cached_property
    def versions(self) -> dict[str, str]:
        """The data version of each unit: of its filings of the kinds that the model reads."""
        filings = {unit.code: self._filings_of(unit) for unit in self.units}
        return {code: data_version(rows) if rows else "" for code, rows in filings.items()}

    def context(self, severity: int) -> Context:
        return Context(
            run=self.run,
            model=self.model,
            values=self.values,
            params_version=self.values.version,
            severity=severity,
            data_versions=self.versions,
            units={unit.code: unit for unit in self.units},
        )

    def results(self) -> list[CheckResult]:
        """One result a unit, not saved."""
        found: dict[str, list[Hit]] = {}
        for hit in self.hits:
            found.setdefault(hit.unit_code, []).append(hit)
        examined = engine.examine(self.model, self.data, self.values)
        return [
            self._result(unit, found.get(unit.code, []), examined.get(unit.code, Examined())) for unit in self.units
        ]

    def _filings_of(self, unit: Unit) -> list[DataFiling]:
        return [filing for kind in self.model.kinds for filing in self.material.by_unit.get((unit.pk, kind), ())]

    def _result(self, unit: Unit, hits: list[Hit], seen: Examined) -> CheckResult:
        missing = self._missing(unit, seen)
        return CheckResult(
            run=self.run,
            model=self.model.code,
            unit=unit,
            outcome=_outcome(hits, seen, missing),
            hits=len(hits),
            rows_examined=seen.rows,
            missing=missing,
            params_version=self.values.version,
            data_version=self.versions[unit.code],
            found=[_as_json(hit) for hit in hits] if self.run.recompute_only else [],
        )

    def _missing(self, unit: Unit, seen: Examined) -> dict[str, list[str]]:
        """Kinds without a filing in force, periods that are overdue, needed columns that are empty throughout."""
        overdue, kinds = self.material.overdue, self.model.kinds
        missing = {
            "kinds": [kind for kind in kinds if (unit.pk, kind) not in self.material.by_unit],
            "periods": [
                f"{kind}.{period}"
                for kind in kinds
                if (unit.pk, kind) in self.material.by_unit
                for period in overdue.get((unit.pk, kind), ())
            ],
            "columns": [*seen.empty_columns, *self._unmapped(unit)],
        }
        return {name: names for name, names in missing.items() if names}

    def _unmapped(self, unit: Unit) -> list[str]:
        columns = []
        for need in self.model.needs:
            filed = columns_filed(self.material.by_unit.get((unit.pk, need.kind), ())) if need.mapped else None
            if filed is not None and filed.isdisjoint(need.mapped):
                columns += [f"{need.kind}.{name}" for name in need.mapped]
        return columns


def _outcome(hits: Sequence[Hit], seen: Examined, missing: Mapping[str, list[str]]) -> Outcome:
    """What was found counts even where something else is missing; silence needs complete data."""
    if hits:
        return Outcome.HIT
    if missing:
        return Outcome.DATA_INADEQUATE
    return Outcome.NO_HIT if seen.rows else Outcome.NOT_APPLICABLE


def _as_json(hit: Hit) -> dict[str, object]:
    return {"object_ids": list(hit.object_ids), "value": str(hit.value), "threshold": str(hit.threshold)}
