"""Periods of analysis: a half-year ``2026H1`` or a year ``2026Y`` (handbook M01 "When")."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from core.errors import InvalidInput, Text

_PATTERN = re.compile(r"(?P<year>(?:19|20)\d\d)(?P<part>H1|H2|Y)")
_FIRST_MONTH = {"H1": 1, "H2": 7, "Y": 1}
_LAST_DAY = {"H1": (6, 30), "H2": (12, 31), "Y": (12, 31)}


@dataclass(frozen=True, slots=True, order=True)
class AnalysisPeriod:
    """One half-year (``part`` H1, H2) or a whole year (``part`` Y)."""

    year: int
    part: str

    @classmethod
    def parse(cls, text: str) -> "AnalysisPeriod":
        """The period so written. Raises InvalidInput when it is none."""
        match = _PATTERN.fullmatch(text.strip().upper())
        if match is None:
            raise InvalidInput(
                _("“%(text)s” is not a period of analysis.") % {"text": text[:20]},
                field="period",
                cure=_("Write a half-year such as 2026H1, or a year such as 2026Y."),
            )
        return cls(int(match["year"]), match["part"])

    @classmethod
    def containing(cls, day: date) -> "AnalysisPeriod":
        """The half-year that ``day`` falls in."""
        return cls(day.year, "H1" if day.month <= 6 else "H2")

    def __str__(self) -> str:
        return f"{self.year}{self.part}"

    @property
    def start(self) -> date:
        """The first day."""
        return date(self.year, _FIRST_MONTH[self.part], 1)

    @property
    def end(self) -> date:
        """The last day."""
        return date(self.year, *_LAST_DAY[self.part])

    @property
    def label(self) -> Text:
        """The period as people write it."""
        words = {
            "H1": _("first half of %(year)s"),
            "H2": _("second half of %(year)s"),
            "Y": _("whole year %(year)s"),
        }
        return words[self.part] % {"year": self.year}

    def previous(self) -> "AnalysisPeriod":
        """The period of the same kind before this one: what it is compared with."""
        if self.part == "Y":
            return AnalysisPeriod(self.year - 1, "Y")
        return AnalysisPeriod.containing(self.start - timedelta(days=1))
