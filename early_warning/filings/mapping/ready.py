"""Mappings that come with the product, for registers that anybody can download. Each was made in the page and saved
there; it is offered to every unit whose file has all of its columns."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from early_warning.filings.mapping.plan import ROW_NUMBER, MappingPlan

FOLDER = Path(__file__).parent.parent / "mappings"


@dataclass(frozen=True, slots=True)
class ReadyMapping:
    """One mapping plan under a name, for one dataset."""

    kind: str
    name: str
    plan: MappingPlan


@cache
def ready_mappings() -> tuple[ReadyMapping, ...]:
    """All of them, in the order of their files."""
    found = (json.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.json")))
    return tuple(ReadyMapping(one["kind"], one["name"], MappingPlan.from_json(one["plan"])) for one in found)


def ready_for(kind: str, headers: Iterable[str]) -> list[ReadyMapping]:
    """Those of this dataset that fit a file with these headers."""
    present = {*headers, ROW_NUMBER}
    return [one for one in ready_mappings() if one.kind == kind and one.plan.used_sources() <= present]
