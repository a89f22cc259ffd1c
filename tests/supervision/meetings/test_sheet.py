"""The sheet: attendance, turns, positions and votes of the whole agenda on one page."""

from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse

from core.errors import Conflict, InvalidInput, NotAllowed
from supervision.meetings.choices import Ballot, Outcome, Position, Status
from supervision.meetings.models import Meeting, Resolution, Speech, Vote
from supervision.meetings.queries import whole_meeting
from supervision.meetings.services import members_redraw, sheet_save
from supervision.meetings.sheet_form import read, stored
from tests.supervision.meetings.conftest import MEETING_DAY, add_item, sheet_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def ready(sent, on) -> Meeting:
    meeting = sent()
    on(MEETING_DAY)
    return meeting


def saved(meeting, liaison, **changes):
    sheet = sheet_of(meeting)
    item = replace(sheet.items[0], **changes)
    return sheet_save(meeting=meeting, sheet=replace(sheet, items=(item,)), actor=liaison)


def test_turns_are_kept_in_their_order_with_the_bare_position(ready, liaison, team):
    saved(ready, liaison)
    rows = Speech.objects.filter(item__meeting=ready)
    assert [(row.order, row.official) for row in rows] == [
        (1, team[1]), (2, team[2]), (3, team[3]), (4, team[4]), (5, team[0]),
    ]  # fmt: skip
    assert {row.position for row in rows} == {Position.FOR}
    assert not {field.name for field in Speech._meta.concrete_fields} & {"text", "opinion", "rating", "score"}


def test_votes_by_member_or_as_counts_but_not_both(ready, liaison, team):
    by_member = {team[0].pk: Ballot.FOR, team[1].pk: Ballot.AGAINST}
    with pytest.raises(InvalidInput):
        saved(ready, liaison, votes=by_member)
    saved(ready, liaison, votes=by_member, counts={})
    assert Vote.objects.filter(official__isnull=False).count() == 2


def test_absent_members_neither_speak_nor_vote(ready, liaison, team):
    sheet = sheet_of(ready, present=4)
    item = replace(sheet.items[0], speeches=((team[4].pk, Position.FOR),))
    with pytest.raises(InvalidInput, match="present"):
        sheet_save(meeting=ready, sheet=replace(sheet, items=(item,)), actor=liaison)
    assert not Speech.objects.exists()


def test_more_votes_than_members_present_are_refused(ready, liaison):
    with pytest.raises(InvalidInput):
        saved(ready, liaison, counts={Ballot.FOR: 6})


def test_positions_and_votes_outside_the_fixed_words_are_refused(ready, liaison, team):
    with pytest.raises(InvalidInput):
        saved(ready, liaison, speeches=((team[1].pk, "ENTHUSIASTIC"),))
    with pytest.raises(InvalidInput):
        saved(ready, liaison, outcome="PRAISED")


def test_an_item_that_is_not_adopted_has_no_resolution(ready, liaison):
    saved(ready, liaison)
    assert Resolution.objects.get().unit == ready.unit
    saved(ready, liaison, outcome=Outcome.DEFERRED)
    assert not Resolution.objects.exists()


def test_attendance_stands_once_the_meeting_is_recorded_as_held(held, liaison):
    meeting = held()
    sheet_save(meeting=meeting, sheet=sheet_of(meeting, present=2, items=()), actor=liaison)
    assert whole_meeting(meeting.pk).present_count == 5


def test_items_of_another_meeting_are_refused(ready, planned, liaison):
    other = add_item(planned(), no=2)
    sheet = sheet_of(ready)
    with pytest.raises(InvalidInput):
        sheet_save(meeting=ready, sheet=replace(sheet, items=(replace(sheet.items[0], item=other.pk),)), actor=liaison)


def test_only_the_unit_fills_it_in_and_only_while_it_is_open(ready, planned, liaison, observer, secretary):
    for user in (observer, secretary):
        with pytest.raises(NotAllowed):
            sheet_save(meeting=ready, sheet=sheet_of(ready), actor=user)
    with pytest.raises(Conflict):
        sheet_save(meeting=planned(convened_on=date(2026, 7, 9)), sheet=sheet_of(ready), actor=liaison)


def test_what_is_stored_is_read_back_from_the_boxes(ready, liaison):
    saved(ready, liaison)
    meeting = whole_meeting(ready.pk)
    sheet = read(meeting, stored(meeting))
    assert sheet.items == sheet_of(meeting).items
    assert sheet.chair == meeting.chair_id


def test_the_members_are_written_down_anew_when_a_post_changes(planned, liaison, team, observer):
    meeting = planned()
    assert members_redraw(meeting=meeting, actor=liaison) == 5
    team[4].tenures.update(end=date(2026, 6, 1))
    assert members_redraw(meeting=meeting, actor=liaison) == 4
    with pytest.raises(NotAllowed):
        members_redraw(meeting=meeting, actor=observer)


def boxes(meeting) -> dict[str, str]:
    saved_boxes = stored(whole_meeting(meeting.pk))
    people = {f"presence-{row.pk}": "PRESENT" for row in meeting.attendance.all()}
    return saved_boxes | people


def test_the_page_shows_every_item_and_saves_all_at_once(client, ready, liaison, team):
    client.force_login(liaison)
    page = client.get(reverse("meeting-sheet", args=[ready.pk]))
    assert page.status_code == 200
    assert page.content.decode().count("meeting-voices") == 1
    item = ready.items.get()
    data = boxes(ready) | {f"item-{item.pk}-turn-{team[1].pk}": "1", f"item-{item.pk}-outcome": "DEFERRED"}
    assert client.post(reverse("meeting-sheet", args=[ready.pk]), data).status_code == 302
    assert whole_meeting(ready.pk).present_count == 5
    assert Speech.objects.get().official == team[1]


def test_what_was_typed_stays_when_it_is_refused(client, ready, liaison, team):
    client.force_login(liaison)
    item = ready.items.get()
    twice = {f"item-{item.pk}-turn-{official.pk}": "1" for official in team[:2]}
    words = {f"item-{item.pk}-record": "会议研究决定。", f"item-{item.pk}-due": "bald"}
    for wrong in (twice | words, {f"item-{item.pk}-turn-{team[0].pk}": "x"} | words, words):
        page = client.post(reverse("meeting-sheet", args=[ready.pk]), boxes(ready) | wrong)
        assert page.status_code == 422
        assert "会议研究决定。" in page.content.decode()
    assert not Speech.objects.exists()


def test_the_sheet_of_another_unit_is_hidden_and_closed_to_those_who_watch(client, ready, stranger, sup):
    client.force_login(stranger)
    assert client.get(reverse("meeting-sheet", args=[ready.pk])).status_code == 404
    client.force_login(sup)
    assert client.get(reverse("meeting-sheet", args=[ready.pk])).status_code == 403
    assert Meeting.objects.get(pk=ready.pk).status == Status.MATERIALS_SENT


def test_the_api_is_another_door_to_the_same_sheet(client, ready, liaison, team, stranger):
    client.force_login(liaison)
    address = f"/api/v1/meeting-sheets/{ready.pk}/"
    sheet = client.get(address).json()
    assert [row["presence"] for row in sheet["attendance"]] == ["OPEN"] * 5
    for row in sheet["attendance"]:
        row["presence"] = "PRESENT"
    sheet["items"][0] |= {
        "outcome": "ADOPTED", "counts": {"FOR": 5}, "speeches": [{"official": team[1].code, "position": "FOR"}],
        "resolution": {"decision": "同意。", "executing_post": "办公室", "due_on": "2026-09-30"},
    }  # fmt: skip
    answer = client.put(address, sheet, content_type="application/json")
    assert answer.status_code == 200, answer.content
    assert answer.json()["items"][0]["counts"] == {"FOR": 5}
    assert whole_meeting(ready.pk).present_count == 5
    sheet["items"][0]["speeches"] = [{"official": "O-9999"}]
    assert client.put(address, sheet, content_type="application/json").status_code == 400
    client.force_login(stranger)
    assert client.get(address).status_code == 404
