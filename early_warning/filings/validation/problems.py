"""What can be wrong with a cell or a row, and how to mend it, in words for people."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from core.errors import Text


@dataclass(frozen=True, slots=True)
class Problem:
    """A kind of problem. The texts may use %(value)s, %(column)s and %(limit)s."""

    message: Text
    cure: Text


PROBLEMS: Mapping[str, Problem] = {
    "missing": Problem(
        _("“%(column)s” is empty."), _("Fill the cell, or give a value for empty cells in the mapping.")
    ),
    "not_money": Problem(
        _("“%(value)s” is not one amount of money."),
        _("Write one number with at most two decimals, such as 1234567.89; thousands separators are allowed."),
    ),
    "foreign_money": Problem(
        _("“%(value)s” carries a currency mark that is not yuan."),
        _("Convert the amount to yuan, or name the mark in the mapping if it means the same money."),
    ),
    "decimals": Problem(
        _("“%(value)s” has more than two decimals of a yuan."), _("Round the amount to fen (0.01 yuan).")
    ),
    "too_large": Problem(
        _("“%(value)s” is too large for an amount of money."), _("Check whether digits of two cells ran together.")
    ),
    "not_date": Problem(
        _("“%(value)s” is not a date."),
        _("Write year-month-day, such as 2026-03-31, or choose the order of day and month in the mapping."),
    ),
    "not_integer": Problem(_("“%(value)s” is not a whole number."), _("Write digits only.")),
    "not_ratio": Problem(
        _("“%(value)s” is not a share."), _("Write a fraction of 1 or a percentage, such as 0.3 or 30%%.")
    ),
    "not_yes_no": Problem(_("“%(value)s” is neither yes nor no."), _("Write 是 or 否 (1 or 0).")),
    "unknown_value": Problem(
        _("“%(value)s” is not a value of “%(column)s”."),
        _("Use a value of the list, or translate it in the mapping."),
    ),
    "below_minimum": Problem(
        _("“%(value)s” is less than %(limit)s."), _("Check the sign and the column that was chosen.")
    ),
    "above_maximum": Problem(
        _("“%(value)s” is more than %(limit)s."), _("Check the unit of measure and the column that was chosen.")
    ),
    "too_long": Problem(
        _("The text of “%(column)s” is longer than %(limit)s characters."),
        _("Shorten it, or check whether another column was meant."),
    ),
    "duplicate": Problem(
        _("“%(value)s” is already in row %(limit)s of the same file."),
        _("Keep one row for each %(column)s, or build the key from several columns in the mapping."),
    ),
    "cells": Problem(
        _("The row has another number of cells (%(value)s) than the header (%(limit)s)."),
        _("Put text that holds the separator or quotation marks into quotation marks and export again."),
    ),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem at one place. ``column`` is the catalogue's name, ``header`` the file's; both may be empty."""

    row_no: int
    code: str
    column: str = ""
    header: str = ""
    value: str = ""
    limit: str = ""

    def texts(self, label: Text) -> tuple[str, str]:
        """(what is wrong, how to mend it) in the language of the reader; ``label`` names the column."""
        problem = PROBLEMS[self.code]
        values: dict[str, Any] = {"value": self.value, "column": label, "limit": self.limit}
        return str(problem.message) % values, str(problem.cure) % values


class CellProblem(ValueError):
    """Raised while one cell is read; ``code`` is a key of PROBLEMS."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
