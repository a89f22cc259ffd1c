"""Getting in, staying out, and being locked out."""

import pytest
from django.urls import reverse

from core.audit.models import AuditEntry, AuditEvent
from tests.support.cast import PASSWORD, make_user

LOGIN = "/accounts/login/"


def sign_in(client, login: str, password: str = PASSWORD):
    return client.post(LOGIN, {"login": login, "password": password})


def test_a_page_without_a_session_leads_to_the_sign_in(client, db):
    response = client.get(reverse("unit-list"))
    assert response.status_code == 302
    assert response.url.startswith(LOGIN)


def test_the_api_without_a_session_answers_401_or_403(client, db):
    assert client.get("/api/v1/units/").status_code in (401, 403)


def test_the_right_password_opens_the_workbench(client, sup):
    assert sign_in(client, "sup").url == "/"
    assert client.get("/").status_code == 200


def test_five_wrong_passwords_lock_the_account_even_for_the_right_one(client, sup):
    for _ in range(5):
        sign_in(client, "sup", "wrong")
    assert sign_in(client, "sup").status_code in (200, 429)
    assert client.get("/").status_code == 302


def test_signing_up_is_closed(client, db):
    response = client.post("/accounts/signup/", {"username": "new", "password1": PASSWORD, "password2": PASSWORD})
    from organization.models import User

    assert not User.objects.filter(username="new").exists()
    assert response.status_code in (200, 302)


def test_sign_ins_sign_outs_and_failures_are_in_the_trail(client, sup):
    sign_in(client, "sup", "wrong")
    sign_in(client, "sup")
    client.post("/accounts/logout/")
    events = list(AuditEntry.objects.exclude(event=AuditEvent.CHANGE).order_by("pk").values_list("event", flat=True))
    assert events == [AuditEvent.SIGN_IN_FAILED, AuditEvent.SIGN_IN, AuditEvent.SIGN_OUT]
    assert "wrong" not in str(list(AuditEntry.objects.values()))


@pytest.mark.parametrize(("language", "word"), [("en", "Sign"), ("zh-hans", "登录")])
def test_the_language_switch_changes_the_page(client, db, language, word):
    client.post(reverse("set_language"), {"language": language, "next": LOGIN})
    assert word in client.get(LOGIN).content.decode()


def test_r40_commission_roles_need_a_second_factor_where_it_is_required(client, sup, head, settings):
    settings.MFA_REQUIRED = True
    client.force_login(sup)
    assert client.get(reverse("unit-list")).url == reverse("mfa_activate_totp")
    client.force_login(head)
    assert client.get(reverse("unit-list")).status_code == 200


def test_r40_a_session_ends_after_a_quarter_of_an_hour_without_use(client, sup, settings):
    assert settings.SESSION_COOKIE_AGE == 15 * 60
    assert settings.SESSION_SAVE_EVERY_REQUEST


def test_a_short_or_common_password_is_refused(db):
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError

    with pytest.raises(ValidationError):
        validate_password("short", make_user("weak"))
