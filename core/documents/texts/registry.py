"""Which documents there are, and which parts of their wording may be edited. Every engine registers its own."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from core.errors import Text

LONGEST = 600


@dataclass(frozen=True)
class TextPart:
    """One editable paragraph.

    ``default`` holds until another text is approved; ``placeholders`` are the names that may stand in {braces}, each
    with a sample value; ``keep`` are words that no version may leave out (a right, a term, what the paper is not).
    """

    key: str
    label: Text
    default: str
    placeholders: Mapping[str, str] = field(default_factory=dict)
    keep: tuple[str, ...] = ()
    limit: int = LONGEST


@dataclass(frozen=True)
class DocumentKind:
    """One kind of document: its code (W01 ...), its name in Chinese, the base it is printed on, its editable parts.

    ``template`` and ``sample`` (gives a context of invented values) make the preview the real paper; without them it is
    the base with the parts alone.
    """

    code: str
    name: str
    base: str
    parts: tuple[TextPart, ...] = ()
    template: str = ""
    sample: Callable[[], dict[str, Any]] | None = None

    def part(self, key: str) -> TextPart:
        """The part ``key``. Raises KeyError when the document has none of that name."""
        return {part.key: part for part in self.parts}[key]


_kinds: dict[str, DocumentKind] = {}


def document_kind(kind: DocumentKind) -> DocumentKind:
    """Register ``kind``; called in the wiring of the room that prints it. A later call replaces an earlier one."""
    _kinds[kind.code] = kind
    return kind


def find_kind(code: str) -> DocumentKind:
    """The kind ``code``. Raises KeyError for a code that no room registers."""
    return _kinds[code]


def document_kinds() -> list[DocumentKind]:
    """All kinds by their code."""
    return [_kinds[code] for code in sorted(_kinds)]
