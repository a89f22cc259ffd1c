"""The demo city, built once for all tests of this folder."""

import io
from collections.abc import Iterator
from datetime import date

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test import override_settings
from pytest_django.live_server_helper import LiveServer

from tests.demo.digest import digests


@pytest.fixture(scope="session")
def _demo_storage(tmp_path_factory):
    return tmp_path_factory.mktemp("city")


@pytest.fixture(scope="package")
def _built_city(django_db_setup, django_db_blocker, _demo_storage) -> Iterator[dict[str, str]]:
    """The city, built once and taken away in the end; hands out the digests of an earlier build.

    On PostgreSQL it is committed, for the server that a browser talks to. Only SQLite gives a second build the numbers
    of the first: there it is built, undone and built again.
    """
    storage = {"STORAGE_DIR": _demo_storage, "MEDIA_ROOT": _demo_storage / "media", "TODAY": date(2026, 6, 30)}
    with django_db_blocker.unblock(), override_settings(**storage):
        if connection.vendor == "postgresql":
            with transaction.atomic():
                build()
                connection.run_on_commit.clear()  # tests see the city before a worker does
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")
            yield {}
            call_command("flush", verbosity=0, interactive=False)
            return
        with transaction.atomic():
            build()
            earlier = digests()
            transaction.set_rollback(True)
        with transaction.atomic():
            build()
            yield earlier
            transaction.set_rollback(True)


def build() -> None:
    call_command("demo_city", verbosity=0, stdout=io.StringIO())


@pytest.fixture
def demo_city(_built_city, db, settings, _demo_storage):
    settings.TODAY = date(2026, 6, 30)
    settings.STORAGE_DIR = _demo_storage


@pytest.fixture
def digests_of_another_build(_built_city, demo_city) -> dict[str, str]:
    if not _built_city:
        pytest.skip("PostgreSQL does not give numbers back")
    return _built_city


@pytest.fixture(scope="package")
def _city_server(_built_city) -> Iterator[LiveServer]:
    """Not pytest-django's ``live_server``, which would empty the database after each test."""
    server = LiveServer("localhost")
    yield server
    server.stop()


@pytest.fixture
def served_city(_built_city, _city_server, django_db_blocker, settings, _demo_storage) -> Iterator[str]:
    """The address of the city for a browser; what is done there stays for the tests after it, so only look."""
    settings.TODAY = date(2026, 6, 30)
    settings.STORAGE_DIR = _demo_storage
    settings.MEDIA_ROOT = _demo_storage / "media"
    with django_db_blocker.unblock():
        yield _city_server.url
