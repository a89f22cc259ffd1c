"""Quorum in integers: no rounding, so no argument about it (HC-G3)."""

from dataclasses import dataclass

from core.parameters import Values


@dataclass(frozen=True)
class Quorum:
    """The share that must be reached: ``numerator``/``denominator``, or more than that; of the members due who must be
    present, or of the votes that must be for it."""

    numerator: int
    denominator: int
    more_than: bool

    def met(self, present: int, due: int) -> bool:
        """Whether ``present`` of ``due`` members suffice; never when nobody is due."""
        if due <= 0:
            return False
        have, want = present * self.denominator, due * self.numerator
        return have > want if self.more_than else have >= want

    def least(self, due: int) -> int:
        """How many members must be present."""
        want = due * self.numerator
        return want // self.denominator + 1 if self.more_than else -(-want // self.denominator)


def quorum_for(category: str, values: Values) -> Quorum:
    """The rule for items of ``category``: two thirds for appointments and sanctions, else more than half [GK]."""
    return _share("strict" if category in values["strict_categories"] else "ordinary", values)


def majority_for(values: Values) -> Quorum:
    """The share of the votes that adopts an item: more than half [GK]."""
    return _share("majority", values)


def _share(kind: str, values: Values) -> Quorum:
    return Quorum(values[f"{kind}_numerator"], max(values[f"{kind}_denominator"], 1), bool(values[f"{kind}_more_than"]))
