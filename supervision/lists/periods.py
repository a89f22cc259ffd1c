"""The periods for which measures are due: months, quarters, half-years, years."""

from dataclasses import dataclass
from datetime import date, timedelta

from core.deadlines.calendar import add_months
from supervision.lists.choices import Frequency

MONTHS = {Frequency.MONTHLY: 1, Frequency.QUARTERLY: 3, Frequency.HALF_YEARLY: 6, Frequency.YEARLY: 12}
LETTERS = {Frequency.MONTHLY: "M", Frequency.QUARTERLY: "Q", Frequency.HALF_YEARLY: "H", Frequency.YEARLY: "Y"}


@dataclass(frozen=True, slots=True)
class Period:
    """One period, both days included. ``code`` is "2026M06", "2026Q2", "2026H1" or "2026"."""

    code: str
    start: date
    end: date

    @property
    def before(self) -> date:
        """The last day of the period before."""
        return self.start - timedelta(days=1)


def period_of(frequency: str, day: date) -> Period:
    """The period of that frequency in which ``day`` lies."""
    months = MONTHS[Frequency(frequency)]
    number = (day.month - 1) // months + 1
    start = date(day.year, (number - 1) * months + 1, 1)
    end = add_months(start, months) - timedelta(days=1)
    return Period(_code(frequency, day.year, number), start, end)


def _code(frequency: str, year: int, number: int) -> str:
    letter = LETTERS[Frequency(frequency)]
    if letter == "Y":
        return str(year)
    return f"{year}{letter}{number:02d}" if letter == "M" else f"{year}{letter}{number}"
