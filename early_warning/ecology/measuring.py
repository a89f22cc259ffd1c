"""Asks the sources: every indicator in use for all units at once, over its own window (3.1 rule 3)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.utils import translation

from core.deadlines.calendar import add_months
from early_warning.ecology.measures import NOTHING_KNOWN, Measurement, Question, Source
from early_warning.ecology.parameters import OFF, ON, RuleBook
from early_warning.ecology.periods import AnalysisPeriod
from early_warning.ecology.registry import (
    ContextIndicator,
    Indicator,
    context_indicators,
    indicators,
    source_of,
)

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Measured:
    """One indicator's answer for one unit, with the window it looked at."""

    indicator: Indicator | ContextIndicator
    start: date
    end: date
    measurement: Measurement


def in_use(indicator: Indicator, book: RuleBook) -> bool:
    """Whether the indicator counts: switched on, or left to itself and it has a source."""
    choice = book.by_code[indicator.code]["use"]
    return choice != OFF and (choice == ON or source_of(indicator.code) is not None)


def indicators_in_use(book: RuleBook) -> list[Indicator]:
    return [indicator for indicator in indicators() if in_use(indicator, book)]


def window(period: AnalysisPeriod, months: int) -> tuple[date, date]:
    """First and last day looked at: the period, or so many months up to its end."""
    if not months:
        return period.start, period.end
    return add_months(period.end + timedelta(days=1), -months), period.end


def measure(
    *, units: Iterable[str], period: AnalysisPeriod, as_of: date, book: RuleBook, progress: Progress
) -> dict[str, list[Measured]]:
    """For each unit code what its indicators in use and the context say. One question a source, not one a unit."""
    codes = tuple(units)
    asked: list[Indicator | ContextIndicator] = [*indicators_in_use(book), *context_indicators()]
    found: dict[str, list[Measured]] = {code: [] for code in codes}
    for done, indicator in enumerate(asked):
        progress(done, len(asked), f"{indicator.code} {indicator.label}")
        source = source_of(indicator.code)
        if source is None and isinstance(indicator, ContextIndicator):
            continue
        values = book.by_code.get(indicator.code, book.index)
        start, end = window(period, values["months"] if indicator.code in book.by_code else indicator.months)
        answers = _ask(source, Question(codes, start, end, as_of, values))
        for code in codes:
            found[code].append(Measured(indicator, start, end, answers.get(code, NOTHING_KNOWN)))
    return found


def _ask(source: Source | None, question: Question) -> dict[str, Measurement]:
    """What the source says, always in the product's own language: rows are kept, whoever pressed the button."""
    if source is None:
        return {}
    with translation.override(settings.LANGUAGE_CODE):
        return dict(source(question))
