"""The API by token: what the account may, no more, and no way round the second factor."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from core.audit.models import AuditEntry
from tests.support.cast import make_user


def command(*arguments: str) -> str:
    out = io.StringIO()
    call_command("api_token", *arguments, stdout=out)
    return out.getvalue().strip()


def asked(client, token: str):
    return client.get("/api/v1/units/", headers={"authorization": f"Token {token}"})


def test_a_token_opens_what_its_account_sees_until_it_is_ended(client, sup):
    token = command("sup")
    assert asked(client, token).status_code == 200
    assert command("sup", "--end") == "The token is ended."
    assert asked(client, token).status_code in (401, 403)
    assert command("sup", "--end") == "There was no token."


def test_a_new_token_ends_the_one_before_and_the_trail_knows_it_without_the_token(client, sup):
    first, second = command("sup"), command("sup")
    assert asked(client, first).status_code in (401, 403)
    assert asked(client, second).status_code == 200
    trail = str(list(AuditEntry.objects.values()))
    assert "api_token" in trail
    assert first not in trail
    assert second not in trail


def test_a_token_opens_no_page(client, sup):
    response = client.get(reverse("unit-list"), headers={"authorization": f"Token {command('sup')}"})
    assert response.status_code == 302


def test_nobody_gets_a_token_for_an_account_that_is_not_there_or_closed(db):
    closed = make_user("closed", "SUP")
    closed.is_active = False
    closed.save()
    for login in ("nobody", "closed"):
        with pytest.raises(CommandError, match="no active account"):
            command(login)


@pytest.mark.parametrize("by_token", [True, False])
def test_r40_the_api_waits_for_the_second_factor_too(client, sup, head, settings, by_token):
    settings.MFA_REQUIRED = True
    for user, status in ((sup, 403), (head, 200)):
        client.logout()
        if by_token:
            response = asked(client, command(user.username))
        else:
            client.force_login(user)
            response = client.get("/api/v1/units/")
        assert response.status_code == status
        if status == 403:
            assert "title" in response.json()
