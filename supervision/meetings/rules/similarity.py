"""How alike the minutes of first agenda items are (M52, HC-H4). Texts are compared with one another, never judged."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from difflib import SequenceMatcher

from supervision.meetings.choices import Ground

_BLANK = re.compile(r"\s+")
_PLACES = Decimal("0.001")


def similarity(one: str, other: str) -> Decimal:
    """0 to 1, cut to the thousandth, blanks aside; 0 where either text is empty."""
    first, second = _BLANK.sub("", one), _BLANK.sub("", other)
    if not first or not second:
        return Decimal(0)
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    return Decimal(matcher.ratio()).quantize(_PLACES, ROUND_DOWN)


@dataclass(frozen=True)
class Studied:
    """What is compared of one meeting: ``likeness`` to the meeting before (None: there was none), measures or not."""

    meeting: int
    likeness: Decimal | None
    has_measure: bool


@dataclass(frozen=True)
class Run:
    """So many meetings in a row with the same ground."""

    ground: Ground
    meetings: tuple[int, ...]


def runs(rows: Sequence[Studied], *, alike_from: Decimal, least: int) -> list[Run]:
    """The runs of at least ``least`` meetings, rows in the order of their days."""
    same = _stretches(
        rows, starts_before=True, member=lambda row: row.likeness is not None and row.likeness >= alike_from
    )
    bare = _stretches(rows, starts_before=False, member=lambda row: not row.has_measure)
    found = [Run(Ground.SAME_TEXT, stretch) for stretch in same] + [Run(Ground.NO_MEASURE, stretch) for stretch in bare]
    return [run for run in found if len(run.meetings) >= least]


def _stretches(
    rows: Sequence[Studied], *, starts_before: bool, member: Callable[[Studied], bool]
) -> Iterator[tuple[int, ...]]:
    """Longest stretches of members; with ``starts_before`` the meeting that the first member resembles belongs too."""
    stretch: list[int] = []
    for number, row in enumerate(rows):
        if member(row):
            if not stretch and starts_before and number:
                stretch.append(rows[number - 1].meeting)
            stretch.append(row.meeting)
        elif stretch:
            yield tuple(stretch)
            stretch = []
    if stretch:
        yield tuple(stretch)
