"""The steps that fill the posts of the demo city."""

from core.audit.models import AuditEvent
from core.audit.services import event_record
from core.demo import City, demo_step
from officials.demo.careers import Careers, Seat, past_heads, plan_changes, seats_of
from officials.demo.duties import write_duties
from officials.demo.people import Register, sexes
from officials.models import Official, Rank
from organization.demo import COMMISSION, ROSTER, AccountBook
from organization.demo_people import Person
from organization.models import Jurisdiction, JurisdictionKind, Unit, User

OFFICIALS = 398
MEN = 271  # 68 %


@demo_step("officials", order=200)
def build_officials(city: City) -> None:
    """398 persons in 62 units with accounts, posts, careers and duties."""
    seats = {row.code: seats_of(city, city.units[row.code], row.officials) for row in city.things["unit_rows"]}
    plan_changes(seats)
    past_heads(city, seats)
    _fill(city, seats)
    Careers(city, seats).write(seats)
    write_duties(city, seats)
    city.things["officials"] = {seat.holder.code: seat.holder for rows in seats.values() for seat in rows}
    city.things["team"] = {code: [s.holder for s in rows if s.post.in_team] for code, rows in seats.items()}
    city.things["heads"] = {code: rows[0].holder for code, rows in seats.items()}
    event_record(event=AuditEvent.BULK, obj=Official, count=OFFICIALS, source="demo_city")


def _fill(city: City, seats: dict[str, list[Seat]]) -> None:
    """A person with an account for every seat; the commission's own have theirs already."""
    men_in_roster = sum(male for _login, _roles, male in ROSTER)
    drawn = iter(sexes(city.rng, MEN - men_in_roster, OFFICIALS - MEN - len(ROSTER) + men_in_roster))
    register = Register(city.rng, city.today)
    accounts = AccountBook(city)
    heads: list[tuple[User, Unit]] = []
    for code, rows in seats.items():
        for number, seat in enumerate(rows):
            if code == COMMISSION:
                login, _codes, male = ROSTER[number]
                user, person = city.users[login], Person(city.users[login].full_name, male)
            else:
                person = city.things["names"].person(male=next(drawn))
                user = accounts.add(_login(register, seat), _roles(seat), unit=code, male=person.male, name=person.name)
                if seat.post.is_head:
                    heads.append((user, seat.post.unit))
            seat.holder = register.enter(person, group=seat.group, managed_by=_manager(city, seat), user=user)
    accounts.write()
    Official.objects.bulk_create(register.people)
    Jurisdiction.objects.bulk_create(
        Jurisdiction(user=user, unit=unit, kind=JurisdictionKind.OWN) for user, unit in heads
    )


def _login(register: Register, seat: Seat) -> str:
    if seat.post.is_head:
        return f"uhd_{seat.post.unit.code.lower()}"
    return f"o{len(register.people) + 1:04d}"


def _roles(seat: Seat) -> str:
    if seat.post.is_head:
        return "UHD OFF"
    return "TMB OFF" if seat.post.in_team else "OFF"


def _manager(city: City, seat: Seat) -> Unit:
    """The city committee manages deputies and heads; sections are managed by their unit, in towns by the county."""
    if seat.post.rank >= Rank.COUNTY_DEPUTY:
        return city.units["R1"]
    unit = seat.post.unit
    return unit.parent if unit.kind == "TOWN" and unit.parent else unit
