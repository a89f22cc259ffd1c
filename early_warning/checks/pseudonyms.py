"""Pseudonyms P-xxxxxx for people who tune models and must not know names (handbook R19, P11)."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import QuerySet

from core.fields import blind_index

from .models import DoubtPoint
from .registry import get
from .sentences import NAMES, sentence

# Columns of filed rows, and prefixes of object ids, that name a person or a company.
NAME_COLUMNS = NAMES | {"supplier_code", "bidder_code"}
NAME_IDS = ("supplier:", "seller:")


def pseudonym(name: str) -> str:
    """The same P-code for the same name everywhere; without the key nobody gets back to the name."""
    return f"P-{blind_index(name)[:6]}"


def masks(user: Any) -> bool:
    """Whether `user` sees pseudonyms: the permission binds whoever holds it, unless he may verify as well."""
    return user.has_perm("warnings.view_pseudonyms") and not user.has_perm("warnings.triage_doubtpoint")


def shown_sentence(doubt: DoubtPoint, user: Any) -> str:
    """The explanation in the reader's language, with names or pseudonyms as he may see.

    A model that is no longer registered leaves its stored sentence; who works with pseudonyms then reads none.
    """
    try:
        finding = get(doubt.model).finding(doubt.finding)
    except KeyError:
        return "" if masks(user) else doubt.explanation
    mask = pseudonym if masks(user) else None
    return sentence(finding, doubt.value, doubt.threshold, doubt.facts, mask)


def shown_objects(object_ids: Iterable[str], user: Any) -> list[str]:
    """Object ids without names for whom names are hidden."""
    if not masks(user):
        return list(object_ids)
    return [_masked_id(text) for text in object_ids]


def _masked_id(text: str) -> str:
    kind, _colon, name = text.partition(":")
    return f"{kind}:{pseudonym(name)}" if text.startswith(NAME_IDS) else text


def shown_cells(row: Mapping[str, Any], user: Any) -> dict[str, Any]:
    """A filed row without names for whom names are hidden."""
    if not masks(user):
        return dict(row)
    return {name: pseudonym(str(value)) if name in NAME_COLUMNS and value else value for name, value in row.items()}


def without_names(rows: QuerySet[DoubtPoint], user: Any) -> list[DoubtPoint]:
    """These doubt points ready to be listed for `user`."""
    listed = list(rows)
    for doubt in listed:
        doubt.explanation = shown_sentence(doubt, user)
    return listed
