"""The 22 roles and what keeps them apart."""

import pytest
from django.contrib.auth.models import Group, Permission

from core.errors import InvalidInput
from core.permissions import grants
from organization.roles import ROLES
from organization.users.services import roles_set
from tests.support.cast import make_user


@pytest.mark.django_db
def test_all_roles_of_the_handbook_exist_as_groups():
    assert len(ROLES) == 22
    assert set(Group.objects.values_list("name", flat=True)) == set(ROLES)


@pytest.mark.django_db
def test_every_granted_permission_is_declared_by_a_model_and_reaches_its_group():
    for role, names in grants().items():
        held = Permission.objects.filter(group__name=role).select_related("content_type")
        assert {f"{p.content_type.app_label}.{p.codename}" for p in held} == names, role


@pytest.mark.django_db
def test_r18_the_three_administrators_are_three_people():
    user = make_user("one")
    with pytest.raises(InvalidInput):
        roles_set(user=user, codes=["ADM", "AUD"])
    assert not user.groups.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["ADM", "SMA", "AUD"])
def test_r18_administrators_hold_no_permission_over_business_data(role):
    business = {"officials", "warnings", "supervision", "cases"}
    # Models and rules are parameters, not data about anybody.
    allowed = {"warnings.view_checkmodel", "warnings.view_rulebasis", "warnings.check_rulebasis"}
    names = grants().get(role, frozenset())
    assert {name for name in names if name.split(".")[0] in business} <= allowed


@pytest.mark.django_db
def test_an_unknown_role_is_refused_by_name():
    with pytest.raises(InvalidInput, match="XYZ"):
        roles_set(user=make_user("one"), codes=["XYZ"])
