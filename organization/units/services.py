"""Entering, correcting and moving units. A unit's code is its place in the path: it never changes."""

import re
from typing import Any

from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Concat, Substr
from django.utils.translation import gettext as _

from core.errors import Conflict, InvalidInput
from core.validation import refuse_unclean
from organization.units.models import HeadKind, Unit

_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


def unit_create(
    *,
    code: str,
    name: str,
    kind: str,
    parent: Unit | None = None,
    short_name: str = "",
    head_kind: str = HeadKind.BOTH,
    field: str = "",
    active: bool = True,
    commission: bool = False,
) -> Unit:
    """Enter a unit below ``parent``. Raises InvalidInput for a code that is taken or not plain."""
    if not _CODE.fullmatch(code):
        raise InvalidInput(
            _("A unit's code is made of letters, digits, points and hyphens."),
            field="code",
            cure=_("Write it without spaces and slashes."),
        )
    unit = Unit(
        code=code,
        name=name.strip(),
        kind=kind,
        parent=parent,
        short_name=short_name.strip(),
        head_kind=head_kind,
        field=field,
        active=active,
        commission=commission,
    )
    refuse_unclean(unit)
    unit.save()
    return unit


def unit_edit(*, unit: Unit, **values: Any) -> Unit:
    """Give ``unit`` other ``values`` of name, short_name, kind, parent, head_kind, field, active,
    commission.

    A new parent moves the whole subtree. Raises InvalidInput for a circle or a wrong value, Conflict when a unit is
    closed while units below it are open.
    """
    with transaction.atomic():
        unit = Unit.objects.select_for_update().get(pk=unit.pk)
        if values.get("parent", unit.parent) != unit.parent:
            unit = unit_move(unit=unit, parent=values["parent"])
        if values.get("active") is False and unit.active:
            _refuse_closing(unit)
        for name in ("name", "short_name", "kind", "head_kind", "field", "active", "commission"):
            if name in values:
                setattr(unit, name, values[name])
        refuse_unclean(unit)
        unit.save()
    return unit


def _refuse_closing(unit: Unit) -> None:
    below = Unit.objects.within(unit).filter(active=True).exclude(pk=unit.pk).first()
    if below is not None:
        raise Conflict(
            _("Units below it are still open: %(unit)s.") % {"unit": below.name},
            field="active",
            cure=_("Close or move them first."),
        )


def unit_move(*, unit: Unit, parent: Unit | None) -> Unit:
    """Hang ``unit`` with everything below it under ``parent``. Raises InvalidInput for a circle."""
    if parent is not None and parent.path.startswith(unit.path):
        raise InvalidInput(_("A unit cannot hang below itself."), field="parent", cure=_("Choose another parent."))
    with transaction.atomic():
        unit = Unit.objects.select_for_update().get(pk=unit.pk)
        old = unit.path
        unit.parent = parent
        unit.save()
        rest = Substr(F("path"), len(old) + 1)
        Unit.objects.filter(path__startswith=old).exclude(pk=unit.pk).update(path=Concat(Value(unit.path), rest))
    return unit


def commission_mark(*, unit: Unit, own: bool = True) -> Unit:
    """Say whether ``unit`` is the commission's own: R16 keeps matters about its people to CSO and SEC."""
    with transaction.atomic():
        unit = Unit.objects.select_for_update().get(pk=unit.pk)
        unit.commission = own
        unit.save(update_fields=["commission"])
    return unit
