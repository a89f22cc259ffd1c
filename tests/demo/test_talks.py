"""The talks of the demo city: GT42 has none, N45's was on day 30, every state can be seen."""

from datetime import date

import pytest

from core.demo import DEMO_TODAY
from organization.models import User
from supervision.talks.appointments import Standing, appointments_for
from supervision.talks.choices import Kind, Status
from supervision.talks.models import Talk

pytestmark = pytest.mark.usefixtures("demo_city")


def test_gt42_waits_for_its_talk_and_n45_was_in_time():
    rows = {row.tenure.post.unit.code: row for row in appointments_for(User.objects.get(username="dep2"))}
    assert rows["U30"].standing == Standing.MISSING
    assert rows["U30"].due == date(2026, 5, 9)
    assert rows["U30"].open
    assert rows["U37"].standing == Standing.IN_TIME
    assert rows["U37"].held_on == rows["U37"].due == date(2026, 4, 9)


def test_every_state_and_kind_is_there():
    assert set(Talk.objects.values_list("status", flat=True)) == set(Status.values)
    assert set(Talk.objects.values_list("kind", flat=True)) == set(Kind.values)


def test_some_reminder_talks_are_out_of_view():
    old = Talk.objects.filter(kind=Kind.REMINDER, visible_until__lt=DEMO_TODAY)
    assert old.exists()
    assert not Talk.objects.visible_to(User.objects.get(username="dep2")).filter(pk__in=old).exists()
