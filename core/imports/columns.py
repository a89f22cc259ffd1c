"""The columns of an import: what a cell may hold, and how its text becomes a value."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from core.errors import InvalidInput, Text

_YES, _NO = frozenset({"是", "1", "yes", "true", "y"}), frozenset({"否", "0", "no", "false", "n"})
_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?: 00:00:00)?")
# What a spreadsheet would calculate. A signed number (and a telephone number) is none.
_FORMULA = re.compile(r"[=@\t\r]|[+\-](?![\d\s\-]*$)")


class CellType(StrEnum):
    """How the text of a cell is read."""

    TEXT = "text"
    DATE = "date"
    INTEGER = "integer"
    YES_NO = "yes_no"
    CHOICE = "choice"


@dataclass(frozen=True, kw_only=True)
class ImportColumn:
    """One column. ``headers`` are its Chinese and its English name; ``name`` is the keyword of the owning service.

    A ``secret`` is shown on no page and kept encrypted. ``key`` columns say which record a row speaks of.
    """

    name: str
    headers: tuple[str, str]
    type: CellType = CellType.TEXT
    required: bool = False
    key: bool = False
    secret: bool = False
    choices: Iterable[Any] | None = None
    excluded: tuple[Any, ...] = ()
    max_length: int = 0
    help: Text = ""
    sample: str = ""

    @property
    def header(self) -> str:
        """The name of the column in the language of the reader."""
        return self.headers[1] if (get_language() or "").startswith("en") else self.headers[0]

    def words(self) -> dict[str, Any]:
        """Every accepted spelling of a choice in lower case -> its value: the code, and the words of both languages."""
        members = [member for member in self.choices or () if member.value not in self.excluded]
        found = {str(member.value).casefold(): member.value for member in members}
        for language in ("zh-hans", "en"):
            with override(language):
                found |= {str(member.label).casefold(): member.value for member in members}
        return found

    def options(self) -> list[str]:
        """What a list in the template offers."""
        if self.type is CellType.YES_NO:
            return ["是", "否"] if self.header == self.headers[0] else ["yes", "no"]
        return [str(member.label) for member in self.choices or () if member.value not in self.excluded]

    def read(self, text: str) -> Any:
        """The value of a filled cell. Raises InvalidInput with the column as its field."""
        return _READERS[self.type](self, text.strip())


def _text(column: ImportColumn, text: str) -> str:
    if _FORMULA.match(text):
        raise _bad(column, _("The text begins like a formula."), _("Remove the sign at its beginning."))
    if not text.isprintable():
        raise _bad(column, _("The text holds line breaks or control characters."), _("Write it on one line."))
    if column.max_length and len(text) > column.max_length:
        raise _bad(
            column,
            _("The text is longer than %(limit)s characters.") % {"limit": column.max_length},
            _("Shorten it."),
        )
    return text


def _date(column: ImportColumn, text: str) -> date:
    found = _DAY.fullmatch(text) or re.fullmatch(r"(\d{4})(\d{2})(\d{2})", text)
    try:
        return date(*(int(part) for part in found.groups())) if found else datetime.fromisoformat(text).date()
    except ValueError as error:
        raise _bad(column, _("This is not a date."), _("Write year-month-day, such as 2026-03-31.")) from error


def _integer(column: ImportColumn, text: str) -> int:
    if not re.fullmatch(r"\d{1,4}", text):
        raise _bad(column, _("This is not a whole number from 0 to 9999."), _("Write digits only."))
    return int(text)


def _yes_no(column: ImportColumn, text: str) -> bool:
    if text.casefold() in _YES:
        return True
    if text.casefold() in _NO:
        return False
    raise _bad(column, _("This is neither yes nor no."), _("Write 是 or 否."))


def _choice(column: ImportColumn, text: str) -> Any:
    words = column.words()
    if text.casefold() not in words:
        raise _bad(
            column,
            _("This is not one of the values of the column."),
            _("Choose one of: %(values)s.") % {"values": ", ".join(column.options())},
        )
    return words[text.casefold()]


def _bad(column: ImportColumn, message: str, cure: str) -> InvalidInput:
    return InvalidInput(message, field=column.name, cure=cure)


_READERS: dict[CellType, Callable[[ImportColumn, str], Any]] = {
    CellType.TEXT: _text,
    CellType.DATE: _date,
    CellType.INTEGER: _integer,
    CellType.YES_NO: _yes_no,
    CellType.CHOICE: _choice,
}
