"""Reporting periods: a month ``2026M03`` or a quarter ``2026Q1``."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from early_warning.filings.catalogue import Frequency, Label

_PATTERN = re.compile(r"(?P<year>20\d\d|19\d\d)(?P<letter>[QM])(?P<number>\d{1,2})")
_MONTHS = {Frequency.MONTH: 1, Frequency.QUARTER: 3}
_LETTERS = {"M": Frequency.MONTH, "Q": Frequency.QUARTER}


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """One reporting period; ``number`` counts months or quarters from 1 within the year."""

    year: int
    number: int
    frequency: Frequency = Frequency.QUARTER

    @classmethod
    def parse(cls, text: str) -> "Period":
        """The period so written; ValueError when it is none."""
        match = _PATTERN.fullmatch(text.strip().upper())
        if match is None:
            raise ValueError(text)
        frequency = _LETTERS[match["letter"]]
        number = int(match["number"])
        if not 1 <= number <= 12 // _MONTHS[frequency]:
            raise ValueError(text)
        return cls(int(match["year"]), number, frequency)

    @classmethod
    def containing(cls, day: date, frequency: Frequency = Frequency.QUARTER) -> "Period":
        """The period that this day falls in."""
        return cls(day.year, (day.month - 1) // _MONTHS[frequency] + 1, frequency)

    def __str__(self) -> str:
        if self.frequency is Frequency.MONTH:
            return f"{self.year}M{self.number:02d}"
        return f"{self.year}Q{self.number}"

    @property
    def start(self) -> date:
        """The first day."""
        return date(self.year, (self.number - 1) * _MONTHS[self.frequency] + 1, 1)

    @property
    def end(self) -> date:
        """The last day."""
        return self.next().start - timedelta(days=1)

    @property
    def label(self) -> Label:
        """The period as people write it."""
        if self.frequency is Frequency.MONTH:
            return _("%(year)s, month %(number)s") % {"year": self.year, "number": self.number}
        return _("%(year)s, quarter %(number)s") % {"year": self.year, "number": self.number}

    def next(self) -> "Period":
        """The period after this one."""
        last = 12 // _MONTHS[self.frequency]
        if self.number == last:
            return Period(self.year + 1, 1, self.frequency)
        return Period(self.year, self.number + 1, self.frequency)

    def previous(self) -> "Period":
        """The period before this one."""
        return Period.containing(self.start - timedelta(days=1), self.frequency)
