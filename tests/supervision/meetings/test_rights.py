"""Who sees and does what with meetings: the unit enters, the stationed team observes, the offices look on (R13)."""

import pytest
from django.urls import reverse

from core.errors import NotAllowed
from core.mechanisms.bench import todos_of
from core.mechanisms.registry import mechanism_of
from core.mechanisms.services import record_create
from core.workflow.queries import actions_for
from organization.models import JurisdictionKind
from supervision.meetings.models import MajorItemCatalogue, Meeting, Resolution
from tests.supervision.meetings.conftest import MEETING_DAY, do, make_meeting
from tests.support.cast import make_user

pytestmark = pytest.mark.django_db
UNIT_STEPS = {"send_papers": "planned", "hold": "filled", "write_minutes": "held"}


def test_r13_meetings_are_seen_inside_the_jurisdiction_only(planned, liaison, head, sup, secretary, stranger, auditor):
    meeting = planned()
    for user in (liaison, head, sup, secretary):
        assert Meeting.objects.visible_to(user).filter(pk=meeting.pk).exists()
    for user in (stranger, auditor):
        assert not Meeting.objects.visible_to(user).exists()


def test_r20_partners_see_no_meeting(planned, education):
    planned()
    partner = make_user("jnt", "JNT", units=[education], unit=education)
    assert not Meeting.objects.visible_to(partner).exists()


def test_members_who_only_know_the_portal_see_no_meeting(planned, education):
    planned()
    member = make_user("tmb", "TMB", "OFF", units=[education], kind=JurisdictionKind.OWN, unit=education)
    assert not Meeting.objects.visible_to(member).exists()


@pytest.mark.parametrize(("name", "state"), UNIT_STEPS.items())
def test_those_who_watch_do_not_run_the_meeting(request, name, state, sup, observer, secretary):
    meeting = request.getfixturevalue(state)()
    for user in (sup, observer, secretary):
        with pytest.raises(NotAllowed):
            do(meeting, name, user)


def test_only_those_who_watch_observe(sent, liaison, head):
    meeting = sent()
    for user in (liaison, head):
        with pytest.raises(NotAllowed):
            do(meeting, "observe", user)


def test_a_meeting_is_made_by_the_unit_for_itself_only(education, health, liaison, sup, team):
    with pytest.raises(NotAllowed):
        make_meeting(education, sup)
    with pytest.raises(NotAllowed):
        make_meeting(health, liaison)


def test_pages_and_api_open_for_whoever_sees_the_meeting(client, signed, sup, stranger):
    meeting = signed()
    client.force_login(sup)
    page = client.get(meeting.get_absolute_url())
    assert "How it went" in page.content.decode()
    assert client.get(f"/api/v1/meetings/{meeting.pk}/").json()["number"] == "U15-会-2026-01"
    assert client.get(reverse("resolutions-list")).status_code == 200
    client.force_login(stranger)
    assert client.get(meeting.get_absolute_url()).status_code == 404
    assert client.get(f"/api/v1/meetings/{meeting.pk}/").status_code == 404


def test_resolutions_are_seen_with_the_unit(signed, sup, stranger):
    signed()
    assert Resolution.objects.visible_to(sup).count() == 1
    assert not Resolution.objects.visible_to(stranger).exists()


def entry(education, actor, **given) -> MajorItemCatalogue:
    values = {
        "unit": education, "category": "FUNDS", "text": "大额度资金使用", "threshold": 500_000,
        "valid_from": MEETING_DAY,
    }  # fmt: skip
    return record_create(model=MajorItemCatalogue, values=values | given, actor=actor)


def test_the_catalogue_is_approved_by_the_head_and_not_by_its_drafter(education, liaison, head, sup):
    row = entry(education, liaison)
    for user in (liaison, sup):
        with pytest.raises(NotAllowed):
            do(row, "approve", user)
    with pytest.raises(NotAllowed):
        do(entry(education, head), "approve", head)
    assert do(row, "approve", head).approver == head


def test_a_new_version_ends_the_one_before_and_the_threshold_is_asked_by_day(education, liaison, head):
    from datetime import date

    from core.errors import InvalidInput
    from supervision.meetings.thresholds import threshold_of

    assert threshold_of(education, MEETING_DAY) == 1_000_000  # the city's parameter
    do(entry(education, liaison), "approve", head)
    with pytest.raises(InvalidInput):
        do(entry(education, liaison, threshold=300_000), "approve", head)
    later = date(2027, 1, 1)
    do(entry(education, liaison, threshold=300_000, valid_from=later), "approve", head)
    assert threshold_of(education, MEETING_DAY) == 500_000
    assert threshold_of(education, later) == 300_000
    first = MajorItemCatalogue.objects.get(threshold=500_000)
    assert first.valid_to == date(2026, 12, 31)


def may(record, user) -> set[str]:
    return {step.name for step in actions_for(record, user) if step.allowed}


def test_a_secretary_who_heads_his_own_house_runs_no_other_units_meetings(city, signed):
    """He sees them all; planning, reporting and evaluating are the unit's own."""
    both = make_user("both", "SEC", "UHD", units=[city], kind=JurisdictionKind.TREE, unit=city)
    meeting, resolution = signed(), Resolution.objects.get()
    assert Meeting.objects.visible_to(both).filter(pk=meeting.pk).exists()
    assert may(meeting, both) <= {"observe"}
    assert may(resolution, both) <= {"reopen"}
    for mechanism in (mechanism_of(Meeting), mechanism_of(Resolution)):
        assert list(todos_of(mechanism)(both)) == []
