"""The letter's pages: steps as buttons, tasks with their own, the indicator behind it."""

from datetime import date
from decimal import Decimal

import pytest

from cases.recommendations.indicator import suggestions_carried_out
from core.workflow.services import transition_perform
from early_warning.ecology.measures import Question

pytestmark = pytest.mark.django_db


def test_the_head_finds_his_tasks_on_the_letter_and_reports_one(client, at, head):
    planned = at("hand_in_plan")
    client.force_login(head)
    page = client.get(planned.get_absolute_url()).content.decode()
    task = planned.suggestions.first()
    address = f"/records/cases/suggestion/{task.pk}/report_done/"
    assert address in page
    assert client.post(address, {"report": "已完成"}).url == planned.get_absolute_url()
    task.refresh_from_db()
    assert (task.status, task.reported_by) == ("SUBMITTED", head)


def test_the_list_of_tasks_shows_what_is_open_in_ones_own_unit(client, at, head, stranger):
    at("hand_in_plan")
    for user, count in ((head, 2), (stranger, 0)):
        client.force_login(user)
        assert len(client.get("/recommendation-tasks/").context["table"].rows) == count


def test_c3_counts_a_late_suggestion_one_half(at, head, sup, settings):
    planned = at("hand_in_plan")
    first, second = planned.suggestions.all()
    transition_perform(instance=first, name="report_done", actor=head, report="已完成")
    transition_perform(instance=first, name="verify", actor=sup)
    settings.TODAY = date(2026, 6, 25)
    transition_perform(instance=second, name="report_done", actor=head, report="已完成")
    transition_perform(instance=second, name="verify", actor=sup)
    question = Question(("U15",), date(2026, 1, 1), date(2026, 6, 30), date(2026, 6, 30), None)
    measured = suggestions_carried_out(question)["U15"]
    assert (measured.numerator, measured.denominator, measured.n) == (Decimal("1.5"), 2, 2)
