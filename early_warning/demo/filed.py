"""Files the rows of the demo city: the same records and Parquet files as by the pages, written in bulk.

Not by ``filing_record``: 3,300 filings one by one, each flushed to the disk, would take a minute and a half.
"""

import hashlib
import os
import random
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

import pyarrow as pa
from django.contrib.contenttypes.models import ContentType

from core.clock import start_of
from core.deadlines.calendar import subtract_workdays
from core.demo import City
from core.workflow.models import TransitionRecord
from early_warning.demo.ledger import BEING_FILED, RUNNING, Row
from early_warning.filings.catalogue import DatasetKind, arrow_schema, kind_of
from early_warning.filings.models import DataFiling, FilingStatus
from early_warning.filings.periods import Period
from early_warning.filings.services.dates import due_day, retained_until
from early_warning.filings.storage.parquet import READ_ONLY, write_rows
from early_warning.filings.storage.places import new_draft

FILE_NAMES = {
    "purchases": "采购台账",
    "bids": "投标明细",
    "contracts": "合同台账",
    "payments": "付款明细",
    "invoices": "报销发票明细",
}
# Units that are often late, and by how many days at most.
LATE = {
    "U51": 0.8, "U59": 0.45, "U47": 0.3, "U05": 0.45, "U09": 0.5, "U13": 0.55, "U17": 0.4, "U20": 0.5, "U21": 0.45,
    "U26": 0.45, "U27": 0.5, "U33": 0.4, "U35": 0.45, "U36": 0.85, "U40": 0.6, "U43": 0.8, "U48": 0.4, "U49": 0.45,
    "U53": 0.6, "U54": 0.85, "U55": 0.5, "U57": 0.45, "U61": 0.55, "U62": 0.45,
}  # fmt: skip


@dataclass
class Plan:
    """One filing to be written: its cell and rows, its course, and what the dry run left out."""

    kind: str
    unit: str
    period: str
    rows: list[Row]
    status: str = FilingStatus.CONFIRMED
    late_days: int = 0
    rejected: dict[str, int] = field(default_factory=dict)
    ended_on: date | None = None
    filed_on: date | None = None
    note: str = ""

    @cached_property
    def dataset(self) -> DatasetKind:
        return kind_of(self.kind)


class Clerk:
    """Writes filings, their files and their histories in bulk."""

    def __init__(self, city: City, rng: random.Random) -> None:
        self.city = city
        self.rng = rng
        self._due: dict[tuple[str, str], date] = {}

    def file(self, plans: Iterable[Plan]) -> list[DataFiling]:
        """Store all ``plans`` in their order."""
        pairs = [(plan, *self._draft(plan)) for plan in plans]
        filings = [self._filing(plan, draft, sha256) for plan, draft, sha256 in pairs]
        DataFiling.objects.bulk_create(filings, batch_size=500)
        for filing, (_plan, draft, _sha) in zip(filings, pairs, strict=True):
            filing.stored_path.parent.mkdir(parents=True, exist_ok=True)
            draft.chmod(READ_ONLY)
            os.replace(draft, filing.stored_path)
        self._histories(filings, [plan for plan, _draft, _sha in pairs])
        return filings

    def _draft(self, plan: Plan) -> tuple[Path, str]:
        schema = arrow_schema(plan.dataset)
        rows = [{"row_no": number, **row} for number, row in enumerate(plan.rows, start=1)]
        draft = new_draft()
        write_rows(pa.Table.from_pylist(rows, schema=schema), draft)
        return draft, hashlib.sha256(draft.read_bytes()).hexdigest()

    def due_on(self, kind: str, period: str) -> date:
        """The last day to file; asked once for each dataset and quarter."""
        key = (kind, period)
        if key not in self._due:
            self._due[key] = due_day(kind_of(kind), Period.parse(period))
        return self._due[key]

    def _filing(self, plan: Plan, _draft: Path, sha256: str) -> DataFiling:
        due = self.due_on(plan.kind, plan.period)
        filed = self._filed_at(plan, due)
        confirmed = plan.status in (FilingStatus.CONFIRMED, FilingStatus.SUPERSEDED, FilingStatus.WITHDRAWN)
        unit = self.city.units[plan.unit]
        nil = not plan.rows
        return DataFiling(
            unit=unit,
            kind=plan.kind,
            period=plan.period,
            status=plan.status,
            due_on=due,
            nil=nil,
            file_name="" if nil else f"{FILE_NAMES[plan.kind]}_{unit.short_name}_{plan.period}.xlsx",
            source_size=0 if nil else 6_000 + 140 * len(plan.rows),
            source_sha256="" if nil else hashlib.sha256(f"{sha256}{plan.unit}{plan.period}".encode()).hexdigest(),
            schema_version=plan.dataset.schema_version,
            row_count=len(plan.rows),
            rejected_count=sum(plan.rejected.values()),
            quality=self._quality(plan),
            sha256=sha256,
            submitter=self.liaison(plan.unit),
            uploaded_at=filed - timedelta(minutes=18),
            filed_at=filed,
            confirmer=self.head(plan.unit) if confirmed else None,
            confirmed_at=filed + timedelta(minutes=self.rng.randint(20, 170)) if confirmed else None,
            ended_at=start_of(plan.ended_on) + timedelta(hours=16) if plan.ended_on else None,
            legal_basis=f"{plan.dataset.legal_basis} [{plan.dataset.basis_tag}]",
            retain_until=retained_until(plan.dataset, Period.parse(plan.period)),
        )

    def _filed_at(self, plan: Plan, due: date) -> datetime:
        if plan.filed_on is not None:
            day = plan.filed_on
        elif plan.period == RUNNING:
            day = self.city.today
        elif plan.late_days:
            day = due + timedelta(days=plan.late_days)
        else:
            day = subtract_workdays(due, self.rng.randint(0, 6)) if self.rng.random() < 0.9 else due
        return start_of(day) + timedelta(hours=9, minutes=self.rng.randrange(300))

    def liaison(self, unit: str) -> Any:
        return self.city.users[f"lia_{unit.lower()}"]

    def head(self, unit: str) -> Any:
        return self.city.users.get(f"uhd_{unit.lower()}") or self.city.users["sec"]

    def _quality(self, plan: Plan) -> dict[str, Any]:
        """The report of the dry run over these rows."""
        names = [column.name for column in plan.dataset.columns]
        empty = {name: sum(row.get(name) is None for row in plan.rows) for name in names}
        days = sorted(row[plan.dataset.date_column] for row in plan.rows if row.get(plan.dataset.date_column))
        return {
            "total": len(plan.rows) + sum(plan.rejected.values()),
            "taken": len(plan.rows),
            "reasons": [
                {"column": name.split(":")[0], "code": name.split(":")[1], "rows": rows}
                for name, rows in plan.rejected.items()
            ],
            "dropped": [],
            "remarks": [],
            "empty_cells": {name: count for name, count in empty.items() if count},
            "formula_like": {},
            "first_date": str(days[0]) if days else "",
            "last_date": str(days[-1]) if days else "",
            "outside_period": 0,
            "in_future": 0,
        }

    def _histories(self, filings: list[DataFiling], plans: list[Plan]) -> None:
        content_type = ContentType.objects.get_for_model(DataFiling)
        rows = [
            TransitionRecord(content_type=content_type, object_id=filing.pk, **step)
            for filing, plan in zip(filings, plans, strict=True)
            for step in self._course(filing, plan)
        ]
        TransitionRecord.objects.bulk_create(rows, batch_size=1000)

    def _course(self, filing: DataFiling, plan: Plan) -> Iterable[dict[str, Any]]:
        filed, confirmed, ended = filing.filed_at, filing.confirmed_at, filing.ended_at
        head = self.head(plan.unit)
        yield _step("file", FilingStatus.UPLOADED, FilingStatus.VALIDATED, filing.submitter, filed)
        if confirmed:
            yield _step("confirm", FilingStatus.VALIDATED, FilingStatus.CONFIRMED, head, confirmed)
        if filed and plan.status == FilingStatus.REJECTED:
            yield _step("send_back", FilingStatus.VALIDATED, plan.status, head, filed + timedelta(hours=5), plan.note)
        if plan.status == FilingStatus.WITHDRAWN:
            yield _step("withdraw", FilingStatus.CONFIRMED, plan.status, head, ended, plan.note)
        if plan.status == FilingStatus.SUPERSEDED:
            yield _step("supersede", FilingStatus.CONFIRMED, plan.status, head, ended)


LABELS = {"file": "备案", "confirm": "确认", "send_back": "退回补正", "withdraw": "撤回", "supersede": "被替代"}


def _step(name: str, before: str, after: str, actor: Any, at: datetime | None, reason: str = "") -> dict[str, Any]:
    return {
        "name": name,
        "label": LABELS[name],
        "from_status": before,
        "to_status": after,
        "actor": actor,
        "at": at,
        "reason": reason,
    }


def is_late(rng: random.Random, unit: str, period: str) -> int:
    """How many days late, 0 for in time. The quarter being filed has its own list of who has not delivered."""
    chance = LATE.get(unit, 0.035)
    if period == RUNNING or rng.random() >= chance:
        return 0
    return rng.randint(1, 6) if period == BEING_FILED else rng.randint(1, 14)
