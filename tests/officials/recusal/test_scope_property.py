"""Nothing leaks: whatever tree, roles, jurisdictions and rows, ``visible_to`` says what plain Python says."""

from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core import clock
from officials.models import InterestDeclaration, Official, Post, RecusalOverride, Tenure
from officials.wiring import DIRECTORY_ROLES
from organization.models import JurisdictionKind, Unit, User
from tests.support.cast import make_unit, make_user

ROLES = ["SEC", "DEP", "SUP", "STA", "CSO", "DAT", "ARC", "ADM", "AUD", "UHD", "OFF", "LIA"]
TODAY = date(2026, 6, 30)
SPANS = {
    "past": (-900, -1),
    "last day": (-900, 0),
    "running": (-900, None),
    "first day": (0, None),
    "future": (1, None),
}


@dataclass
class World:
    """The rows of one example, as plain values beside what the database holds."""

    units: list[Unit] = field(default_factory=list)
    parents: dict[int, Unit | None] = field(default_factory=dict)
    users: list[User] = field(default_factory=list)
    roles: dict[int, str] = field(default_factory=dict)
    areas: dict[int, tuple[str, Unit]] = field(default_factory=dict)
    officials: list[Official] = field(default_factory=list)
    posts: dict[int, list[tuple[Unit, str]]] = field(default_factory=dict)


units_plan = st.lists(st.tuples(st.integers(0, 9), st.booleans()), min_size=2, max_size=6)
users_plan = st.lists(
    st.tuples(st.sampled_from(ROLES), st.sampled_from(JurisdictionKind.values), st.integers(0, 9), st.integers(0, 9)),
    min_size=2,
    max_size=5,
)
tenures_plan = st.lists(st.tuples(st.integers(0, 9), st.sampled_from(sorted(SPANS))), max_size=2)
officials_plan = st.lists(st.tuples(st.integers(0, 9), st.integers(-1, 4), tenures_plan), min_size=1, max_size=6)


def build(units, users, officials) -> World:
    world = World()
    for number, (parent, commission) in enumerate(units):
        above = world.units[parent % number] if number else None
        unit = make_unit(f"X{number}", parent=above)
        unit.commission = commission and bool(number)
        unit.save()
        world.units.append(unit)
        world.parents[unit.pk] = above
    for number, (role, kind, area, home) in enumerate(users):
        unit = world.units[area % len(units)]
        user = make_user(f"u{number}", role, units=[unit], kind=kind, unit=world.units[home % len(units)])
        world.users.append(user)
        world.roles[user.pk], world.areas[user.pk] = role, (kind, unit)
    taken: set[int] = set()
    for number, (manager, account, tenures) in enumerate(officials):
        user = world.users[account] if 0 <= account < len(users) and account not in taken else None
        taken.add(account)
        official = Official.objects.create(
            code=f"O-{number:04d}", pseudonym=f"P-{number:04d}", user=user, name="某", gender="F", birth_date=TODAY,
            managed_by=world.units[manager % len(units)], resident_id="x", resident_id_index=f"x{number}",
        )  # fmt: skip
        world.officials.append(official)
        for place, span in tenures:
            world.posts.setdefault(official.pk, []).append((world.units[place % len(units)], span))
            serve(official, world.units[place % len(units)], span)
    return world


def serve(official: Official, unit: Unit, span: str) -> None:
    start, end = SPANS[span]
    post = Post.objects.create(unit=unit, name="副职", rank=1)
    Tenure.objects.create(
        official=official,
        post=post,
        start=TODAY + timedelta(days=start),
        end=None if end is None else TODAY + timedelta(days=end),
    )


def covers(world: World, user: User, unit: Unit) -> bool:
    """Whether ``unit`` lies in the jurisdiction of ``user``: by climbing the tree, unit by unit."""
    kind, area = world.areas[user.pk]
    if kind != JurisdictionKind.TREE:
        return unit == area
    climbing: Unit | None = unit
    while climbing is not None:
        if climbing == area:
            return True
        climbing = world.parents[climbing.pk]
    return False


def works_in(world: World, official: Official) -> list[Unit]:
    return [unit for unit, span in world.posts.get(official.pk, []) if span in ("last day", "running", "first day")]


def behind_the_wall(world: World, user: User, official: Official) -> bool:
    account = official.user
    in_house = any(unit.commission for unit in works_in(world, official)) or bool(account and account.unit.commission)
    if not in_house or account == user:
        return False
    if world.roles[user.pk] in ("CSO", "SEC"):
        return account is not None and world.roles[account.pk] == "SEC"
    return True


def may_see(world: World, user: User, official: Official) -> bool:
    """R13 and R16 as a sentence: himself; else by role, within the jurisdiction, and not a colleague of the house."""
    if official.user == user:
        return True
    if world.roles[user.pk] not in DIRECTORY_ROLES or behind_the_wall(world, user, official):
        return False
    return any(covers(world, user, unit) for unit in [official.managed_by, *works_in(world, official)])


def check(world: World) -> None:
    for official in world.officials:
        RecusalOverride.objects.create(
            user=world.users[0],
            official=official,
            grounds="x",
            reason="x",
            start=TODAY,
            until=TODAY,
            asked_at=clock.now(),
        )
        InterestDeclaration.objects.create(
            user=world.users[-1], official=official, kind="INTEREST", ground="x", start=TODAY,
            declared_by=world.users[-1], declared_at=clock.now(),
        )  # fmt: skip
    for user in (User.objects.get(pk=one.pk) for one in world.users):
        seen = {official.pk for official in world.officials if may_see(world, user, official)}
        assert set(Official.objects.visible_to(user).values_list("pk", flat=True)) == seen
        tenures = Tenure.objects.visible_to(user)
        assert tenures.count() == Tenure.objects.filter(official__in=seen).count()
        assert overrides_seen(user) == {o.pk for o in world.officials if may_see_override(world, user, o)}
        assert interests_seen(user) == {o.pk for o in world.officials if may_see_interest(world, user, o)}


def overrides_seen(user: User) -> set[int]:
    return set(RecusalOverride.objects.visible_to(user).values_list("official", flat=True))


def interests_seen(user: User) -> set[int]:
    return set(InterestDeclaration.objects.visible_to(user).values_list("official", flat=True))


def may_see_override(world: World, user: User, official: Official) -> bool:
    """His own; all for who decides and watches but those about himself; none about colleagues of the house."""
    mine = user == world.users[0]
    watching = world.roles[user.pk] in ("DEP", "SEC", "CSO") and official.user != user
    return (mine or watching) and not behind_the_wall(world, user, official)


def may_see_interest(world: World, user: User, official: Official) -> bool:
    """His own declarations whoever they name; all for the overseers but those that name them."""
    return user == world.users[-1] or (world.roles[user.pk] in ("CSO", "SEC") and official.user != user)


@pytest.mark.django_db
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(units=units_plan, users=users_plan, officials=officials_plan)
def test_r13_r16_what_is_seen_is_what_the_rules_say(units, users, officials):
    with transaction.atomic():
        check(build(units, users, officials))
        transaction.set_rollback(True)


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
def test_r13_an_inactive_account_sees_nothing(role):
    with transaction.atomic():
        world = build(
            [(0, False), (0, False)], [(role, "TREE", 0, 0), ("OFF", "OWN", 0, 0)], [(0, 0, [(0, "running")])]
        )
        user = User.objects.get(pk=world.users[0].pk)
        assert Official.objects.visible_to(user).count() == 1
        user.is_active = False
        assert not Official.objects.visible_to(user).exists()
        transaction.set_rollback(True)
