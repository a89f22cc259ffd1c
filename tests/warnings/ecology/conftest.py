"""Units with figures that a test can work out by hand: sources are replaced, everything else is real."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

import pytest

from early_warning.ecology import registry
from early_warning.ecology.measures import EvidenceRow, Measurement, Question
from early_warning.ecology.models import EcologyAssessment
from early_warning.ecology.periods import AnalysisPeriod
from early_warning.ecology.services import assessments_compute
from organization.models import JurisdictionKind, Unit, User
from tests.support.cast import make_user

D = Decimal
Figures = dict[str, dict[str, Measurement]]


def part(met: int, of: int, *, covered: str = "1") -> Measurement:
    """``met`` of ``of`` equal rows."""
    rows = tuple(EvidenceRow("test", number, number < met, f"记录{number}") for number in range(of))
    return Measurement(D(met), D(of), of, covered=D(covered), rows=rows)


@pytest.fixture
def figures(monkeypatch) -> Figures:
    """code -> unit code -> measurement; only indicators named here have a source. Fill before computing."""
    found: Figures = {}

    def source_for(code: str) -> Callable[[Question], Mapping[str, Measurement]]:
        return lambda _question: found[code]

    class Sources(dict):
        def get(self, code, default=None):
            return source_for(code) if code in found else default

    monkeypatch.setattr(registry._registry, "sources", Sources())
    return found


@pytest.fixture
def compute() -> Callable[..., EcologyAssessment]:
    """Compute one unit for a period and return its live assessment."""

    def run(unit: Unit, period: str = "2026H1", as_of: date | None = None) -> EcologyAssessment:
        wanted = AnalysisPeriod.parse(period)
        assessments_compute(units=[unit], period=wanted, as_of=as_of)
        return EcologyAssessment.objects.live().of_period(wanted).get(unit=unit)

    return run


@pytest.fixture
def assessed(education, figures, compute) -> EcologyAssessment:
    """Education in 2025H2 (index 98.1) and 2026H1 (index 84.2, basically normal)."""
    figures |= {
        "B1": {"U15": part(20, 21)},
        "C1": {"U15": part(19, 20)},
        "F4": {"U15": part(4, 4)},
        "X2": {"U15": part(1, 1)},
    }
    compute(education, "2025H2", date(2026, 1, 31))
    figures |= {"B1": {"U15": part(17, 21)}, "C1": {"U15": part(6, 8)}}
    return compute(education)


@pytest.fixture
def head(education) -> User:
    """Education's own head."""
    return make_user("uhd", "UHD", "OFF", units=[education], kind=JurisdictionKind.OWN, unit=education)


@pytest.fixture
def other_head(health) -> User:
    return make_user("uhd2", "UHD", "OFF", units=[health], kind=JurisdictionKind.OWN, unit=health)
