"""What differs between two wordings, character by character: Chinese has no words to compare by."""

from dataclasses import dataclass
from difflib import SequenceMatcher


@dataclass(frozen=True)
class Piece:
    """A stretch of text: "same", "gone" or "new"."""

    kind: str
    text: str


def pieces(before: str, after: str) -> list[Piece]:
    """The way from ``before`` to ``after``."""
    found: list[Piece] = []
    for tag, start, end, new_start, new_end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(Piece("same", before[start:end]))
            continue
        if end > start:
            found.append(Piece("gone", before[start:end]))
        if new_end > new_start:
            found.append(Piece("new", after[new_start:new_end]))
    return found
