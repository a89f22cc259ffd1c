"""A dry run in words and numbers, for the page and the API alike."""

from collections.abc import Iterator
from typing import Any

from core.imports.models import ImportBatch, RowStatus

# Rows of the report on the page; the workbook holds all of them.
SHOWN = 200
_TONES = {
    RowStatus.NEW: ("good", "plus"),
    RowStatus.CHANGED: ("watch", "edit"),
    RowStatus.SAME: ("muted", "check"),
    RowStatus.SKIPPED: ("muted", "arrow-right"),
    RowStatus.REMOVED: ("watch", "minus"),
    RowStatus.ERROR: ("bad", "alert-circle"),
}


def counts(batch: ImportBatch) -> list[dict[str, Any]]:
    """How many rows had which outcome, with the look of each; outcomes without rows are left out."""
    return [
        {"word": status.label, "count": batch.count(status), "tone": _TONES[status][0], "icon": _TONES[status][1]}
        for status in RowStatus
        if batch.count(status)
    ]


def lines(batch: ImportBatch) -> Iterator[dict[str, Any]]:
    """The outcome of every row; rows that stay the same come last."""
    quiet = (RowStatus.SAME, RowStatus.SKIPPED)
    for line in sorted(batch.report.get("lines", []), key=lambda line: (line["status"] in quiet, line["row"])):
        status = RowStatus(line["status"])
        tone, icon = _TONES[status]
        yield line | {"word": status.label, "tone": tone, "icon": icon}


def findings(batch: ImportBatch) -> Iterator[dict[str, Any]]:
    """Errors by cell, each with the header of its column."""
    for finding in batch.report.get("findings", []):
        column = batch.spec.column(finding["column"])
        yield finding | {"column": column.header if column else ""}
