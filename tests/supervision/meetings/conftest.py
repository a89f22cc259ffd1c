"""The cast of the meetings: ``liaison`` keeps education's meetings, ``head`` chairs, ``team`` are five members due."""

from collections.abc import Callable, Iterator
from datetime import date, time

import pytest
from django.utils import translation

from core.mechanisms.services import record_create
from core.parameters.models import ParameterVersion
from core.workflow.services import transition_perform
from officials.models import Official
from organization.models import JurisdictionKind, Unit, User
from supervision.meetings.choices import MAJOR, Ballot, Category, FoundMajor, Legality, Outcome, Position, Presence
from supervision.meetings.models import AgendaItem, Meeting, StudyMeasure
from supervision.meetings.services import ItemSheet, ResolutionInput, Sheet, sheet_save
from tests.support.cast import make_user
from tests.warnings.notices.conftest import make_official

PLAN_DAY, MEETING_DAY = date(2026, 6, 22), date(2026, 6, 25)


@pytest.fixture(autouse=True)
def _today(settings) -> None:
    settings.TODAY = PLAN_DAY


@pytest.fixture
def on(settings) -> Callable[[date], None]:
    """Another day comes."""
    return lambda day: setattr(settings, "TODAY", day)


@pytest.fixture
def team(education, head) -> list[Official]:
    """The head and four members, in the order of their posts."""
    return [make_official(education, head, head=True), *(make_official(education) for _number in range(4))]


@pytest.fixture
def observer(education) -> User:
    return make_user("sta", "STA", units=[education], kind=JurisdictionKind.STATIONED)


def do(record, name: str, actor: User | None, **values: object):
    return transition_perform(instance=record, name=name, actor=actor, **values)


def make_meeting(unit: Unit, actor: User, **given: object) -> Meeting:
    values = {"unit": unit, "title": "局党组会议", "convened_on": MEETING_DAY, "place": "三楼会议室"} | given
    return record_create(model=Meeting, values=values, actor=actor)


def add_item(meeting: Meeting, **given: object) -> AgendaItem:
    waived = dict.fromkeys((f"{name}_waived" for name in ("research", "legal", "risk", "publicity")), "常规事项")
    # Long before any day of these tests, and by the category that the item bears.
    if not given.get("first_agenda"):
        major = given.get("category", Category.FUNDS) in MAJOR
        waived |= {"reviewed_by": "法规科", "reviewed_on": date(2026, 6, 1), "legality": Legality.LAWFUL}
        waived |= {"found_major": FoundMajor.YES if major else FoundMajor.NO}
    values = {"category": Category.FUNDS, "title": "信息化设备采购", "amount": 860_000, "no": 1} | waived | given
    return AgendaItem.objects.create(meeting=meeting, **values)


def parameter_set(group: str, **values: object) -> None:
    """A version in force since the beginning of the year."""
    ParameterVersion.objects.create(
        group=group, version=2, values=values, effective_from=date(2026, 1, 1), reason="试行",
        proposed_by=make_user("adm2", "ADM"), approved_by=make_user("sec2", "SEC"),
    )  # fmt: skip


def add_measure(meeting: Meeting, **given: object) -> StudyMeasure:
    values = {"text": "修订制度", "owner": "办公室", "due_on": date(2026, 9, 1), "unit": meeting.unit} | given
    made = {"created_by": meeting.created_by, "created_at": meeting.created_at}
    return StudyMeasure.objects.create(meeting=meeting, **made, **values)


@pytest.fixture
def planned(education, liaison, team) -> Callable[..., Meeting]:
    def make(*items: dict[str, object], **given: object) -> Meeting:
        meeting = make_meeting(education, liaison, **given)
        for number, item in enumerate(items or ({},), start=1):
            add_item(meeting, **({"no": number} | item))
        return meeting

    return make


@pytest.fixture
def sent(planned, liaison) -> Callable[..., Meeting]:
    return lambda *items, **given: do(planned(*items, **given), "send_papers", liaison)


def sheet_of(meeting: Meeting, *, present: int = 5, turns: list[int] | None = None, **more: object) -> Sheet:
    """The first ``present`` members are there; they speak in ``turns`` (default: the head last) and vote for."""
    rows = list(meeting.attendance.filter(official__isnull=False))
    there = [row.official_id for row in rows[:present]]
    order = turns if turns is not None else [*range(1, present), 0]
    attendance = {
        row.pk: (Presence.PRESENT, "") if number < present else (Presence.ABSENT, "出差")
        for number, row in enumerate(rows)
    }
    items = tuple(
        ItemSheet(
            item=item.pk,
            outcome=Outcome.ADOPTED if item.is_decided else Outcome.HEARD,
            record=item.record or "会议研究了该事项。",
            speeches=tuple((there[place], Position.FOR) for place in order) if item.is_decided else (),
            counts={Ballot.FOR: present} if item.is_decided else {},
            resolution=ResolutionInput(decision="同意。", executing_post="办公室", due_on=date(2026, 9, 30))
            if item.is_decided
            else None,
        )
        for item in meeting.items.all()
    )
    return Sheet(**({"attendance": attendance, "chair": rows[0].official_id, "items": items} | more))


@pytest.fixture
def filled(sent, liaison, on) -> Callable[..., Meeting]:
    """The day has come and the sheet is filled in."""

    def make(*items: dict[str, object], present: int = 5, turns: list[int] | None = None, **given: object) -> Meeting:
        meeting = sent(*items, **given)
        on(meeting.convened_on)
        return sheet_save(meeting=meeting, sheet=sheet_of(meeting, present=present, turns=turns), actor=liaison)

    return make


HOURS = {"started_at": time(9), "ended_at": time(11, 30)}


@pytest.fixture
def held(filled, liaison) -> Callable[..., Meeting]:
    return lambda *items, **given: do(filled(*items, **given), "hold", liaison, **HOURS)


@pytest.fixture
def written(held, liaison) -> Callable[..., Meeting]:
    return lambda *items, **given: do(held(*items, **given), "write_minutes", liaison, minutes="会议议定事项如上。")


@pytest.fixture
def signed(written, liaison, head) -> Callable[..., Meeting]:
    return lambda *items, **given: do(do(written(*items, **given), "sign", liaison), "sign", head)


@pytest.fixture(autouse=True)
def _in_english(settings) -> Iterator[None]:
    """Refusals are held by their words: those of the source, whatever the catalogue says."""
    settings.LANGUAGE_CODE = "en"
    with translation.override("en"):
        yield
