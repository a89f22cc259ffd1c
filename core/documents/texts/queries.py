"""The wording in force, filled with values."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from core import clock
from core.documents.texts.bounds import filled
from core.documents.texts.models import DocumentText, TextState
from core.documents.texts.registry import DocumentKind, find_kind
from core.remembering import remembered_by


@dataclass(frozen=True)
class Wording:
    """One part's text before it is filled; version 0 is the default."""

    text: str
    version: int = 0


class Texts(dict[str, str]):
    """part -> filled text, for a template's context; ``versions`` is kept with the issued document."""

    versions: dict[str, int]


def text_part(code: str, key: str, values: Mapping[str, Any] | None = None, *, as_of: date | None = None) -> str:
    """The part ``key`` of document ``code`` in force on ``as_of`` (default today), its placeholders filled.

    Raises KeyError for an unknown document, part or a missing value (a mistake of the caller).
    """
    return filled(wordings(find_kind(code), as_of=as_of)[key].text, dict(values or {}))


def text_parts(code: str, values: Mapping[str, Any] | None = None, *, as_of: date | None = None) -> Texts:
    """All parts of document ``code``, filled. Put it into the context as ``texts``: {{ texts.opening }}."""
    return fill(wordings(find_kind(code), as_of=as_of), dict(values or {}))


def text_preview(kind: DocumentKind, given: Mapping[str, str]) -> Texts:
    """The parts in force, those of ``given`` in their place, filled with sample values."""
    texts = wordings(kind) | {key: Wording(text) for key, text in given.items()}
    samples = {name: value for part in kind.parts for name, value in part.placeholders.items()}
    return fill(texts, samples)


def default_texts(code: str, values: Mapping[str, Any]) -> Texts:
    """The default wording, filled; asks no database."""
    return fill({part.key: Wording(part.default) for part in find_kind(code).parts}, dict(values))


def fill(texts: Mapping[str, Wording], values: dict[str, Any]) -> Texts:
    """The filled texts with the versions they come from."""
    result = Texts({key: filled(wording.text, values) for key, wording in texts.items()})
    result.versions = {key: wording.version for key, wording in texts.items()}
    return result


def wordings(kind: DocumentKind, *, as_of: date | None = None) -> dict[str, Wording]:
    """part -> wording in force on a day: the last approved one that has begun, else the default."""
    found = {part.key: Wording(part.default) for part in kind.parts}
    day = as_of or clock.today()
    approved = DocumentText.objects.filter(status=TextState.APPROVED).order_by("effective_from", "version")
    for row in remembered_by("wordings", kind.code, approved, "kind"):
        if row.part in found and row.effective_from <= day:
            found[row.part] = Wording(row.text, row.version)
    return found


def versions_of(code: str, key: str | None = None) -> Any:
    """All versions of a document's wording (or of one part), the newest first."""
    rows = DocumentText.objects.filter(kind=code).select_related("proposed_by", "approved_by")
    return (rows if key is None else rows.filter(part=key)).order_by("part", "-version")


def former(row: DocumentText, rows: Iterable[DocumentText]) -> Wording:
    """What was approved before ``row``, for a comparison; the default when nothing was."""
    older = [other for other in rows if other.status == TextState.APPROVED and other.version < row.version]
    last = max(older, key=lambda other: (other.effective_from, other.version), default=None)
    return Wording(last.text, last.version) if last else Wording(row.text_part.default)
