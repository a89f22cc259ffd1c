"""Fixtures for every test. The parts that a test drives for real live in tests/support."""

import os
import threading
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import pytest
import pytest_django
from django.conf import settings
from django.core.cache import cache, caches
from django.core.signals import request_finished
from django.db import connection
from django.test import SimpleTestCase
from django.test.utils import setup_databases, teardown_databases
from django.utils import translation
from hypothesis import settings as hypothesis_settings
from xdist.scheduler import LoadScopeScheduling

from core.documents import rendering
from tests.support.emptying import answering, empty_to_what_was_migrated

# How long an example takes says more about the machine than about the code; in CI every run tries the same ones.
hypothesis_settings.register_profile("house", deadline=None, derandomize=bool(os.environ.get("CI")))
hypothesis_settings.load_profile("house")

DEMO = "tests/demo/"
# What a test asks for when it asks for a database; "database" is the migrated one of tests/ops/test_migrations.py.
DATABASES = {"db", "transactional_db", "database"}

pytest_plugins = [
    # In the order in which they import one another: pytest rewrites the assertions of what it imports first.
    "tests.support.processes",
    "tests.support.mail",
    "tests.support.celery",
    "tests.support.browser",
    "tests.support.cast",
]


class ByFile(LoadScopeScheduling):
    """Tests of one file stay in one process, and those of the demo city, which is built once for them."""

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.split("::", 1)[0]
        return DEMO if file.startswith(DEMO) else file


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadScopeScheduling:
    """How the two processes of ``make test`` share the tests."""
    return ByFile(config, log)


def needs_database(item: pytest.Item) -> bool:
    """Whether it can say something else on another database, or with the services beside it."""
    marked = any(item.get_closest_marker(name) for name in ("django_db", "services", "browser"))
    in_class = issubclass(getattr(item, "cls", None) or object, SimpleTestCase)
    return marked or in_class or bool(DATABASES.intersection(getattr(item, "fixturenames", ())))


@pytest.hookimpl(wrapper=True, tryfirst=True)  # before pytest chooses by mark, and after pytest-django has sorted
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Iterator[None]:
    """What needs no database is asked in the run on SQLite only. What takes longest begins first, that no process waits
    for the other in the end: the demo city, then what drives real parts.

    On SQLite a second process cannot see the test database: leave the real-part tests to the other run."""
    for item in items:
        if not needs_database(item):
            item.add_marker("embedded")
    if connection.vendor != "postgresql":
        reason = "needs PostgreSQL and Redis: set DATABASE_URL and REDIS_URL (`make services` prints them)"
        for item in filter(drives_real_parts, items):
            item.add_marker(pytest.mark.skip(reason=reason))
    yield
    long = {item.path for item in items if drives_real_parts(item)}
    items.sort(key=lambda item: (not item.nodeid.startswith(DEMO), item.path not in long))


def drives_real_parts(item: pytest.Item) -> bool:
    """Whether it has a server, a worker or a browser beside it."""
    return bool(item.get_closest_marker("services") or item.get_closest_marker("browser"))


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: pytest_django.DjangoDbBlocker) -> Iterator[None]:
    """Make the database fit for emptying between tests, and free for removal at the end."""
    if connection.vendor != "postgresql":
        yield
        return
    made: list = []
    if not connection.settings_dict["NAME"].startswith("test_"):
        # No test of this run asks for a database by mark: those that read the served demo city need one all the same.
        with django_db_blocker.unblock():
            made = setup_databases(verbosity=0, interactive=False, aliases=["default"])
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        # Our own audit model stands in for auditlog's, whose migrations make their table all the same: PostgreSQL
        # empties no table that this left-over, unknown to Django, refers to.
        cursor.execute("DROP TABLE IF EXISTS auditlog_logentry")
        empty_to_what_was_migrated()
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        # The live server's threads end on their own, a moment after the browser has closed its connections.
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    if made:
        with django_db_blocker.unblock():
            teardown_databases(made, verbosity=0)


@pytest.fixture(autouse=True)
def _as_a_new_process() -> None:
    """No test may start with another one's lock-outs and rate limits, which live in the cache, or its language."""
    cache.clear()
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture(scope="session", autouse=True)
def _threads_hang_up() -> Iterator[None]:
    """A thread of the live server ends with its call: its line to Redis is not left to the garbage collector."""

    def hang_up(**_sent: Any) -> None:
        if answering(threading.current_thread()):
            for pool in caches["default"]._cache._pools.values():
                pool.disconnect()

    if settings.REDIS_URL:
        request_finished.connect(hang_up)
    yield
    request_finished.disconnect(hang_up)


@pytest.fixture(scope="session", autouse=True)
def _typeset_once() -> Iterator[None]:
    """The typesetter is the slowest part of all: the very same text is set once in a run, and the PDF kept."""
    typeset = rendering.html_pdf
    kept = lru_cache(maxsize=256)(lambda _fonts, text: typeset(text))
    rendering.html_pdf = lambda text: kept(settings.FONT_DIR, text)
    yield
    rendering.html_pdf = typeset


@pytest.fixture(scope="session")
def base_url() -> str:
    """Addresses are always full. Stands before pytest-playwright's own, whose form pytest 9 warns about."""
    return ""
