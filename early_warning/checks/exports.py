"""Doubt points as plain data for files (`export_doubt_points`)."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from .models import DoubtPoint


def doubt_lines(rows: QuerySet[DoubtPoint]) -> Iterator[dict[str, Any]]:
    """One dict a doubt point: first the fields every model returns (handbook 3.3), then where it stands."""
    for doubt in rows.iterator(chunk_size=500):
        yield {
            "model": doubt.model,
            "unit": doubt.unit.code,
            "object_ids": doubt.object_ids,
            "value": number(doubt.value),
            "threshold": number(doubt.threshold),
            "params_version": doubt.params_version,
            "data_version": doubt.data_version,
            "explanation": doubt.explanation,
            "finding": doubt.finding,
            "period": doubt.period,
            "severity": doubt.severity,
            "status": doubt.status,
            "fingerprint": doubt.fingerprint,
            "rows": doubt.rows,
        }


def number(value: Decimal) -> int | float:
    """A JSON number; amounts up to 10^13 yuan to the fen keep every digit."""
    return int(value) if value == value.to_integral_value() else float(value)
