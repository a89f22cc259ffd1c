"""D28: receipt, plan and result of a letter are the unit's, not its drafter's."""

from datetime import timedelta

import pytest

from cases.recommendations.models import Recommendation
from core.deadlines.shifts.services import extension_ask
from core.errors import NotAllowed
from core.workflow.services import transition_perform
from tests.support.cast import make_user
from tests.support.reminded import reminded

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("last", ["serve", "acknowledge", "hand_in_plan"])
def test_d28_the_units_liaison_is_reminded(at, last, liaison, sup):
    assert reminded(at(last)) == {liaison}


def test_d28_what_the_unit_reported_is_the_offices(at, sup):
    letter = at("hand_in_plan")
    Recommendation.objects.filter(pk=letter.pk).update(status="REPORTED")
    assert reminded(letter) == {sup}


def test_r05_the_unit_asks_for_more_time_and_somebody_of_the_commission_decides(at, liaison, head, deputy, health):
    """The new day holds for the suggestions too, and the unit hears of it."""
    letter = at("hand_in_plan")
    later = letter.due_on + timedelta(days=3)
    with pytest.raises(NotAllowed):
        extension_ask(record=letter, new_due=later, reason="x", actor=make_user("lia_h", "LIA", unit=health))
    asked = extension_ask(record=letter, new_due=later, reason="涉及单位多。", actor=head)
    with pytest.raises(NotAllowed):
        transition_perform(instance=asked, name="approve", actor=liaison)
    transition_perform(instance=asked, name="approve", actor=deputy)
    letter.refresh_from_db()
    assert (letter.due_on, letter.result_due) == (later, later)
    assert {row.due_on for row in letter.suggestions.all()} == {later}
