"""How many queries each page of the demo city asks, written down; lists stay under twenty.

The counts stand in query_counts.json. After a wanted change write them anew, on purpose:
``REWRITE_QUERIES=1 pytest tests/demo/test_query_counts.py`` and look at the difference.
"""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from core.deadlines import calendar
from organization.management.commands.demo_accounts import accounts
from organization.models import User
from tests.demo.matrix import Address, rows_for
from tests.demo.test_permission_matrix import asked

pytestmark = [pytest.mark.embedded, pytest.mark.usefixtures("demo_city")]
BASELINE = Path(__file__).with_name("query_counts.json")
# Whoever sees much: the first of them for whom the page opens is asked.
READERS = ("SEC", "SUP", "ADM", "AUD", "CSO", "OFF", "UHD")
LIST_LIMIT = 20
LEFT_OUT = ("health/", "metrics", "api/v1/schema/")


@pytest.fixture(scope="module")
def clients(_built_city, django_db_blocker) -> list[tuple[str, User, Client]]:
    found = []
    with django_db_blocker.unblock():
        logins = accounts()
        for role in READERS:
            user, client = User.objects.get(username=logins[role]), Client()
            client.force_login(user)
            found.append((role, user, client))
    return found


@pytest.fixture
def calendar_asked_once(monkeypatch) -> Iterator[None]:
    """It is asked for once a minute, and what an earlier test asked may be forgotten between two GETs: chance for a
    count."""
    monkeypatch.setattr(calendar, "SECONDS_REMEMBERED", 3600)
    calendar.forget()
    yield
    calendar.forget()


def count(client: Client, path: str) -> tuple[int, int]:
    """(status, queries) of a second GET: the first warms what is kept for longer than a request."""
    with transaction.atomic():
        client.get(path)
        with CaptureQueriesContext(connection) as asked_for:
            response = client.get(path)
        for close in response._resource_closers:
            close()
        transaction.set_rollback(True)
    return response.status_code, len(asked_for)


def measured(address: Address, clients: list[tuple[str, User, Client]]) -> str | None:
    """ "SEC 14": who was asked and how many queries it took; None where nobody finds the page open."""
    for role, user, client in clients:
        pk = None
        if "pk" in address.parameters:
            pk = rows_for(user, address.model, address.name)[0]
            if pk is None:
                continue
        status, queries = count(client, address.path(pk))
        if status == 200:
            return f"{role} {queries}"
    return None


def asked_by(said: str) -> int:
    """The figure of "SEC 14"."""
    return int(said.split()[1])


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # downloads that nobody reads
@pytest.mark.usefixtures("calendar_asked_once")
def test_every_page_asks_as_many_queries_as_written_down(clients):
    ContentType.objects.clear_cache()
    list(ContentType.objects.all())
    pages = [found for found in asked() if found.template not in LEFT_OUT]
    now = {found.template: measured(found, clients) for found in pages}
    now = {template: said for template, said in now.items() if said is not None}
    if os.environ.get("REWRITE_QUERIES"):
        BASELINE.write_text(json.dumps(now, indent=1, sort_keys=True) + "\n")
    written = json.loads(BASELINE.read_text())
    assert now.keys() == written.keys(), "an address came or went: write the counts anew and read the difference"
    other = {key: (written[key], said) for key, said in now.items() if said != written[key]}
    assert not other, "pages ask more or less than written down: look why, then write the counts anew"


def test_no_list_asks_more_than_twenty_queries():
    """What the frame adds (menu, rights, saved views) counts too."""
    written = json.loads(BASELINE.read_text())
    lists = {found.template for found in asked() if found.name.endswith("-list") and "pk" not in found.parameters}
    counted = {key: asked_by(said) for key, said in written.items() if key in lists}
    assert counted
    assert {key: number for key, number in counted.items() if number > LIST_LIMIT} == {}
