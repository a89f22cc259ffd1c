"""The index of reports on personal matters of 2026. Late are the six of GT48 and nobody else (HC-H1)."""

import random
from datetime import date, timedelta

from core.demo import City
from core.workflow.models import TransitionRecord
from officials.models import Official
from supervision.declarations.choices import CampaignKind, Matter, State
from supervision.declarations.demo.kin import LAST, OPENED, YEAR, campaign_open
from supervision.declarations.demo.people import People, Taken, at, history_of
from supervision.declarations.models import DeclarationCampaign, MatterReport
from supervision.declarations.models.matter import matter_file_by

# GT48: six people of U45; N52 filed on the last day.
GT48_UNIT = "U45"
GT48_DAYS = (date(2026, 2, 9), date(2026, 2, 10), date(2026, 2, 11), date(2026, 2, 13), date(2026, 2, 14),
             date(2026, 2, 20))  # fmt: skip
CHECKED = date(2026, 3, 10)
# Some things of the year: unit, kind, day, days until it was reported (a banquet is reported before it).
EVENTS = (
    ("U15", Matter.CHANGE, date(2026, 3, 2), 12), ("U31", Matter.ABROAD, date(2026, 2, 12), 20),
    ("U18", Matter.CHANGE, date(2026, 4, 9), 25), ("U46", Matter.BANQUET, date(2026, 7, 10), -22),
    ("U57", Matter.CHANGE, date(2026, 5, 18), 17), ("U24", Matter.ABROAD, date(2026, 4, 28), 22),
)  # fmt: skip


def write_matters(city: City, people: People, rng: random.Random) -> None:
    campaign = campaign_open(city, CampaignKind.MATTER)
    late = dict(zip((person.pk for person in people.of_unit(GT48_UNIT)[1:7]), GT48_DAYS, strict=True))
    last_day = people.of_unit(GT48_UNIT)[7].pk
    rows = []
    for person, unit in people.declaring():
        filed = LAST if person.pk == last_day else OPENED + timedelta(days=1 + rng.randrange(24))
        rows.append(_annual(city, campaign, person, unit, late.get(person.pk, filed)))
    rows += [_event(city, people, *event) for event in EVENTS]
    MatterReport.objects.bulk_create(rows)
    TransitionRecord.objects.bulk_create(line for row in rows for line in history_of(row, _steps(city, people, row)))


def _annual(city: City, campaign: DeclarationCampaign, person: Official, unit: int, filed: date) -> MatterReport:
    """The late ones are still open: the office asks about them one by one."""
    done = filed <= LAST
    return MatterReport(
        official=person, unit_id=unit, kind=Matter.ANNUAL, year=YEAR, campaign=campaign, file_by=LAST, filed_on=filed,
        status=State.ARCHIVED if done else State.REVIEWED, created_by=campaign.created_by, created_at=at(OPENED),
        told_at=at(OPENED), reviewer=city.users["org"], reviewed_at=at(CHECKED), note="" if done else "逾期报告",
        closed_at=at(CHECKED + timedelta(days=14)) if done else None,
    )  # fmt: skip


def _event(city: City, people: People, code: str, kind: Matter, on: date, days: int) -> MatterReport:
    person, filed = people.of_unit(code)[1], on + timedelta(days=days)
    return MatterReport(
        official=person, unit=city.units[code], kind=kind, year=on.year, event_on=on, file_by=matter_file_by(kind, on),
        filed_on=filed, status=State.FILED if filed > date(2026, 6, 1) else State.OK, created_by=person.user,
        created_at=at(filed), told_at=at(filed),
    )  # fmt: skip


def _steps(city: City, people: People, row: MatterReport) -> list[Taken]:
    org, judge, filed = city.users["org"], people.pair(row.unit_id)[0], row.filed_on or OPENED
    taken = [
        Taken("file", "本人报告", State.FILED, row.official.user, filed),
        Taken("check_index", "核对", State.REVIEWED, org, max(filed, CHECKED)),
        Taken("accept", "认定无异议", State.OK, judge, max(filed, CHECKED)),
        Taken("archive", "归档", State.ARCHIVED, judge, CHECKED + timedelta(days=14)),
    ]
    return taken[: {State.FILED: 1, State.REVIEWED: 2, State.OK: 3}.get(State(row.status), 4)]
