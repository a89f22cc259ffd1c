"""Reading one cell by hand: every form a department may write. The fast paths in ``convert`` agree with these."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from core.reading.headers import folded
from early_warning.filings.catalogue import Column, ColumnType
from early_warning.filings.mapping.plan import ColumnPlan, DateOrder
from early_warning.filings.validation.problems import CellProblem

CellReader = Callable[[str], Any]

_FEN = Decimal("0.01")
_LARGEST = Decimal(10) ** 16
_YUAN_MARKS = ("¥", "人民币", "元整", "元", "rmb", "cny")
_NUMBER = re.compile(r"[+-]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d*)?|[+-]?\.\d+|[+-]?\d+(?:\.\d*)?e[+-]?\d{1,2}")
_FOREIGN = re.compile(r"[$€£₩]|\b(?:usd|cad|eur|gbp|hkd|jpy|aud)\b|\d\s*[a-z]{3}$|美元|欧元|港元|港币|日元|英镑")
_SUFFIXES = {"亿": Decimal(10**8), "万": Decimal(10**4), "千": Decimal(10**3)}
_YEAR_FIRST = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_YEAR_LAST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})")
_TIME = re.compile(r"[T\s]+\d{1,2}:\d{2}.*$")
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
_EXCEL_EPOCH = date(1899, 12, 30)
_YES = frozenset(["是", "有", "真", "对", "√", "✓", "y", "yes", "true", "t", "1", "1.0", "已", "已批", "同意"])
_NO = frozenset(["否", "无", "假", "错", "×", "✗", "x", "n", "no", "false", "f", "0", "0.0", "未", "未批", "不"])


def money_reader(plan: ColumnPlan, ignore_marks: tuple[str, ...]) -> CellReader:
    """A reader of amounts in the plan's unit of measure; the result is exact, in yuan."""
    marks = tuple(unicodedata.normalize("NFKC", mark).casefold() for mark in (*ignore_marks, *_YUAN_MARKS))
    factor = Decimal(plan.scale.factor)

    def read(text: str) -> Decimal:
        plain = unicodedata.normalize("NFKC", text).casefold().strip()
        for mark in marks:
            plain = plain.replace(mark, "")
        plain = plain.strip()
        by_word = _SUFFIXES.get(plain[-1:])
        number = (plain[:-1] if by_word else plain).replace(" ", "")
        if not _NUMBER.fullmatch(number):
            raise CellProblem("foreign_money" if _FOREIGN.search(plain) else "not_money")
        # "3.5万" names its own unit, whatever the column's is.
        amount = Decimal(number.replace(",", "")) * (by_word or factor)
        return _exact(amount)

    return read


def _exact(amount: Decimal) -> Decimal:
    if abs(amount) >= _LARGEST:
        raise CellProblem("too_large")
    rounded = amount.quantize(_FEN)
    if rounded != amount:
        raise CellProblem("decimals")
    return rounded


def date_reader(plan: ColumnPlan) -> CellReader:
    """A reader of dates: year first in any notation, Excel's day numbers, and the order the plan names."""

    def read(text: str) -> date:
        plain = _TIME.sub("", unicodedata.normalize("NFKC", text)).strip()
        if found := _YEAR_FIRST.fullmatch(plain) or _COMPACT.fullmatch(plain):
            return _day(*found.groups())
        if plan.dates is not DateOrder.AUTO and (found := _YEAR_LAST.fullmatch(plain)):
            first, second, year = found.groups()
            return _day(year, second, first) if plan.dates is DateOrder.DAY_FIRST else _day(year, first, second)
        if _SERIAL.fullmatch(plain):
            return _EXCEL_EPOCH + timedelta(days=int(float(plain)))
        raise CellProblem("not_date")

    return read


def _day(year: str, month: str, day: str) -> date:
    try:
        return date(int(year), int(month), int(day))
    except ValueError as error:
        raise CellProblem("not_date") from error


def integer_reader(plan: ColumnPlan) -> CellReader:
    """A reader of whole numbers; with ``year_of`` the year of a date, or a bare year."""
    of_date = date_reader(plan)

    def read(text: str) -> int:
        plain = unicodedata.normalize("NFKC", text).strip().removesuffix("年度").removesuffix("年")
        if re.fullmatch(r"[+-]?\d{1,15}(?:\.0+)?", plain) and not (plan.year_of and len(plain) > 4):
            return int(plain.split(".")[0])
        if plan.year_of:
            return of_date(text).year
        raise CellProblem("not_integer")

    return read


def ratio_reader(_plan: ColumnPlan) -> CellReader:
    """A reader of shares: 0.3 and 30% are the same."""

    def read(text: str) -> Decimal:
        plain = unicodedata.normalize("NFKC", text).strip()
        try:
            number = Decimal(plain.removesuffix("%").strip())
            share = number / 100 if plain.endswith("%") else number
            # Beyond this the stored type ends; the range itself is the schema's business.
            if not share.is_finite() or abs(share) >= 10 or share != share.quantize(Decimal("0.0001")):
                raise CellProblem("not_ratio")
        except InvalidOperation as error:
            raise CellProblem("not_ratio") from error
        return share.quantize(Decimal("0.0001"))

    return read


def yes_no_reader(plan: ColumnPlan) -> CellReader:
    """A reader of yes and no, with the plan's own words first."""
    own = {folded(word): code in ("1", "true", "True") for word, code in plan.values.items()}

    def read(text: str) -> bool:
        word = folded(text)
        if word in own:
            return own[word]
        plain = text.strip().casefold()
        if plain not in _YES and plain not in _NO:
            raise CellProblem("not_yes_no")
        return plain in _YES

    return read


def choice_reader(column: Column, plan: ColumnPlan) -> CellReader:
    """A reader of listed values: the plan's translations, then the catalogue's words, then ``otherwise``."""
    words = {folded(word): choice.code for choice in column.choices for word in choice.words}
    words |= {folded(word): code for word, code in plan.values.items()}

    def read(text: str) -> str:
        code = words.get(folded(text), plan.otherwise)
        if not code:
            raise CellProblem("unknown_value")
        return code

    return read


def reader_for(column: Column, plan: ColumnPlan, ignore_marks: tuple[str, ...]) -> CellReader:
    """The reader of one column's cells. Text needs none: it is what it is."""
    simple: Mapping[ColumnType, Callable[[ColumnPlan], CellReader]] = {
        ColumnType.DATE: date_reader,
        ColumnType.INTEGER: integer_reader,
        ColumnType.RATIO: ratio_reader,
        ColumnType.YES_NO: yes_no_reader,
    }
    if column.type is ColumnType.MONEY:
        return money_reader(plan, ignore_marks)
    if column.type is ColumnType.CHOICE:
        return choice_reader(column, plan)
    return simple[column.type](plan)


def recognised(column: Column, word: str) -> str:
    """The code that a word is read as without any translation; empty when it is not recognised."""
    try:
        value = reader_for(column, ColumnPlan(), ())(word)
    except CellProblem:
        return ""
    return str(int(value)) if isinstance(value, bool) else str(value)
