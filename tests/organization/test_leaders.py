"""Who is told when somebody leaves a thing undone."""

import pytest

from core.deadlines.reminders import leader_of
from core.errors import InvalidInput
from organization.models import JurisdictionKind
from organization.users.leaders import leader_set
from tests.support.cast import make_user

pytestmark = pytest.mark.django_db


def test_staff_are_led_by_the_one_deputy_over_the_unit(sup, deputy, secretary, education):
    assert leader_of(sup, education.pk) == deputy


def test_where_two_deputies_would_do_it_is_the_secretary(sup, deputy, secretary, education, city):
    make_user("dep2", "DEP", units=[city], kind=JurisdictionKind.TREE)
    assert leader_of(sup, education.pk) == secretary


def test_where_no_deputy_covers_the_unit_it_is_the_secretary(sup, secretary, health, education):
    make_user("dep2", "DEP", units=[health])
    assert leader_of(sup, education.pk) == secretary


def test_a_named_leader_goes_first_until_he_leaves(sup, deputy, secretary, education):
    leader_set(user=sup, leader=secretary)
    assert leader_of(sup, education.pk) == secretary
    secretary.is_active = False
    secretary.save()
    sup.refresh_from_db()
    assert leader_of(sup, education.pk) == deputy


def test_deputies_are_led_by_the_secretary_and_he_by_nobody(deputy, secretary):
    assert leader_of(deputy) == secretary
    assert leader_of(secretary) is None


def test_people_of_a_unit_are_led_by_its_head_and_he_by_the_deputy(liaison, head, deputy, education):
    assert leader_of(liaison, education.pk) == head
    assert leader_of(head, education.pk) == deputy


def test_without_a_handler_the_unit_says_who_is_in_charge(deputy, education):
    assert leader_of(None, education.pk) == deputy


def test_administrators_name_the_leader_on_the_accounts_page(client, admin, sup, deputy):
    client.force_login(admin)
    assert str(deputy) in client.get(sup.get_absolute_url()).content.decode()
    client.post(f"/organization/users/{sup.pk}/leader/", {"leader": deputy.pk})
    sup.refresh_from_db()
    assert sup.leader == deputy
    client.post(f"/organization/users/{sup.pk}/leader/", {"leader": ""})
    sup.refresh_from_db()
    assert sup.leader is None


def test_nobody_else_does(client, sup, deputy):
    client.force_login(deputy)
    assert client.post(f"/organization/users/{sup.pk}/leader/", {"leader": deputy.pk}).status_code == 403


def test_only_leaders_lead_and_never_in_a_circle(sup, sup_colleague, deputy, secretary):
    with pytest.raises(InvalidInput):
        leader_set(user=sup, leader=sup_colleague)
    leader_set(user=deputy, leader=secretary)
    with pytest.raises(InvalidInput):
        leader_set(user=secretary, leader=deputy)
