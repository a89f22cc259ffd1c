"""Who sees which units: by role, and within the jurisdiction only."""

import pytest
from django.contrib.auth.models import AnonymousUser
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from organization.models import JurisdictionKind, Unit
from organization.units.services import unit_move
from organization.users.services import jurisdictions_set
from tests.support.cast import make_unit, make_user


def test_a_supervisor_sees_the_units_linked_to_his_office(sup, education, college, health):
    assert list(Unit.objects.visible_to(sup)) == [education]


def test_a_whole_tree_jurisdiction_reaches_everything_below(secretary, city, education, college, health):
    assert set(Unit.objects.visible_to(secretary)) == {city, education, college, health}


def test_a_subtree_does_not_reach_a_unit_whose_code_only_begins_alike(education, city):
    make_unit("U150", parent=city)
    user = make_user("tree", "SUP", units=[education], kind=JurisdictionKind.TREE)
    assert list(Unit.objects.visible_to(user)) == [education]


def test_without_the_role_a_jurisdiction_shows_nothing(education):
    assert not Unit.objects.visible_to(make_user("nobody", units=[education])).exists()


def test_without_a_jurisdiction_the_role_shows_nothing(education):
    assert not Unit.objects.visible_to(make_user("loose", "SUP")).exists()


def test_nobody_signed_in_sees_nothing(education):
    assert not Unit.objects.visible_to(AnonymousUser()).exists()


def test_a_deactivated_account_sees_nothing(sup, education):
    sup.is_active = False
    assert not Unit.objects.visible_to(sup).exists()


def test_a_moved_subtree_takes_its_descendants_along(education, college, health):
    unit_move(unit=education, parent=health)
    college.refresh_from_db()
    assert college.path == "/R2/U31/U15/U61/"
    assert set(Unit.objects.within(health)) == {health, education, college}


def test_a_unit_cannot_hang_below_itself(education, college):
    from core.errors import InvalidInput

    with pytest.raises(InvalidInput, match=r"itself|自身|自己"):
        unit_move(unit=education, parent=college)


class RandomTrees(TestCase):
    """Whatever the tree and whatever the jurisdiction, exactly the right units are seen."""

    @settings(max_examples=25, deadline=None)
    @given(
        parents=st.lists(st.integers(0, 20), min_size=1, max_size=15), chosen=st.sets(st.integers(0, 14), max_size=4)
    )
    def test_nothing_leaks_from_a_random_tree(self, parents, chosen):
        units = []
        for number, parent in enumerate(parents):
            units.append(make_unit(f"T{number}", parent=units[parent % number] if number else None))
        picked = [units[index] for index in chosen if index < len(units)]
        user = make_user("random", "SUP")
        jurisdictions_set(user=user, kind=JurisdictionKind.TREE, units=picked)
        expected = {unit.pk for unit in units if _has_ancestor(unit, picked)}
        assert set(Unit.objects.visible_to(user).values_list("pk", flat=True)) == expected


def _has_ancestor(unit, picked) -> bool:
    while unit is not None:
        if unit in picked:
            return True
        unit = unit.parent
    return False
