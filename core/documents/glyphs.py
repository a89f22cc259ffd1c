"""Characters that no font can draw are named instead of being printed as an empty box."""

import logging
import unicodedata
from pathlib import Path

from core.documents.fonts import characters

GETA = "〓"  # the compositor's sign for a sort that is not in the case
INVISIBLE = {"Cf", "Cc", "Mn"}

logger = logging.getLogger(__name__)


def missing_characters(text: str, font_dir: Path) -> str:
    """The characters of ``text`` that no face has, each once."""
    known = characters(font_dir)
    return "".join(sorted({char for char in text if ord(char) not in known and not char.isspace()}))


def replace_missing(text: str, font_dir: Path) -> str:
    """``text`` with 〓(U+XXXX) for what cannot be drawn; invisible marks (joiners, variants) are dropped."""
    missing = missing_characters(text, font_dir)
    if not missing:
        return text
    visible = [char for char in missing if unicodedata.category(char) not in INVISIBLE]
    if visible:
        logger.warning("No font has these characters: %s", " ".join(f"U+{ord(char):04X}" for char in visible))
    table = {ord(char): f"{GETA}(U+{ord(char):04X})" if char in visible else "" for char in missing}
    return text.translate(table)
