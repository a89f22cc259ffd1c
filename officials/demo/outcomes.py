"""The eight outcomes of handbook 6.2, on persons chosen once and for all. Its clarifications are ``cases``'s."""

from dataclasses import dataclass
from datetime import date

from core.demo import City
from officials.models import Official


@dataclass(frozen=True)
class Outcome:
    """One closed matter. ``who`` is an official's code, or "unit:number" for a member of a unit's team."""

    who: str
    section: int
    on: date
    title: str
    until: date | None = None
    detail: str = ""
    document_no: str = ""

    def find(self, city: City) -> Official:
        if ":" not in self.who:
            return city.things["officials"][self.who]
        unit, number = self.who.split(":")
        return city.things["team"][unit][int(number)]


OUTCOMES = (
    # P05: the influence period ended on 2026-06-15, so no banner stands any more.
    Outcome("O-0231", 10, date(2025, 6, 15), "党内警告", until=date(2026, 6, 15), document_no="云纪处〔2025〕7号"),
    Outcome("U48:3", 10, date(2025, 11, 28), "党内警告", until=date(2026, 11, 28), document_no="云纪处〔2025〕15号"),
    Outcome("U26:2", 10, date(2025, 4, 9), "党内严重警告", until=date(2026, 10, 9), document_no="云纪处〔2025〕4号"),
    # N48: six months over when he was promoted on 2026-01-15.
    Outcome("U22:3", 10, date(2025, 6, 2), "政务警告", until=date(2025, 12, 2), document_no="云监处〔2025〕6号"),
    # GT45: promoted on 2026-05-18, inside the twelve months.
    Outcome("U20:2", 10, date(2025, 7, 10), "政务记过", until=date(2026, 7, 10), document_no="云监处〔2025〕8号"),
    Outcome("U40:2", 10, date(2024, 10, 16), "政务记过", until=date(2025, 10, 16), document_no="云监处〔2024〕12号"),
    Outcome("U54:2", 10, date(2025, 1, 20), "政务撤职", until=date(2027, 1, 20), document_no="云监处〔2025〕1号"),
    Outcome(
        "U33:1",
        10,
        date(2025, 9, 3),
        "诫勉",
        detail="诫勉不是处分；影响期按规定掌握。",
        document_no="云纪诫〔2025〕3号",
    ),
)
