"""The sentence that explains a figure (handbook 3.2 "Explanation template"), and figures as people read them."""

from decimal import ROUND_DOWN, Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from core.amounts import in_wan
from early_warning.ecology.models import EcologyAssessment, IndicatorValue, ValueState
from early_warning.ecology.registry import Direction, Indicator

MONEY = frozenset({"B4"})
DAYS = frozenset({"B3"})
SHOWN_ROWS = 3


def number(value: Decimal, places: int = 1) -> str:
    """``value`` with at most ``places`` decimals, superfluous zeros dropped."""
    text = f"{round(value, places):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def percent(value: Decimal | None) -> str:
    return "—" if value is None else f"{number(value * 100)}%"


def coverage_words(share: Decimal) -> str:
    """Whole percent, rounded down: 69.9 % must not read as the 70 % that an index needs."""
    return f"{(share * 100).quantize(Decimal(1), rounding=ROUND_DOWN)}%"


def fraction(value: IndicatorValue) -> str:
    """Numerator and denominator: amounts in 万元, days as days, counts as counts; weighted counts keep their weight."""
    if not value.denominator:
        return "—"
    if value.code in MONEY:
        return _amounts(in_wan(value.numerator), in_wan(value.denominator))
    text = f"{_count(value.numerator)}/{_count(value.denominator)}"
    return _("%(days)s days") % {"days": text} if value.code in DAYS else text


def _amounts(part: str, whole: str) -> str:
    """Two amounts with their common unit said once."""
    number_of_part, _space, unit = part.partition(" ")
    return f"{number_of_part}/{whole}" if whole.endswith(f" {unit}") else f"{part}/{whole}"


def count_words(value: IndicatorValue) -> str:
    """A context figure: a bare count, or a fraction."""
    return fraction(value) if value.denominator != 1 else number(value.numerator)


def _count(amount: Decimal) -> str:
    return number_format(number(amount, 2), use_l10n=True)


def signed(delta: Decimal | None) -> str:
    """A change with its sign: "+1.1", "−3.1", "±0"; "—" where there is nothing to compare with."""
    if delta is None:
        return "—"
    sign = "+" if delta > 0 else "−" if delta < 0 else "±"
    return f"{sign}{number(abs(delta))}"


def bar_words(value: IndicatorValue) -> str:
    """ "target 95%" or "ceiling 30%"; empty for context."""
    indicator = value.indicator
    if not isinstance(indicator, Indicator) or value.bar is None:
        return ""
    words = {"bar": percent(value.bar)}
    if indicator.direction is Direction.NEGATIVE:
        return _("ceiling %(bar)s") % words
    return _("target %(bar)s") % words


def bar_short(value: IndicatorValue) -> str:
    """ "95%", or "≤30%" for a ceiling; empty for context."""
    indicator = value.indicator
    if not isinstance(indicator, Indicator) or value.bar is None:
        return ""
    return ("≤" if indicator.direction is Direction.NEGATIVE else "") + percent(value.bar)


def sentence(value: IndicatorValue, assessment: EcologyAssessment) -> str:
    """Why this figure is what it is, in words that a head of unit understands; from the snapshot alone."""
    words: dict[str, object] = {
        "indicator": value.indicator.label,
        "period": assessment.period_label,
        "fraction": fraction(value),
        "value": percent(value.value),
        "n": value.n,
        "n_min": value.n_min,
        "note": value.note,
    }
    if value.state == ValueState.CONTEXT:
        return _("%(indicator)s, %(period)s: %(fraction)s. Not scored.") % words
    if value.state == ValueState.MISSING:
        return _("%(indicator)s, %(period)s: no data. %(note)s") % words
    if value.state == ValueState.SMALL:
        return _("%(indicator)s, %(period)s: %(n)s of at least %(n_min)s needed; not scored. %(note)s") % words
    return _scored(value, words)


def _scored(value: IndicatorValue, words: dict[str, object]) -> str:
    words |= {
        "bar": bar_words(value),
        "score": number(value.score or Decimal(0)),
        "weight": number(value.weight or Decimal(0)),
    }
    text = (
        _("%(indicator)s, %(period)s: %(fraction)s = %(value)s (%(bar)s) → %(score)s points, weight %(weight)s") % words
    )
    if value.contribution is not None:
        text += _(", contributes %(points)s to the index") % {"points": number(value.contribution)}
        text += _(", %(delta)s against the last period") % {"delta": signed(value.delta)}
    missed = value.missed
    if missed:
        listed = "；".join(str(row["label"]) for row in missed[:SHOWN_ROWS])
        more = " …" if len(missed) > SHOWN_ROWS else ""
        text += _(". Below target: %(rows)s%(more)s") % {"rows": listed, "more": more}
    return text + (f" {value.note}" if value.note else "")
