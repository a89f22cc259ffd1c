"""Emptying the database between tests on PostgreSQL: only what holds rows; then it is as the migrations left it.

Django truncates every table, and with this many that takes seconds for a test that wrote twenty rows. Then it has every
application write its permissions, roles and types anew, which takes as long.
"""

import socket
import threading
import time
from typing import Any

from django.core.management.commands import flush
from django.db import connection
from django.test.testcases import LiveServerThread

WAIT = 30.0  # seconds for answers that nobody waits for any more
KEPT = "as_migrated"  # the schema with the copies
MANY = 5000  # rows from which on truncating is faster than deleting with its checks of references


def empty_to_what_was_migrated() -> None:
    """From now on ``flush`` deletes from the filled tables only, a large table excepted, and puts back what they hold
    now, under the same numbers. For every connection: where a browser is driven, its loop has one of its own."""
    operations, quoted = type(connection.ops), connection.ops.quote_name
    truncate = operations.sql_flush
    put_back = [f"INSERT INTO {quoted(table)} SELECT * FROM {KEPT}.{quoted(table)};" for table in _copied()]

    def sql_flush(own: Any, style: Any, tables: list[str], **options: Any) -> list[str]:
        _let_answers_end()
        if _holding(tables, MANY):
            return truncate(own, style, tables, **options | {"reset_sequences": False}) + put_back
        return [f"DELETE FROM {quoted(table)};" for table in _holding(tables, 1)] + put_back

    operations.sql_flush = sql_flush
    flush.emit_post_migrate_signal = lambda *_sent: None


def _copied() -> list[str]:
    """The names of the filled tables, now copied into a schema of their own."""
    filled = _holding(connection.introspection.django_table_names(only_existing=True), 1)
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE SCHEMA {KEPT}")
        for table in map(connection.ops.quote_name, filled):
            cursor.execute(f"CREATE TABLE {KEPT}.{table} AS TABLE {table}")
    return filled


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
