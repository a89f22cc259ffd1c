"""Counting no further than needed, and pages by key."""

from typing import Any, NamedTuple

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.utils.functional import cached_property
from django_tables2.data import TableListData
from django_tables2.rows import BoundRows

from core.records.keyset import Cursor, slice_by_key, sort_keys

CAP = 10_000


class CappedPaginator(Paginator):
    """Counts no further than CAP rows: on a large table the count is nearly the whole cost of the page."""

    @cached_property
    def count(self) -> int:
        rows = self.queryset
        return len(self.object_list) if rows is None else rows.order_by()[: CAP + 1].count()

    @property
    def queryset(self) -> QuerySet | None:
        """The queryset behind the rows, also when a table has wrapped it; None for plain lists."""
        rows: Any = self.object_list
        rows = getattr(getattr(rows, "data", rows), "data", rows)
        return rows if isinstance(rows, QuerySet) else None

    @property
    def capped(self) -> bool:
        return self.count > CAP


class Slice(NamedTuple):
    """Some rows of a list: how many stand before them, and the cursors of the pages before and after ("" for none)."""

    rows: list[Any]
    start: int
    before: str
    after: str


class KeysetPage:
    """One page of a table, with the shape of Django's Page; its "page numbers" are cursors."""

    def __init__(self, paginator: "KeysetPaginator", found: Slice) -> None:
        self.paginator = paginator
        bound: Any = paginator.object_list
        self.object_list = BoundRows(data=TableListData(found.rows), table=bound.table)
        self.rows, self.start, self.before, self.after = found

    def __len__(self) -> int:
        return len(self.rows)

    def has_previous(self) -> bool:
        return bool(self.before)

    def has_next(self) -> bool:
        return bool(self.after)

    def previous_page_number(self) -> str:
        return self.before

    def next_page_number(self) -> str:
        return self.after

    def start_index(self) -> int:
        return self.start + 1 if self.rows else 0

    def end_index(self) -> int:
        return self.start + len(self.rows)


class KeysetPaginator(CappedPaginator):
    """Pages by cursor, of a django-tables2 table or of plain rows; the count is capped."""

    def page(self, number: Any) -> KeysetPage:  # type: ignore[override]  # by cursor, not by number
        """The page of a table at the cursor ``number``; the first one for anything that is no cursor."""
        return KeysetPage(self, self.slice(number))

    def slice(self, number: Any) -> Slice:
        """The rows at the cursor ``number``; the first ones for anything that is no cursor."""
        rows = self.queryset
        if rows is None:
            return self._by_offset(self.object_list, Cursor.decode(str(number), ()))
        keys = sort_keys(rows)
        if keys is None:
            return self._by_offset(rows, Cursor.decode(str(number), ()))
        return self._by_key(rows, keys, Cursor.decode(str(number), keys))

    def _by_key(self, rows: QuerySet, keys: list[Any], cursor: Cursor) -> Slice:
        found, more = slice_by_key(rows, keys, cursor, self.per_page)
        if cursor.backwards and not (more and found):
            # The beginning of the list was reached from behind: show it as the first page.
            cursor = Cursor()
            found, more = slice_by_key(rows, keys, cursor, self.per_page)
        start = max(0, cursor.start - len(found)) if cursor.backwards else cursor.start
        has_before = more if cursor.backwards else cursor.values is not None
        has_after = True if cursor.backwards else more
        before = after = ""
        if found and has_before:
            before = Cursor([key.value_of(found[0]) for key in keys], True, start).encode()
        if found and has_after:
            after = Cursor([key.value_of(found[-1]) for key in keys], False, start + len(found)).encode()
        return Slice(found, start, before, after)

    def _by_offset(self, rows: Any, cursor: Cursor) -> Slice:
        start = cursor.start
        found = [getattr(row, "record", row) for row in rows[start : start + self.per_page + 1]]
        more, found = len(found) > self.per_page, found[: self.per_page]
        before = Cursor(None, False, max(0, start - self.per_page)).encode() if start else ""
        after = Cursor(None, False, start + self.per_page).encode() if more else ""
        return Slice(found, start, before, after)
