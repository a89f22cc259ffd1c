"""Small files for the tests, written by column name."""

from typing import Any

from django.db.models import Model

from core.imports.jobs import batch_apply, batch_check, batch_undo
from core.imports.kinds import kind_of
from core.imports.models import ImportBatch
from core.imports.services import batch_start
from tests.warnings.filings.files import workbook


def book(kind: str, *rows: dict[str, Any], columns: tuple[str, ...] = ()) -> bytes:
    """A workbook with the columns that the rows use, under their Chinese headers."""
    used = [c for c in kind_of(kind).columns if c.name in columns or any(c.name in row for row in rows)]
    return workbook([[c.headers[0] for c in used], *([row.get(c.name, "") for c in used] for row in rows)])


def started(kind: str, content: bytes, actor, *, policy: str = "UPDATE", name: str = "数据.xlsx") -> ImportBatch:
    return batch_start(kind=kind, policy=policy, name=name, chunks=[content], actor=actor)


def checked(kind: str, content: bytes, actor, *, policy: str = "UPDATE") -> ImportBatch:
    """Uploaded, with the dry run done."""
    return batch_check(batch=started(kind, content, actor, policy=policy), policy=policy, actor=actor)


def applied(kind: str, content: bytes, actor, *, policy: str = "UPDATE") -> ImportBatch:
    batch = checked(kind, content, actor, policy=policy)
    assert not batch.report["findings"], batch.report["findings"]
    assert not batch.report["refused"], batch.report["refused"]
    return batch_apply(batch=batch, actor=actor)


def undone(batch: ImportBatch, actor) -> ImportBatch:
    return batch_undo(batch=batch, actor=actor, reason="录入有误")


def errors(batch: ImportBatch) -> list[tuple[int, str]]:
    """(row, column) of every error."""
    return [(found["row"], found["column"]) for found in batch.report["findings"]]


def outcomes(batch: ImportBatch) -> dict[int, str]:
    """What every row would do."""
    return {line["row"]: line["status"] for line in batch.report["lines"]}


def picture(model: type[Model]) -> dict[Any, str]:
    """Every row of a table, to be compared."""
    fields = [field.attname for field in model._meta.concrete_fields]
    return {row["pk"]: str(row) for row in model.objects.values("pk", *fields)}


def sheet(kind: str, rows: list[dict[str, Any]]) -> bytes:
    """The same as CSV, all columns, for tests that make many files."""
    columns = kind_of(kind).columns
    lines = [[column.headers[0] for column in columns], *([str(row.get(c.name, "")) for c in columns] for row in rows)]
    return "\n".join(",".join(line) for line in lines).encode() + b"\n"
