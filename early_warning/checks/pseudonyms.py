"""Doubt points without names for people who tune models and must not know them (handbook R19, P11): the same pseudonyms
as in the filed rows."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from early_warning.filings.pseudonyms import masks, pseudonym

from .models import DoubtPoint
from .registry import get
from .sentences import sentence

# Prefixes of object ids that name a person or a company.
NAME_IDS = ("supplier:", "seller:")


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


def without_names(rows: QuerySet[DoubtPoint], user: Any) -> list[DoubtPoint]:
    """These doubt points ready to be listed for `user`."""
    listed = list(rows)
    for doubt in listed:
        doubt.explanation = shown_sentence(doubt, user)
    return listed
