from collections.abc import Iterable
from datetime import date
from itertools import count
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from core.errors import Conflict
from core.fields import blind_index
from core.scope import Viewer
from core.validation import refuse_unclean
from officials.people.identity import pseudonym_for, resident_id_clean
from officials.people.models import Official
from organization.units.models import Unit

EDITABLE = ("name", "gender", "birth_date", "managed_by", "phone", "user")


def official_create(
    *,
    name: str,
    gender: str,
    birth_date: date,
    managed_by: Unit,
    resident_id: str = "",
    phone: str = "",
    code: str = "",
    user: Viewer | None = None,
) -> Official:
    """Enter one official; ``code`` is the next free O-number unless given, the resident ID may follow later.

    Raises InvalidInput for a wrong resident ID or value, Conflict when the person is there already.
    """
    official = Official(
        code=code or _next_code(),
        user=user,
        name=name.strip(),
        gender=gender,
        birth_date=birth_date,
        managed_by=managed_by,
        phone=phone,
    )
    identity_set(official, resident_id)
    official.pseudonym = pseudonym_free(official.code)
    return _save(official)


def official_edit(*, official: Official, resident_id: str = "", **values: Any) -> Official:
    """Correct name, gender, birth date, manager, phone or account; an empty resident ID leaves the one that is there.

    Raises InvalidInput when resident ID, gender and birth date do not agree, Conflict when another has this ID.
    """
    with transaction.atomic():
        official = Official.objects.select_for_update().get(pk=official.pk)
        for name in EDITABLE:
            if name in values:
                setattr(official, name, values[name])
        identity_set(official, resident_id or official.resident_id)
        return _save(official)


def identity_set(official: Official, resident_id: str) -> None:
    """Put a checked resident ID with its index on ``official`` (not saved); an empty one takes both away."""
    if not resident_id:
        official.resident_id, official.resident_id_index = "", None
        return
    number = resident_id_clean(resident_id, gender=official.gender, birth_date=official.birth_date)
    index = blind_index(number)
    if Official.objects.filter(resident_id_index=index).exclude(pk=official.pk).exists():
        raise _known()
    official.resident_id, official.resident_id_index = number, index


def _save(official: Official) -> Official:
    refuse_unclean(official, exclude=("resident_id_index", "pseudonym"))
    try:
        with transaction.atomic():
            official.save()
    except IntegrityError as error:  # two clerks entered the same person at the same moment
        raise _known() from error
    return official


def _known() -> Conflict:
    return Conflict(
        _("An official with this resident ID is already entered."),
        field="resident_id",
        cure=_("Look for the person in the directory."),
    )


def _next_code() -> str:
    """The number after the highest; codes of another form (from a file) do not count."""
    last = Official.objects.filter(code__regex=r"^O-\d{4,}$").aggregate(last=Max("code"))["last"]
    return f"O-{int(last.split('-')[1]) + 1 if last else 1:04d}"


def pseudonym_free(code: str, *, taken: Iterable[str] | None = None) -> str:
    """A pseudonym nobody has: neither in ``taken`` nor, without it, in the database."""
    for attempt in count():
        found = pseudonym_for(code, attempt=attempt)
        used = found in taken if taken is not None else Official.objects.filter(pseudonym=found).exists()
        if not used:
            return found
    raise AssertionError  # count() does not end
