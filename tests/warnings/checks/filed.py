"""Filings in force with real Parquet files, for tests of runs."""

from datetime import date
from typing import Any

import pyarrow as pa

from core import clock
from early_warning.filings.catalogue import arrow_schema, kind_of
from early_warning.filings.models import DataFiling, FilingStatus
from early_warning.filings.services.filing import filing_record
from organization.models import Unit, UnitKind, User

from .frames import BUILT, typed_rows

DAY = date(2026, 4, 10)


def unit_of(code: str) -> Unit:
    return Unit.objects.get_or_create(code=code, defaults={"name": f"单位{code}", "kind": UnitKind.GOVERNMENT})[0]


def put_in_force(
    unit: Unit, kind: str, rows: list[dict[str, Any]], *, period: str = "2026Q1", on: date = DAY
) -> DataFiling:
    """A filing of these rows confirmed on that day; what was in force for the same period gives way."""
    take_out_of_force(unit, kind, period=period, on=on, to=FilingStatus.SUPERSEDED)
    liaison, head = (User.objects.get_or_create(username=name, is_superuser=True)[0] for name in ("files", "confirms"))
    table = pa.Table.from_pylist(typed_rows(kind, rows), schema=arrow_schema(kind_of(kind)))
    filing = filing_record(unit=unit, kind=kind, period=period, rows=table, submitter=liaison)
    DataFiling.objects.filter(pk=filing.pk).update(
        status=FilingStatus.CONFIRMED, confirmer=head, confirmed_at=clock.start_of(on)
    )
    return filing


def take_out_of_force(
    unit: Unit, kind: str, *, on: date, period: str = "2026Q1", to: FilingStatus = FilingStatus.WITHDRAWN
) -> None:
    in_force = DataFiling.objects.filter(unit=unit, kind=kind, period=period, status=FilingStatus.CONFIRMED)
    in_force.update(status=to, ended_at=clock.start_of(on))


def file_planted(*ids: str, decoys: bool = True) -> None:
    """File the planted rows of these entries (all when none is named), one filing a unit and kind."""
    heaps: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for entry in BUILT:
        if ids and entry["id"] not in ids:
            continue
        for part in (entry, *(entry["decoys"] if decoys else ())):
            for kind, rows in part["rows"].items():
                heaps.setdefault((part["unit"], kind), []).extend(rows)
    for (code, kind), rows in heaps.items():
        put_in_force(unit_of(code), kind, rows)
