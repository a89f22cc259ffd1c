"""What a proposed wording may be: plain text, known placeholders, not too long, nothing left out that must stand."""

import re
import unicodedata

from django.utils.translation import gettext as _

from core.documents.texts.registry import TextPart

PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
MARKUP = re.compile(r"[<>{}]|&#?\w+;")


def out_of_bounds(part: TextPart, text: str) -> list[str]:
    """Everything that keeps ``text`` from being the wording of ``part``, in words; empty when it may be."""
    return [*_length(part, text), *_plain(text), *_placeholders(part, text), *_kept(part, text)]


def filled(text: str, values: dict[str, str]) -> str:
    """``text`` with its placeholders replaced, once: braces in a value stay what they are. Raises KeyError when one is
    missing."""
    return PLACEHOLDER.sub(lambda found: str(values[found[1]]), text)


def _length(part: TextPart, text: str) -> list[str]:
    if not text.strip():
        return [_("The text is empty.")]
    if len(text) > part.limit:
        numbers = {"count": len(text), "limit": part.limit}
        return [_("The text has %(count)d characters, at most %(limit)d are allowed.") % numbers]
    return []


def _plain(text: str) -> list[str]:
    """No template language, no markup, no control characters."""
    wrong = []
    if MARKUP.search(PLACEHOLDER.sub("", text)):
        wrong.append(_("Only plain text and the listed placeholders: no braces, angle brackets or entities."))
    if any(unicodedata.category(char) in {"Cc", "Cf", "Co", "Cs"} for char in text):
        wrong.append(_("The text has a line break or an invisible character; it is one paragraph."))
    return wrong


def _placeholders(part: TextPart, text: str) -> list[str]:
    unknown = sorted(set(PLACEHOLDER.findall(text)) - set(part.placeholders))
    return [_("Unknown placeholder: %(name)s.") % {"name": f"{{{name}}}"} for name in unknown]


def _kept(part: TextPart, text: str) -> list[str]:
    return [_("“%(words)s” must stay in this text.") % {"words": words} for words in part.keep if words not in text]
