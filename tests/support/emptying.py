"""Emptying the database between tests on PostgreSQL: only what holds rows.

Django truncates every table, and with this many that takes seconds for a test that wrote twenty rows.
"""

import socket
import threading
import time
from typing import Any

from django.db import connection
from django.test.testcases import LiveServerThread

WAIT = 30.0  # seconds for answers that nobody waits for any more
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
    """A closed page's last request may still be answered by the live server, and would hold or fill what is emptied.

    Raises ``TimeoutError`` when an answer does not come to its end."""
    for server in threading.enumerate():
        if isinstance(server, LiveServerThread):
            _let_in_who_waits(server.host, server.port)
    until = time.monotonic() + WAIT
    while any(answering(one) for one in threading.enumerate()):
        if time.monotonic() > until:
            raise TimeoutError(f"The live server still answers a request {WAIT:.0f} seconds after its page was closed.")
        time.sleep(0.02)


def answering(thread: threading.Thread) -> bool:
    """Whether ``thread`` is one of the live server's that answer a call."""
    return "process_request_thread" in thread.name


def _let_in_who_waits(host: str, port: int) -> None:
    """Whoever knocked at the server before has a thread when our own call, which asks for nothing, has been ended."""
    with socket.create_connection((host, port), timeout=WAIT) as call:
        call.shutdown(socket.SHUT_WR)
        call.recv(1)


def _holding(tables: list[str], rows: int) -> list[str]:
    """Those of ``tables`` with at least so many rows."""
    asked = " UNION ALL ".join(
        f"SELECT '{table}' WHERE EXISTS (SELECT 1 FROM {connection.ops.quote_name(table)} OFFSET {rows - 1})"
        for table in tables
    )
    with connection.cursor() as cursor:
        cursor.execute(asked)
        return [table for (table,) in cursor.fetchall()]
