"""Figures of the political ecology as people read them."""

from decimal import Decimal

from django import template

from early_warning.ecology import sentences
from early_warning.ecology.models import EcologyAssessment, IndicatorValue

register = template.Library()
register.filter("fraction", sentences.fraction)
register.filter("bar_short", sentences.bar_short)
register.filter("signed", sentences.signed)
register.filter("share", sentences.percent)
register.filter("count_words", sentences.count_words)
register.filter("coverage", sentences.coverage_words)


@register.filter
def points(value: Decimal | None) -> str:
    """A score, weight or contribution with at most one decimal; "—" for none."""
    return "—" if value is None else sentences.number(value)


@register.filter
def sentence_in(value: IndicatorValue, assessment: EcologyAssessment) -> str:
    return sentences.sentence(value, assessment)
