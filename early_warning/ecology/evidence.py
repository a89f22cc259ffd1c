"""From the rows of a snapshot back to the records: the drill-down ends at rows (R35), and only at visible ones."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from core.errors import Text
from core.scope import Viewer
from early_warning.ecology.models import IndicatorValue

# (viewer, rows) -> key -> address of the record; a record that is not in the answer stays hidden.
Resolver = Callable[[Viewer, list[dict[str, Any]]], Mapping[int, str]]


@dataclass(frozen=True)
class EvidenceSource:
    key: str
    label: Text
    resolve: Resolver


_sources: dict[str, EvidenceSource] = {}


def evidence_source(key: str, label: Text, resolve: Resolver) -> None:
    """Register how rows of this source are found again and who may open them."""
    _sources[key] = EvidenceSource(key, label, resolve)


@dataclass(frozen=True)
class ShownRow:
    """One row as the page shows it; ``url`` is empty where the record has no page of its own."""

    kind: Text
    label: str
    met: bool
    weight: str
    row_no: int | None
    url: str


@dataclass(frozen=True)
class Evidence:
    """The rows behind one figure that the viewer may see, and how many more there are."""

    rows: list[ShownRow]
    hidden: int


def evidence_for(value: IndicatorValue, user: Viewer) -> Evidence:
    """The rows behind ``value`` for ``user``: those not met first."""
    addresses = {key: _resolve(key, rows, user) for key, rows in _by_source(value.rows).items()}
    shown = [
        ShownRow(
            kind=_sources[row["source"]].label,
            label=str(row["label"]),
            met=bool(row["met"]),
            weight=str(row.get("weight", "")),
            row_no=row.get("row_no"),
            url=_url(addresses[row["source"]][row["key"]], row.get("row_no")),
        )
        for row in value.rows
        if row["key"] in addresses.get(row["source"], {})
    ]
    return Evidence(shown, len(value.rows) - len(shown))


def _url(address: str, row_no: int | None) -> str:
    """The record's page, narrowed to the row where there is one."""
    return f"{address}?row={row_no}" if address and row_no is not None else address


def _resolve(key: str, rows: list[dict[str, Any]], user: Viewer) -> Mapping[int, str]:
    source = _sources.get(key)
    return source.resolve(user, rows) if source is not None else {}


def _by_source(rows: Iterable[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    grouped: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        grouped.setdefault(str(row["source"]), []).append(row)
    return grouped
