"""Demo city, first step: the 62 units, the accounts of the commission, its teams, partners and the units' liaisons."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group

from core.clock import start_of
from core.demo import DEMO_PASSWORD, DEMO_TODAY, City, demo_step
from core.digests import demo as _digests  # noqa: F401 - registers the step of the due days
from core.pinyin import keys
from organization.demo_people import NameMaker
from organization.models import Jurisdiction, JurisdictionKind, Unit, User
from organization.roles import ROLES

UNITS = Path(__file__).parent / "demo_data" / "units.csv"
COMMISSION = "U02"
# login, roles, whether a man. The first fourteen are the commission's officials and its roster (handbook 6.2).
ROSTER: tuple[tuple[str, str, bool], ...] = (
    ("sec", "SEC UHD", True),
    ("dep1", "DEP", True),
    ("dep2", "DEP", False),
    ("dep3", "DEP", True),
    ("cm", "CM", False),
    ("pet", "PET", True),
    ("sup1", "SUP", True),
    ("sup2", "SUP", False),
    ("inv", "INV", True),
    ("tri", "TRI", False),
    ("con", "CON", True),
    ("dat", "DAT", True),
    ("cso", "CSO", False),
    ("arc", "ARC", False),
)
# Two people a stationed team: one drafts, the other checks.
TEAMS = tuple((f"sta{number}{suffix}", number, suffix == "") for number in range(1, 7) for suffix in ("", "b"))
# login, role, unit, whether a man
OTHERS = (
    ("ins", "INS", "U07", True),
    ("org", "ORG", "U03", False),
    ("jnt", "JNT", "U34", True),
    ("adm", "ADM", COMMISSION, True),
    ("sma", "SMA", COMMISSION, False),
    ("aud", "AUD", COMMISSION, True),
)
# Who leads whom in the commission (分管领导); the deputies are led by the secretary.
PORTFOLIOS = {
    "sec": ("dep1", "dep2", "dep3"),
    "dep1": ("sup1", "sup2", "cm", "pet"),
    "dep2": ("con", "dat", "arc", *(login for login, number, _male in TEAMS if number <= 3)),
    "dep3": ("inv", "tri", "cso", *(login for login, number, _male in TEAMS if number > 3)),
}
WHOLE_CITY = frozenset({"SEC", "DEP", "CM", "PET", "INV", "TRI", "CON", "DAT", "CSO", "ARC", "INS"})


@dataclass(frozen=True)
class UnitRow:
    """One line of ``units.csv``: facts of the unit, how many officials, who supervises it."""

    code: str
    officials: int
    team: str
    offices: tuple[str, ...]


@demo_step("units", order=100)
def build_units(city: City) -> None:
    """The tree of units under its four headings."""
    rows = []
    with UNITS.open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            unit = Unit(**{name: line[name] for name in ("code", "name", "short_name", "kind", "head_kind", "field")})
            unit.parent = city.units.get(line["parent"])
            unit.commission = unit.code == COMMISSION
            unit.save()
            city.units[unit.code] = unit
            rows.append(UnitRow(unit.code, int(line["officials"]), line["team"], tuple(line["offices"].split())))
    city.things["unit_rows"] = [row for row in rows if row.officials]
    city.things["names"] = NameMaker(city.rng)


@demo_step("accounts", order=110)
def build_accounts(city: City) -> None:
    """Everybody who works with the system and is no official of a unit outside the commission."""
    accounts = AccountBook(city)
    for login, roles, male in ROSTER:
        accounts.add(login, f"{roles} OFF", unit=COMMISSION, male=male)
    for login, _number, male in TEAMS:
        accounts.add(login, "STA", unit=COMMISSION, male=male)
    for login, role, unit, male in OTHERS:
        accounts.add(login, role, unit=unit, male=male)
    for row in city.things["unit_rows"]:
        accounts.add(f"lia_{row.code.lower()}", "LIA", unit=row.code, male=city.rng.random() < 0.4)
    accounts.write()
    _write_leaders(city)
    _write_jurisdictions(city)


class AccountBook:
    """Collects accounts and writes them in three statements. One password hash serves them all: hashing is slow."""

    def __init__(self, city: City) -> None:
        self.city = city
        self._users: list[User] = []
        self._roles: list[list[str]] = []
        self._password = city.things.setdefault(
            "password", make_password(DEMO_PASSWORD, salt="lianjian-demo-city-salt")
        )

    def add(self, login: str, roles: str, *, unit: str, male: bool, name: str = "") -> User:
        """An account with ``roles`` (codes, space-separated) at ``unit``; invents a name unless one is given."""
        person_name = name or self.city.things["names"].person(male=male).name
        user = User(
            username=login,
            full_name=person_name,
            pinyin=keys(person_name),
            staff_no=f"Y{1000 + len(self.city.users):04d}",
            email=f"{login.replace('_', '.')}@yunlan.example",
            unit=self.city.units[unit],
            phone=f"0000-{6000 + len(self.city.users):07d}",
            password=self._password,
            date_joined=start_of(DEMO_TODAY.replace(year=2023)),
        )
        self.city.users[login] = user
        self.city.things.setdefault("men", {})[login] = male
        self._users.append(user)
        self._roles.append(roles.split())
        return user

    def write(self) -> None:
        """Store the accounts with their roles."""
        groups = {group.name: group.pk for group in Group.objects.filter(name__in=ROLES)}
        User.objects.bulk_create(self._users)
        link = User.groups.through
        pairs = zip(self._users, self._roles, strict=True)
        link.objects.bulk_create(
            link(user_id=user.pk, group_id=groups[role]) for user, roles in pairs for role in roles
        )


def _write_leaders(city: City) -> None:
    led = []
    for leader, logins in PORTFOLIOS.items():
        for login in logins:
            city.users[login].leader = city.users[leader]
            led.append(city.users[login])
    User.objects.bulk_update(led, ["leader"])


def _write_jurisdictions(city: City) -> None:
    roots = [unit for code, unit in city.units.items() if code.startswith("R")]
    rows = city.things["unit_rows"]
    found: list[Jurisdiction] = []
    for login, roles in [row[:2] for row in ROSTER] + [row[:2] for row in OTHERS]:
        if WHOLE_CITY & set(roles.split()):
            found += _of(city, login, JurisdictionKind.TREE, roots)
    for row in rows:
        unit = [city.units[row.code]]
        for office in row.offices:
            found += _of(city, office, JurisdictionKind.LINKED, unit)
        for login in (row.team, f"{row.team}b") if row.team else ():
            found += _of(city, login, JurisdictionKind.STATIONED, unit)
        found += _of(city, f"lia_{row.code.lower()}", JurisdictionKind.OWN, unit)
    found += _of(city, "sec", JurisdictionKind.OWN, [city.units[COMMISSION]])
    Jurisdiction.objects.bulk_create(found)


def _of(city: City, login: str, kind: str, units: Iterable[Unit]) -> list[Jurisdiction]:
    return [Jurisdiction(user=city.users[login], unit=unit, kind=kind) for unit in units]
