"""Whether the resolution that a filed contract cites exists: asked of the register of meetings, which stands above."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Cited:
    """The number of a decision as a unit filed it, and the day by which it must have been taken."""

    unit: str
    number: str
    day: date


Register = Callable[[Iterable[Cited], date], frozenset[Cited]]
_registers: list[Register] = []


def decision_register(find: Register) -> None:
    """Register who knows which cited decisions do not exist."""
    if find not in _registers:
        _registers.append(find)


def unfounded(cited: Iterable[Cited], as_of: date) -> frozenset[Cited]:
    """Those that no register holds, by the parameters of ``as_of``.

    Units whose meetings are not kept here are taken at their word.
    """
    wanted = list(cited)
    return frozenset(one for find in _registers for one in find(wanted, as_of))
