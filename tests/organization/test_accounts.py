"""Accounts are made by one administrator, rights given by another, and nobody gives himself any."""

import pytest
from django.test import Client
from django.urls import reverse

from core.audit.models import AuditEntry, AuditEvent
from core.errors import Conflict, InvalidInput, NotAllowed
from organization.models import User
from organization.users.services import account_invite, jurisdictions_set, roles_set
from tests.support.cast import make_user

NEW_PASSWORD = "Quiet-harbour-2026"


@pytest.fixture
def security(db) -> User:
    return make_user("sma", "SMA")


def send(client, user, name, pk=None, **data):
    client.force_login(user)
    return client.post(reverse(name, args=[pk] if pk else []), data)


def test_the_administrator_makes_an_account_that_can_do_nothing_yet(client, admin, education):
    send(client, admin, "user-new", username="wang", full_name="王立衡", unit=education.pk)
    user = User.objects.get(username="wang")
    assert (user.unit, user.role_codes, user.has_usable_password()) == (education, frozenset(), False)


def test_a_name_that_is_taken_comes_back_on_the_form(client, admin, sup):
    response = send(client, admin, "user-new", username="sup", full_name="王立衡")
    assert response.status_code == 422
    assert response.context["form"].errors["username"]


def test_the_person_sets_the_password_through_a_link_that_works_once(client, admin, sup):
    page = send(client, admin, "user-link", sup.pk)
    path = page.context["link"].removeprefix("http://testserver")
    own = Client()
    form = own.get(path, follow=True)
    address = form.redirect_chain[-1][0]
    assert own.post(address, {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD}).status_code == 302
    sup.refresh_from_db()
    assert sup.check_password(NEW_PASSWORD)
    assert "password1" not in Client().get(path, follow=True).content.decode()
    entry = AuditEntry.objects.filter(event=AuditEvent.CHANGE, actor=admin, object_repr=str(sup)).latest("pk")
    assert entry.additional_data == {"account": "link to set a password"}
    assert path.split("/")[-2] not in str(AuditEntry.objects.values())


def test_a_closed_account_is_out_at_once_and_comes_back_when_opened(client, admin, sup):
    session = Client()
    session.force_login(sup)
    assert send(client, admin, "user-close", sup.pk, reason="").status_code == 422
    send(client, admin, "user-close", sup.pk, reason="调离")
    assert session.get("/").status_code == 302
    assert AuditEntry.objects.filter(additional_data__reason="调离", actor=admin).exists()
    send(client, admin, "user-open", sup.pk, reason="调回")
    sup.refresh_from_db()
    assert sup.is_active


def test_nobody_closes_the_own_account(client, admin):
    response = send(client, admin, "user-close", admin.pk, reason="x")
    assert response.status_code == 422
    admin.refresh_from_db()
    assert admin.is_active


def test_roles_and_jurisdictions_are_given_by_the_security_administrator_alone(client, admin, security, education):
    user = make_user("new")
    for name in ("user-roles", "user-jurisdictions"):
        assert send(client, admin, name, user.pk, roles=["SUP"], LINKED=[education.pk]).status_code == 403
        assert send(client, security, name, user.pk, roles=["SUP"], LINKED=[education.pk]).status_code == 302
    user = User.objects.get(pk=user.pk)
    assert user.role_codes == {"SUP"}
    assert list(user.jurisdictions.values_list("kind", "unit__code")) == [("LINKED", "U15")]
    trail = AuditEntry.objects.filter(actor=security, object_repr=str(user)).order_by("pk")
    assert trail[0].additional_data == {"roles_before": [], "roles_after": ["SUP"]}
    assert trail[1].additional_data == {"jurisdiction": "LINKED", "before": [], "after": ["U15"]}


def test_the_security_administrator_makes_and_changes_no_account(client, security, sup):
    assert send(client, security, "user-new", username="x", full_name="x").status_code == 403
    for name in ("user-edit", "user-close", "user-open", "user-link"):
        assert send(client, security, name, sup.pk, reason="x").status_code == 403, name


@pytest.mark.parametrize("codes", [["ADM", "SMA"], ["SMA", "AUD"], ["ADM", "AUD", "SUP"]])
def test_r18_two_of_the_three_administrators_in_one_person_are_refused_in_words(client, security, codes):
    user = make_user("new")
    response = send(client, security, "user-roles", user.pk, roles=codes)
    assert response.status_code == 422
    assert response.context["form"].errors["roles"]
    assert not user.groups.exists()


@pytest.mark.parametrize("codes", [["CM", "INV"], ["INV", "TRI"]])
def test_r19_roles_that_watch_one_another_are_not_held_together(db, codes):
    with pytest.raises(InvalidInput):
        roles_set(user=make_user("new"), codes=codes)


def test_nobody_gives_rights_to_himself(security, education):
    with pytest.raises(NotAllowed):
        roles_set(user=security, codes=["SMA", "SEC"], actor=security)
    with pytest.raises(NotAllowed):
        jurisdictions_set(user=security, kind="TREE", units=[education], actor=security)


def test_a_closed_account_gets_no_link(admin, sup):
    sup.is_active = False
    sup.save()
    with pytest.raises(Conflict):
        account_invite(user=sup, actor=admin)
