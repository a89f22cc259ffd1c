"""What B1, B4 and F4 share: the filed rows known on a day, and how much of what was owed has arrived."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

import ibis.expr.types as ir
from ibis.backends.duckdb import Backend

from early_warning.checks.engine import load
from early_warning.ecology.measures import Question
from early_warning.filings.models import DataFiling, FilingDuty
from early_warning.filings.parameters import duty_rule
from early_warning.filings.periods import Period
from early_warning.filings.store import StoredFiling
from organization.models import Unit

SOURCE = "filing"
DUTY = "filing-duty"


def rows_known(con: Backend, question: Question, *kinds: str) -> dict[str, ir.Table]:
    """The current rows of ``kinds`` as filed by the day of knowledge; what was filed again counts once.

    Filings that ended before the window are left out, the one just before it excepted: rows may come in late, never
    early. The others are read whole, because a row may be filed with a later period.
    """
    first = Period.containing(question.start).previous().start
    rows = DataFiling.objects.in_force(question.as_of).filter(
        kind__in=kinds, unit__code__in=question.units, period__gte=str(first.year)
    )
    found: dict[str, list[StoredFiling]] = {kind: [] for kind in kinds}
    for filing in rows.without_details().select_related("unit").order_by("pk"):
        if _end(filing.period) >= first:
            found[filing.kind].append(filing)
    return dict(load(con, found))


def filed_share(kind: str, question: Question) -> Mapping[str, Decimal]:
    """For each unit the share (0..1) of the filings owed for the window that are in force on the day of knowledge.

    A filing that is not due yet is not owed, but counts when it is there. A unit that owes none has complete data;
    where the duties of the window were never written down, what was filed decides.
    """
    inside = {unit: set(periods) for unit, periods in _in_force(kind, question).items()}
    owed = _owed(kind, question)
    exempt = _exempt(kind, question)
    return {code: _share(owed[code], inside.get(code, set()), code in exempt) for code in question.units}


def _share(owed: set[str], filed: set[str], exempt: bool) -> Decimal:
    expected = owed | filed
    if not expected:
        return Decimal(1) if exempt else Decimal(0)
    return Decimal(len(filed)) / len(expected)


def _in_force(kind: str, question: Question) -> dict[str, set[str]]:
    rows = DataFiling.objects.in_force(question.as_of).filter(kind=kind, unit__code__in=question.units)
    return _by_unit(rows.values_list("unit__code", "period"), question)


def _owed(kind: str, question: Question) -> dict[str, set[str]]:
    rows = FilingDuty.objects.filter(
        kind=kind, unit__code__in=question.units, waived_because="", due_on__lt=question.as_of
    )
    return _by_unit(rows.values_list("unit__code", "period"), question)


def _by_unit(pairs: Iterable[tuple[str, str]], question: Question) -> dict[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for code, period in pairs:
        if Period.parse(period).start >= question.start and _end(period) <= question.end:
            found[code].add(period)
    return found


def _exempt(kind: str, question: Question) -> set[str]:
    """Units of types that do not file this dataset at all."""
    owing = duty_rule(kind, as_of=question.known_until).unit_kinds
    units = Unit.objects.filter(code__in=question.units).exclude(kind__in=owing)
    return set(units.values_list("code", flat=True))


def _end(period: str) -> date:
    return Period.parse(period).end
