"""The evidence of a fact as it is shown and kept: the filed rows behind a doubt point, frozen when the fact is written.

The addressee reads exactly this copy (M03: "sees own notice and evidence relied on"), without any right on the filing.
"""

import hashlib
import re
from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from core.errors import InvalidInput
from core.scope import Viewer
from early_warning.checks.evidence import EvidenceTable, evidence_of, rows_of, tables_of
from early_warning.checks.models import DoubtPoint
from early_warning.filings.queries import row_links
from early_warning.notices.records import FACT_RECORDS, FILING
from officials.models import Official
from organization.models import Unit

ROWS_KEPT = 100
NOISE = re.compile(r"[\W_]+")


def doubt_evidence(doubt: DoubtPoint, user: Viewer) -> dict[str, Any]:
    """The rows of ``doubt`` as ``user`` may read them, in the product's language; at most ROWS_KEPT of them."""
    with translation.override(settings.LANGUAGE_CODE):
        rows = evidence_of(doubt, user)
        return {
            "model": doubt.model,
            "params_version": doubt.params_version,
            "data_version": doubt.data_version,
            "total": len(rows),
            "tables": [_table(table) for table in tables_of(rows[:ROWS_KEPT])],
        }


def linked(evidence: list[dict[str, Any]], user: Viewer) -> list[dict[str, Any]]:
    """Frozen evidence to be shown to ``user``: each row with the ``url`` of the filed row where he may open it."""
    tables = [table for one in evidence for table in one.get("tables", [])]
    links = row_links(((row["filing"], row["row_no"]) for table in tables for row in table["rows"]), user)

    def with_urls(table: dict[str, Any]) -> dict[str, Any]:
        rows = [row | {"url": links.get((row["filing"], row["row_no"]), "")} for row in table["rows"]]
        return table | {"rows": rows}

    return [one | {"tables": [with_urls(table) for table in one.get("tables", [])]} for one in evidence]


def record_evidence(record: Any, row_no: int | None, user: Viewer) -> dict[str, Any]:
    """The words that name ``record``, and of a filing its row ``row_no``, as ``user`` may read them.

    Raises InvalidInput for a filing without such a row.
    """
    kind = FACT_RECORDS.kind(record._meta.model_name)
    with translation.override(settings.LANGUAGE_CODE):
        named = {"record": {"kind": str(kind.label), "words": kind.words(record, user)}}
        if kind.key != FILING:
            return named
        rows = list(rows_of(record, {row_no: {"hit": True}}, user, {})) if row_no and not record.nil else []
        tables = [_table(table) for table in tables_of(rows)]
    if not rows:
        raise InvalidInput(
            _("Say which row of the filing shows it."), field="row_no", cure=_("Its rows are numbered on its page.")
        )
    return named | {"row_no": row_no, "total": 1, "tables": tables}


def _table(table: EvidenceTable) -> dict[str, Any]:
    return {
        "label": str(table.label),
        "columns": [str(column.label) for column in table.columns],
        "rows": [
            {
                "filing": row.filing_id,
                "row_no": row.row_no,
                "hit": row.hit,
                "cells": [_cell(value) for _column, value in cells],
            }
            for row, cells in table.lines()
        ],
    }


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, Decimal):
        return f"{value.normalize() if value % 1 else value.to_integral():,f}"
    return value.isoformat() if isinstance(value, date) else str(value)


def fact_fingerprint(
    *,
    unit: Unit,
    official: Official | None,
    text: str,
    doubt_point: DoubtPoint | None = None,
    record: Any = None,
    row_no: int | None = None,
) -> str:
    """What makes two facts the same (R37): the doubt point, the record, or the words, at the same addressee."""
    if doubt_point is not None:
        subject = f"doubt:{doubt_point.fingerprint}"
    elif record is not None:
        subject = f"record:{record._meta.label_lower}:{record.pk}" + (f":{row_no}" if row_no else "")
    else:
        subject = f"words:{NOISE.sub('', text).lower()}"
    whose = f"{unit.code}:{official.code if official else ''}"
    return hashlib.sha256(f"{whose}|{subject}".encode()).hexdigest()
