"""Whose turn it is: who has to act on a record that comes due, is reminded of it, and may ask for time.

Turn(Q(status="SERVED"), unit="unit", permission="cases.answer_recommendation")
"""

from collections import defaultdict
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.db.models import Q, QuerySet

# The accounts that act for a unit with a right, in groups: the second is asked where the first has nobody.
PeopleOf = Callable[[int, str], Sequence[Sequence[int]]]


@dataclass(frozen=True)
class Turn:
    """Who acts while ``when`` holds: the first of ``people`` that is an account, else who acts for the unit.

    ``people`` are lookups from the record to accounts (``handler``, ``recipients__user``), ``unit`` is the one to the
    unit; "" where nobody stands in. ``permission`` is the right that whoever acts for the unit must hold. Of several
    turns that hold at once each names its own people.
    """

    when: Q = field(default_factory=Q)
    people: tuple[str, ...] = ("handler",)
    unit: str = ""
    permission: str = ""


_people: list[PeopleOf] = []


def people_by(find: PeopleOf) -> None:
    """``organization`` says who acts for a unit."""
    _people[:] = [find]


def people_of(unit: int, permission: str) -> Sequence[Sequence[int]]:
    return _people[0](unit, permission) if _people else ()


class Acting:
    """Who acts on the records of a round. Asks once for each unit.

    ``accounts`` are those that can act at all; ``everybody`` names all who may, not only who is asked first.
    """

    def __init__(self, accounts: Container[int], *, everybody: bool = False) -> None:
        self.accounts, self.everybody = accounts, everybody
        self._of_unit = cache(people_of)

    def of(self, rows: QuerySet[Any], turns: Sequence[Turn]) -> dict[int, list[int]]:
        """Key of the record -> accounts, in a steady order. One query a turn; records without anybody are left out."""
        found: dict[int, dict[int, None]] = defaultdict(dict)
        for turn in turns:
            for pk, people in self._of_turn(rows, turn):
                found[pk].update(dict.fromkeys(people))
        return {pk: list(people) for pk, people in found.items() if people}

    def _of_turn(self, rows: QuerySet[Any], turn: Turn) -> Iterator[tuple[int, list[int]]]:
        columns = ("pk", *([turn.unit] if turn.unit else []), *turn.people)
        by_record: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
        for pk, *values in rows.filter(turn.when).order_by("pk").values_list(*columns).iterator(chunk_size=2000):
            by_record[pk].append(tuple(values))
        for pk, found in by_record.items():
            yield pk, self._first(self._groups(turn, found))

    def _groups(self, turn: Turn, found: list[tuple[Any, ...]]) -> Iterator[Sequence[int]]:
        """Named people column by column (several rows: a record with many of them), then those of the unit."""
        named = [row[1:] if turn.unit else row for row in found]
        yield from zip(*named, strict=True)
        unit = found[0][0] if turn.unit else None
        if unit is not None:
            yield from self._of_unit(unit, turn.permission)

    def _first(self, groups: Iterator[Sequence[int]]) -> list[int]:
        """The first group with somebody in it; all of them for ``everybody``."""
        people: dict[int, None] = {}
        for group in groups:
            people.update((pk, None) for pk in group if pk in self.accounts)
            if people and not self.everybody:
                break
        return list(people)
