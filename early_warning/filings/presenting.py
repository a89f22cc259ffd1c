"""Findings and reports in words, in the language of the reader."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.errors import Text
from early_warning.filings.catalogue import DatasetKind
from early_warning.filings.models import DataFiling
from early_warning.filings.pseudonyms import NAME_COLUMNS, Mask
from early_warning.filings.validation.problems import PROBLEMS, Finding

REASONS: dict[str, Text] = {
    "missing": gettext_lazy("“%(column)s” is empty"),
    "not_money": gettext_lazy("“%(column)s” is not one amount of money"),
    "foreign_money": gettext_lazy("“%(column)s” is in a foreign currency"),
    "decimals": gettext_lazy("“%(column)s” has more than two decimals"),
    "too_large": gettext_lazy("“%(column)s” is too large"),
    "not_date": gettext_lazy("“%(column)s” is not a date"),
    "not_integer": gettext_lazy("“%(column)s” is not a whole number"),
    "not_ratio": gettext_lazy("“%(column)s” is not a share"),
    "not_yes_no": gettext_lazy("“%(column)s” is neither yes nor no"),
    "unknown_value": gettext_lazy("“%(column)s” has a value outside the list"),
    "below_minimum": gettext_lazy("“%(column)s” is too small"),
    "above_maximum": gettext_lazy("“%(column)s” is too large"),
    "too_long": gettext_lazy("“%(column)s” is too long"),
    "duplicate": gettext_lazy("“%(column)s” repeats an earlier row"),
    "cells": gettext_lazy("The row has too many or too few cells"),
}
REMARKS: dict[str, Text] = {
    "gb18030": gettext_lazy("The file is written in GB18030; it was read as such."),
    "utf-16": gettext_lazy("The file is written in UTF-16; it was read as such."),
    "nul": gettext_lazy("The file holds NUL characters; they were left out."),
    "first_sheet": gettext_lazy("The workbook has several sheets; only the first one with content was read."),
    "formulas": gettext_lazy("Cells hold formulas; the values last calculated by the spreadsheet were read."),
}


def column_label(dataset: DatasetKind, name: str) -> Text:
    """The label of a column of the catalogue; empty for problems of whole rows."""
    return dataset.by_name[name].label if name in dataset.by_name else ""


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One finding ready to print."""

    row_no: int
    column: Text
    header: str
    value: str
    message: str
    cure: str


def finding_rows(filing: DataFiling, mask: Mask | None, most: int | None = None) -> Iterator[FindingRow]:
    """The kept findings of a dry run, by row, with ``mask`` over values that name somebody."""
    dataset = filing.dataset
    for data in filing.findings[:most]:
        finding = _masked(Finding(**data), dataset, mask)
        label = column_label(dataset, finding.column)
        message, cure = finding.texts(label)
        yield FindingRow(finding.row_no, label, finding.header, finding.value, message, cure)


def _masked(finding: Finding, dataset: DatasetKind, mask: Mask | None) -> Finding:
    """The value of a repeated row is its whole key, which may hold a name as well."""
    key_names = finding.code == "duplicate" and any(key.is_name for key in dataset.keys)
    if mask is None or not finding.value or not (key_names or finding.column in NAME_COLUMNS):
        return finding
    return replace(finding, value=mask(finding.value))


def reason_lines(filing: DataFiling) -> list[dict[str, Any]]:
    """{text, cure, rows, listed} for every reason why rows were not taken, the most frequent first; ``listed`` is how
    many of them are among the kept findings."""
    dataset = filing.dataset
    listed = Counter((finding["column"], finding["code"]) for finding in filing.findings)
    return [
        {
            "text": str(REASONS[reason["code"]]) % {"column": column_label(dataset, reason["column"])},
            "cure": str(PROBLEMS[reason["code"]].cure) % {"column": column_label(dataset, reason["column"])},
            "rows": reason["rows"],
            "listed": listed[reason["column"], reason["code"]],
        }
        for reason in filing.quality.get("reasons", [])
    ]


def not_listed(filing: DataFiling) -> str:
    """The words for the problems that were counted but are not kept one by one; empty where all are."""
    missing = sum(reason["rows"] for reason in filing.quality.get("reasons", [])) - len(filing.findings)
    text = _("%(count)s further findings are not listed; every column and kind of problem has its share of the list.")
    return text % {"count": f"{missing:,}"} if missing else ""


def remark_lines(filing: DataFiling) -> list[str]:
    """What a person should look at although it keeps no row out."""
    quality = filing.quality
    lines = [str(REMARKS[code]) for code in quality.get("remarks", []) if code in REMARKS]
    counted = (
        ("outside_period", _("%(count)s rows are dated outside the period.")),
        ("in_future", _("%(count)s rows are dated in the future.")),
    )
    lines += [text % {"count": f"{quality[key]:,}"} for key, text in counted if quality.get(key)]
    formulas = sum(quality.get("formula_like", {}).values())
    if formulas:
        text = _("%(count)s cells begin like a formula (= + - @); they are kept as text and never calculated.")
        lines.append(text % {"count": f"{formulas:,}"})
    return lines


def quality_lines(filing: DataFiling) -> list[dict[str, Any]]:
    """{label, empty, share} for every column of the catalogue that has empty cells among the rows taken."""
    empty = filing.quality.get("empty_cells", {})
    taken = max(filing.row_count, 1)
    return [
        {
            "label": column.label,
            "required": column.required,
            "empty": empty[column.name],
            # Repeated rows were counted before they were left out.
            "percent": min(100, round(100 * empty[column.name] / taken)),
        }
        for column in filing.dataset.columns
        if column.name in empty
    ]
