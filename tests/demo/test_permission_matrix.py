"""Every address with every role, on the demo city: what opens, what is refused, and that hidden rows stay hidden.

The answers stand in permission_matrix.json, to be read by a person. After a wanted change write it anew, on purpose:
``REWRITE_MATRIX=1 pytest tests/demo/test_permission_matrix.py`` and look at the difference.
"""

import json
import os
from pathlib import Path

import pytest
from django.test import Client

from core.api import pagination
from core.records.views import RecordListView
from organization.management.commands.demo_accounts import accounts
from organization.models import User
from organization.roles import ROLES
from tests.demo.matrix import NONE, Address, addresses, ask, rows_for, workflow_models

# What differs between the databases is held by the rooms' own tests of scope.
pytestmark = [pytest.mark.embedded, pytest.mark.usefixtures("demo_city")]
BASELINE = Path(__file__).with_name("permission_matrix.json")
REFUSED = {"403", "404", NONE}
# Third-party pages that only concern the signed-in account itself.
OWN_ACCOUNT = ("accounts/", "i18n/")
# Doors to records of any kind: held by tests of their own.
GENERIC = {"transition", "attachment-add", "handling", "evidence"}
# The tests' own mechanism, which the demo city does not know.
SAMPLE = ("pledges/", "api/v1/pledges/")


@pytest.fixture(autouse=True)
def _short_lists_long_sessions(monkeypatch, settings) -> None:
    """Who gets which answer does not hang on how many rows a page has: three are drawn as fifty are. Nor on how long
    a slow machine takes to ask, nor on the session being written anew each time."""
    settings.SESSION_COOKIE_AGE = 24 * 3600
    settings.SESSION_SAVE_EVERY_REQUEST = False
    monkeypatch.setattr(RecordListView, "rows_per_page", 3)
    monkeypatch.setattr(pagination, "PAGE_SIZE", 3)


@pytest.fixture
def clients() -> dict[str, tuple[User, Client]]:
    """One signed-in client a role."""
    found = {}
    for role, login in accounts().items():
        user, client = User.objects.get(username=login), Client(raise_request_exception=True)
        client.force_login(user)
        found[role] = (user, client)
    return found


def answers(address: Address, user: User, client: Client) -> str:
    """ "seen/hidden" for addresses of a row, else one status."""
    if "pk" not in address.parameters:
        return ask(client, address.path(None), address.methods)
    seen, hidden = rows_for(user, address.model, address.name)
    return "/".join(NONE if pk is None else ask(client, address.path(pk), address.methods) for pk in (seen, hidden))


def roles_by_answer(row: dict[str, str]) -> dict[str, str]:
    """ "ADM AUD …" by answer, as a person reads it."""
    return {answer: " ".join(role for role in row if row[role] == answer) for answer in set(row.values())}


def written_down() -> dict[str, dict[str, str]]:
    """What the file says: address -> role -> answer."""
    rows = json.loads(BASELINE.read_text()).items()
    return {
        template: {role: answer for answer, roles in row.items() for role in roles.split()} for template, row in rows
    }


def asked() -> list[Address]:
    left_out = OWN_ACCOUNT + SAMPLE
    return [found for found in addresses() if not found.template.startswith(left_out) and found.name not in GENERIC]


def test_every_address_names_the_rows_it_serves():
    assert [found.template for found in addresses() if "pk" in found.parameters and found.model is None] == [
        "attachments/{app}/{model}/{pk}/add/",
        "evidence/{app}/{model}/{pk}/",
        "records/{app}/{model}/{pk}/handling/",
        "records/{app}/{model}/{pk}/{name}/",
    ]


def test_every_role_has_an_account_in_the_demo_city(clients):
    assert set(clients) == set(ROLES)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # downloads that nobody reads
def test_every_address_answers_every_role_as_written_down(clients):
    now = {
        found.template: {role: answers(found, user, client) for role, (user, client) in sorted(clients.items())}
        for found in asked()
    }
    if os.environ.get("REWRITE_MATRIX"):
        rows = {template: roles_by_answer(row) for template, row in now.items()}
        BASELINE.write_text(json.dumps(rows, indent=1, sort_keys=True) + "\n")
    leaks = {
        (template, role): answer
        for template, row in now.items()
        for role, answer in row.items()
        if "/" in answer and answer.split("/")[1] not in REFUSED
    }
    assert not leaks, "hidden rows were shown"
    written = written_down()
    assert now.keys() == written.keys(), "an address came or went: write the matrix anew and read the difference"
    assert {key: row for key, row in now.items() if row != written[key]} == {}


def test_nobody_moves_a_record_that_is_hidden_from_him(clients):
    for model in workflow_models():
        for role, (user, client) in clients.items():
            _seen, hidden = rows_for(user, model)
            if hidden is not None:
                path = f"/records/{model._meta.app_label}/{model._meta.model_name}/{hidden}/x/"
                assert ask(client, path) == "404", (model, role)


def test_hidden_rows_exist_for_roles_with_a_part_of_the_city(clients):
    """The matrix proves nothing where everything is visible."""
    written = written_down()
    for role in ("SUP", "STA", "UHD", "LIA", "OFF"):
        assert any(row[role].endswith(("/404", "/403")) for row in written.values()), role


def test_without_a_session_only_the_entrance_opens(db):
    client = Client()
    open_to_all = {"health/", "metrics"}  # the metrics answer 404 to whoever has neither token nor role
    for found in asked():
        if found.template in open_to_all or "pk" in found.parameters:
            continue
        response = client.get(found.path(None))
        assert response.status_code in (301, 302, 401, 403), found.template
        if response.status_code == 302:
            assert "/accounts/login/" in response.url
