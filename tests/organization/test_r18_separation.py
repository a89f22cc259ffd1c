"""R18: ADM, SMA and AUD are three people without another office, in the service and in the database."""

import pytest
from django.contrib.auth.models import Group
from django.db import IntegrityError, connection, transaction

from core.errors import InvalidInput
from organization.models import User
from organization.users.separation import install
from organization.users.services import account_edit, account_set_active, roles_set
from tests.support.cast import make_user

PAIRS = [("ADM", "SMA"), ("SMA", "AUD"), ("AUD", "ADM"), ("ADM", "SUP"), ("SEC", "AUD"), ("SMA", "LIA")]


@pytest.mark.django_db
@pytest.mark.parametrize(("first", "second"), PAIRS)
def test_r18_two_such_roles_never_meet_in_one_account(first, second):
    user = make_user("one", first)
    with pytest.raises(InvalidInput):
        roles_set(user=user, codes=[first, second])
    with pytest.raises(IntegrityError), transaction.atomic():
        user.groups.add(Group.objects.get(name=second))
    link = User.groups.through
    with pytest.raises(IntegrityError), transaction.atomic():
        link.objects.bulk_create([link(user=user, group=Group.objects.get(name=second))])
    with pytest.raises(IntegrityError), transaction.atomic():
        make_both_by_update(user, second)
    assert set(user.groups.values_list("name", flat=True)) == {first}


def make_both_by_update(user, role) -> None:
    """An innocent membership is turned into the second role."""
    user.groups.add(Group.objects.get(name="OFF"))
    User.groups.through.objects.filter(user=user, group__name="OFF").update(group=Group.objects.get(name=role))


@pytest.mark.django_db
def test_r18_two_accounts_with_one_staff_number_are_one_person():
    first, second = make_user("one", "ADM"), make_user("two")
    User.objects.filter(pk__in=[first.pk, second.pk]).update(staff_no="Y1001")
    second.refresh_from_db()
    with pytest.raises(InvalidInput):
        roles_set(user=second, codes=["AUD"])
    with pytest.raises(IntegrityError), transaction.atomic():
        second.groups.add(Group.objects.get(name="AUD"))
    User.objects.filter(pk=first.pk).update(is_active=False)
    roles_set(user=second, codes=["AUD"])


@pytest.mark.django_db
def test_r18_an_administrator_may_be_an_official_in_the_portal_and_may_change_the_office():
    user = make_user("one", "ADM", "OFF")
    roles_set(user=user, codes=["AUD", "OFF"])
    roles_set(user=user, codes=["SUP"])
    assert user.has_role("SUP")


@pytest.mark.django_db
def test_r18_the_triggers_can_be_made_again_over_themselves():
    install(connection)
    install(connection)
    make_user("one", "ADM")


@pytest.mark.django_db
def test_r18_a_corrected_staff_number_or_a_reopened_account_mixes_nothing_either(admin):
    first, second = make_user("one", "ADM"), make_user("two", "SUP")
    User.objects.filter(pk=first.pk).update(staff_no="Y1001")
    with pytest.raises(InvalidInput):
        account_edit(user=second, staff_no="Y1001")
    User.objects.filter(pk=second.pk).update(staff_no="Y1001", is_active=False)
    second.refresh_from_db()
    with pytest.raises(InvalidInput):
        account_set_active(user=second, active=True, actor=admin, reason="返岗")
