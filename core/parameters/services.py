from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core import clock
from core.errors import Conflict, InvalidInput
from core.parameters.models import ParameterChange
from core.parameters.registry import Param, Value, group, store_of
from core.parameters.values import values
from core.scope import Viewer


def change_propose(
    *, key: str, raw: dict[str, str], effective_from: date, grounds: str, actor: Viewer
) -> ParameterChange:
    """Propose new values for group ``key``; ``raw`` are the values as typed in.

    Raises InvalidInput for a value of the wrong type, a day in the past (results of the past would change), missing
    grounds or no difference; Conflict while another proposal for the group is open, or when the law sets the values.
    """
    if effective_from < clock.today():
        raise InvalidInput(
            _("A change cannot begin in the past."), field="effective_from", cure=_("Choose today or later.")
        )
    if not grounds.strip():
        raise InvalidInput(_("A change needs its grounds."), field="grounds", cure=_("Write why, in one sentence."))
    store = store_of(key)
    wanted = {param.name: _read(param, raw.get(param.name, "")) for param in group(key).params}
    if wanted == dict(values(key, as_of=effective_from).items):
        raise InvalidInput(_("These are the values in force already."), cure=_("Change at least one of them."))
    if store is not None:
        store.check(key, wanted, effective_from)
    try:
        with transaction.atomic():
            return ParameterChange.objects.create(
                group=key, values=wanted, effective_from=effective_from, grounds=grounds.strip(), proposed_by=actor
            )
    except IntegrityError as error:
        raise Conflict(
            _("Another change of this group waits for its decision."), cure=_("Let it be decided or withdrawn first.")
        ) from error


def _read(param: Param, text: str) -> Value:
    """``text`` as a value of the parameter's type."""
    try:
        return _READERS[type(param.default)](text.strip())
    except (ValueError, InvalidOperation, KeyError) as error:
        raise InvalidInput(
            _("“%(text)s” is no value for “%(label)s”.") % {"text": text, "label": param.label},
            field=param.name,
            cure=_("It must look like %(example)s.") % {"example": show(param.default)},
        ) from error


def show(value: Any) -> str:
    """A value as it is typed in."""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, list | tuple):
        return ", ".join(str(item) for item in value)
    return str(value)


def _number(text: str) -> Decimal:
    number = Decimal(text.replace(",", ""))
    if not number.is_finite():
        raise ValueError(text)
    return number


_READERS: dict[type, Any] = {
    Decimal: _number,
    int: int,
    bool: {"1": True, "0": False}.__getitem__,
    date: date.fromisoformat,
    str: str,
    list: lambda text: [part.strip() for part in text.split(",") if part.strip()],
}
