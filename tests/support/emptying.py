"""Emptying the database between tests on PostgreSQL: only what holds rows.

Django truncates every table, and with this many that takes seconds for a test that wrote twenty rows.
"""

import threading
import time
from typing import Any

from django.db import connection

WAIT = 5.0  # seconds for answers that nobody waits for any more
MANY = 5000  # rows from which on truncating is faster than deleting with its checks of references


def empty_only_filled_tables() -> None:
    """From now on ``flush`` on this connection deletes from the filled tables only; a large table brings it back."""
    truncate = connection.ops.sql_flush

    def sql_flush(style: Any, tables: list[str], **options: Any) -> list[str]:
        _let_answers_end()
        if not tables or _holding(tables, MANY):
            return truncate(style, tables, **options)
        deletions = [f"DELETE FROM {connection.ops.quote_name(table)};" for table in _holding(tables, 1)]
        return deletions or ["SELECT 1;"]  # of nothing at all Django would conclude that there are no tables

    connection.ops.sql_flush = sql_flush


def _let_answers_end() -> None:
    """A closed page's last request may still be answered by the live server, and would hold or fill what is emptied."""
    until = time.monotonic() + WAIT
    while any("process_request_thread" in one.name for one in threading.enumerate()) and time.monotonic() < until:
        time.sleep(0.02)


def _holding(tables: list[str], rows: int) -> list[str]:
    """Those of ``tables`` with at least so many rows."""
    asked = " UNION ALL ".join(
        f"SELECT '{table}' WHERE EXISTS (SELECT 1 FROM {connection.ops.quote_name(table)} OFFSET {rows - 1})"
        for table in tables
    )
    with connection.cursor() as cursor:
        cursor.execute(asked)
        return [table for (table,) in cursor.fetchall()]
