"""Text cells to typed columns. What is written plainly is converted by Arrow in one go; only the rest, and only once
for each distinct text, goes through the readers of ``cells``."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from core.reading.source import Batch
from early_warning.filings.catalogue import Column, ColumnType
from early_warning.filings.mapping.plan import ROW_NUMBER, ColumnPlan, Join, MappingPlan, Scale
from early_warning.filings.validation.cells import CellReader, reader_for
from early_warning.filings.validation.problems import CellProblem

# Columns of these types repeat few texts; files are read so that each text is seen once a batch.
REPEATING = frozenset({ColumnType.CHOICE, ColumnType.DATE, ColumnType.YES_NO, ColumnType.INTEGER, ColumnType.RATIO})
_NOTHING = pa.array([None], pa.string())
_PLAIN_YUAN = r"^-?\d{1,15}(?:\.\d{1,2})?$"
_PLAIN_WAN = r"^-?\d{1,11}(?:\.\d{1,6})?$"
_GROUPED = r"^-?\d{1,3}(?:,\d{3})+(?:\.\d+)?$"
_PLAIN_INTEGER = r"^-?\d{1,15}$"


@dataclass(slots=True)
class Converted:
    """One column of a batch: the text as it stood, the typed values, and a problem code where one could not be read."""

    cells: pa.Array
    values: pa.Array
    codes: pa.Array | None = None


class ColumnConverter:
    """Reads one column of the catalogue from any number of batches."""

    def __init__(self, column: Column, plan: ColumnPlan, mapping: MappingPlan) -> None:
        self.column = column
        self.plan = plan
        # 无 is "nothing" everywhere but in a yes/no column, where it is an answer.
        words = () if column.type is ColumnType.YES_NO else mapping.empty_words
        self._empty = pa.array(["", *words], pa.string())
        self._longest_empty = max(len(word.encode()) for word in ("", *words))
        self._reader = None if column.type is ColumnType.TEXT else reader_for(column, plan, mapping.ignore_marks)

    def convert(self, batch: Batch) -> Converted:
        """The typed column of this batch."""
        cells = self._cells(batch)
        if self._reader is None:
            return Converted(cells, cells)
        if pa.types.is_dictionary(cells.type):
            return Converted(cells, *read_distinct(cells, self._reader, self.column.arrow_type))
        if self.column.type is ColumnType.MONEY:
            return self._mostly(cells, self._plain_money)
        if self.column.type is ColumnType.INTEGER and not self.plan.year_of:
            return self._mostly(cells, _plain_integers)
        values, codes = read_distinct(cells, self._reader, self.column.arrow_type)
        return Converted(cells, values, codes)

    def _cells(self, batch: Batch) -> pa.Array:
        """The source cells, trimmed, "nothing" as null, several sources joined, the default filled in."""
        names = batch.cells.schema.names
        parts = [
            pc.cast(batch.row_no, pa.string()) if source == ROW_NUMBER else self._trimmed(batch.cells.column(source))
            for source in self.plan.sources
            if source == ROW_NUMBER or source in names
        ]
        if not parts:
            parts = [pa.DictionaryArray.from_arrays(pa.repeat(0, len(batch.row_no)).cast("int32"), _NOTHING)]
        cells = _joined(parts, self.plan.join)
        if pa.types.is_dictionary(cells.type):
            if self.column.type in REPEATING:
                return _with_dictionary(cells, self._filled(cells.dictionary))
            cells = cells.cast(pa.string())
        return self._filled(cells)

    def _filled(self, cells: pa.Array) -> pa.Array:
        return pc.fill_null(cells, self.plan.default) if self.plan.default else cells

    def _trimmed(self, cells: pa.Array) -> pa.Array:
        if pa.types.is_dictionary(cells.type):
            return _with_dictionary(cells, self._trimmed(cells.dictionary))
        trimmed = pc.utf8_trim_whitespace(cells)
        if (pc.min(pc.binary_length(trimmed)).as_py() or 0) > self._longest_empty:
            return trimmed
        nothing = pc.is_in(trimmed, value_set=self._empty)
        return pc.if_else(nothing, pa.scalar(None, pa.string()), trimmed) if nothing.true_count else trimmed

    def _mostly(self, cells: pa.Array, plain: Callable[[pa.Array], tuple[pa.Array, pa.Array]]) -> Converted:
        """``plain`` converts what is written plainly and says which cells those were; the rest is read by hand."""
        values, done = plain(cells)
        rest = pc.and_(pc.is_valid(cells), pc.invert(pc.fill_null(done, False)))
        if not rest.true_count:
            return Converted(cells, values)
        read, codes = read_distinct(cells.filter(rest), self._required_reader, self.column.arrow_type)
        values = pc.replace_with_mask(values, rest, read)
        nothing = pa.nulls(len(cells), pa.string())
        return Converted(cells, values, pc.replace_with_mask(nothing, rest, codes) if codes is not None else None)

    @property
    def _required_reader(self) -> CellReader:
        assert self._reader is not None  # noqa: S101 - text columns return before
        return self._reader

    def _plain_money(self, cells: pa.Array) -> tuple[pa.Array, pa.Array]:
        cells = _without_separators(cells)
        if self.plan.scale is Scale.WAN:
            done = pc.match_substring_regex(cells, _PLAIN_WAN)
            amounts = _where(done, cells).cast(pa.decimal128(24, 6))
            yuan = pc.multiply(amounts, pa.scalar(Scale.WAN.factor, pa.decimal128(5, 0)))
            return yuan.cast(self.column.arrow_type), done
        try:
            return cells.cast(self.column.arrow_type), pc.is_valid(cells)
        except pa.ArrowInvalid:
            done = pc.match_substring_regex(cells, _PLAIN_YUAN)
            return _where(done, cells).cast(self.column.arrow_type), done


def _without_separators(cells: pa.Array) -> pa.Array:
    """The cells with correctly set thousands separators taken out; a comma anywhere else stays and is a problem."""
    commas = pc.fill_null(pc.match_substring(cells, ","), False)
    if not commas.true_count:
        return cells
    found = cells.filter(commas)
    grouped = pc.match_substring_regex(found, _GROUPED)
    return pc.replace_with_mask(cells, commas, pc.if_else(grouped, pc.replace_substring(found, ",", ""), found))


def _plain_integers(cells: pa.Array) -> tuple[pa.Array, pa.Array]:
    done = pc.match_substring_regex(cells, _PLAIN_INTEGER)
    return _where(done, cells).cast(pa.int64()), done


def _where(mask: pa.Array, cells: pa.Array) -> pa.Array:
    """The cells where ``mask`` holds, null elsewhere; the array itself when it holds everywhere."""
    if mask.true_count == len(cells):
        return cells
    return pc.if_else(mask, cells, pa.scalar(None, pa.string()))


def _with_dictionary(cells: pa.DictionaryArray, texts: pa.Array) -> pa.DictionaryArray:
    return pa.DictionaryArray.from_arrays(cells.indices, texts)


def _joined(parts: list[pa.Array], join: Join) -> pa.Array:
    if len(parts) == 1:
        return parts[0]
    parts = [part.cast(pa.string()) for part in parts]
    if join is Join.FIRST_FILLED:
        return pc.coalesce(*parts)
    return pc.binary_join_element_wise(*parts, "-", null_handling="skip")


def read_distinct(cells: pa.Array, reader: CellReader, type_: pa.DataType) -> tuple[pa.Array, pa.Array | None]:
    """Every distinct text read once. Returns the values and the problem codes (None when there is no problem)."""
    encoded = cells if pa.types.is_dictionary(cells.type) else cells.dictionary_encode()
    values: list[Any] = []
    codes: list[str | None] = []
    for text in encoded.dictionary.to_pylist():
        try:
            value, code = None if text is None else reader(text), None
        except CellProblem as problem:
            value, code = None, problem.code
        values.append(value)
        codes.append(code)
    read = pa.array(values, type_).take(encoded.indices)
    return read, pa.array(codes, pa.string()).take(encoded.indices) if any(codes) else None
