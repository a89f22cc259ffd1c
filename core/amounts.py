"""Money on screen. The database holds 元 as Decimal; people read 万元 (handbook 7.3, trap 11)."""

from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from django.utils.translation import get_language
from django.utils.translation import gettext as _

WAN = Decimal(10_000)


def _as_decimal(amount: object) -> Decimal | None:
    if amount is None or amount == "":
        return None
    try:
        return Decimal(str(amount))
    except InvalidOperation:
        return None


def _grouped(number: Decimal, places: int) -> str:
    """``number`` rounded half up to ``places``, thousands grouped, superfluous zeros dropped."""
    rounded = number.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    text = f"{rounded:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def in_yuan(amount: object) -> str:
    """Full amount in 元 to the fen: ``2336000`` → "2,336,000.00 元". "—" for nothing."""
    value = _as_decimal(amount)
    if value is None:
        return "—"
    return _("%(amount)s yuan") % {"amount": f"{value.quantize(Decimal('0.01'), rounding=ROUND_HALF_UP):,f}"}


def in_wan(amount: object) -> str:
    """Rounded to a tenth of 万元, below one 万 to the hundredth: ``2336000`` → "233.6 万元".

    English has no 万: there the amount is shown in full yuan without fen.
    """
    value = _as_decimal(amount)
    if value is None:
        return "—"
    if not (get_language() or "").startswith("zh"):
        return _("%(amount)s yuan") % {"amount": _grouped(value, 0)}
    return f"{_grouped(value / WAN, 1 if abs(value) >= WAN else 2)} 万元"
