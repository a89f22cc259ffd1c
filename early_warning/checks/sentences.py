"""The sentence that a head of unit understands: the finding's template filled with words for its figures.

Sentences are kept in Chinese as data; pages make them anew in the reader's language, or with pseudonyms.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from core.amounts import in_wan, in_yuan
from early_warning.filings.pseudonyms import NAME_COLUMNS, Mask

from .registry import Finding, Measure, get

LANGUAGE = "zh-hans"  # of the sentence that is stored
MONEY = frozenset({"amount", "price", "paid", "excess", "amendment_amount", "small_limit", "open_limit"})
SHARES = frozenset({"share"})


def money_words(amount: Decimal) -> str:
    """In 万元 as people read it, in full yuan where rounding would hide something."""
    return in_wan(amount) if amount % 1000 == 0 else in_yuan(amount)


def share_words(value: Decimal) -> str:
    """0.242857 → 24.3%; small differences keep the digits that tell them apart from a round threshold."""
    percent = value * 100
    shown = percent.quantize(Decimal("0.1"))
    if shown != percent and shown == shown.to_integral_value():
        shown = percent.quantize(Decimal("0.0001"))
    return f"{shown.normalize():f}%"


def measure_words(measure: Measure | str, value: Decimal) -> str:
    """A value or threshold with its unit of measure in words."""
    if measure == Measure.MONEY:
        return money_words(value)
    if measure == Measure.RATIO:
        return share_words(value)
    return f"{value.normalize():f}"


def measure_of(model: str, finding: str) -> Measure:
    """How to read a value of this finding; a model that is gone leaves bare numbers."""
    try:
        return get(model).finding(finding).measure
    except KeyError:
        return Measure.COUNT


def sentence(
    finding: Finding, value: Decimal, threshold: Decimal, facts: Mapping[str, Any], mask: Mask | None = None
) -> str:
    """The finding's template filled in the active language; `mask` replaces names."""
    words = {name: _fact_words(name, fact, mask) for name, fact in facts.items()}
    words["value"] = measure_words(finding.measure, value)
    words["threshold"] = measure_words(finding.measure, threshold)
    return str(finding.sentence) % words


def _fact_words(name: str, fact: Any, mask: Mask | None) -> str:
    if fact is None:
        return _("(not stated)")
    if name in MONEY:
        return money_words(Decimal(str(fact)))
    if name in SHARES:
        return share_words(Decimal(str(fact)))
    if name in NAME_COLUMNS and mask is not None:
        return mask(str(fact))
    return _whole(fact)


def _whole(fact: Any) -> str:
    """Counts come as decimals; 9.00 tenders read as 9."""
    try:
        number = Decimal(str(fact))
    except ArithmeticError:
        return str(fact)
    return f"{number.to_integral_value():f}" if number == number.to_integral_value() and "." in str(fact) else str(fact)


def stored_sentence(model: str, finding: str, value: Decimal, threshold: Decimal, facts: Mapping[str, Any]) -> str:
    """The Chinese sentence that is kept with the doubt point."""
    with translation.override(LANGUAGE):
        return sentence(get(model).finding(finding), value, threshold, facts)
