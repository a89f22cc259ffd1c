"""Who owes what by when, and what is late."""

import datetime

import pytest

from core.errors import InvalidInput, NotAllowed
from core.workbench.queries import todos_for
from core.workflow.services import transition_perform
from early_warning.filings import services, tasks
from early_warning.filings.models import FilingDuty
from early_warning.filings.panels import current_period_figures
from early_warning.filings.periods import Period
from early_warning.filings.queries import current_period, duty_counts

Q1 = Period.parse("2026Q1")


def states(**filters):
    return {duty.kind: duty.state for duty in FilingDuty.objects.filter(**filters).with_state()}


def test_every_unit_owes_what_its_type_owes(education, college, city):
    assert services.duties_ensure(period=Q1) == 10
    assert services.duties_ensure(period=Q1) == 0
    duty = FilingDuty.objects.get(unit=education, kind="purchases")
    assert duty.due_on == datetime.date(2026, 4, 15)
    assert not FilingDuty.objects.filter(unit=city).exists()


def test_the_schedule_makes_the_duties_of_the_period_that_ended(education):
    tasks.ensure_duties()
    assert set(FilingDuty.objects.values_list("period", flat=True)) == {"2026Q1"}
    assert current_period() == Q1


def test_a_duty_moves_from_due_to_overdue_to_met(education, liaison, filed, head, settings):
    settings.TODAY = datetime.date(2026, 4, 15)
    services.duties_ensure(period=Q1)
    assert states()["purchases"] == "DUE"
    settings.TODAY = datetime.date(2026, 4, 16)
    assert states()["purchases"] == "OVERDUE"
    settings.TODAY = datetime.date(2026, 4, 14)
    filing = filed()
    assert states()["purchases"] == "WAITING"
    transition_perform(instance=filing, name="confirm", actor=head)
    assert states()["purchases"] == "MET"


def test_a_late_filing_is_late_even_when_filed_again(education, confirmed):
    services.duties_ensure(period=Q1)
    confirmed()
    assert states()["purchases"] == "LATE"


def test_a_filing_sent_back_counts_for_nothing(education, filed, head):
    services.duties_ensure(period=Q1)
    transition_perform(instance=filed(), name="send_back", actor=head, reason="wrong")
    assert states()["purchases"] == "OVERDUE"


def test_the_figures_count_my_jurisdiction_only(education, health, sup, secretary, stranger, confirmed):
    services.duties_ensure(period=Q1)
    confirmed()
    assert (duty_counts(user=sup).owed, duty_counts(user=sup).filed, duty_counts(user=sup).overdue) == (5, 1, 4)
    assert duty_counts(user=secretary).owed == 10
    assert duty_counts(user=stranger).filed == 0
    figures = current_period_figures(sup)["figures"]
    assert [figure["value"] for figure in figures] == [5, 1, 4]


def test_the_liaison_sees_what_to_file_and_the_head_what_to_confirm(education, liaison, head, filed):
    services.duties_ensure(period=Q1)
    filing = filed()
    assert {todo.due for todo in todos_for(liaison)} == {datetime.date(2026, 4, 15)}
    assert len([todo for todo in todos_for(liaison) if "filings/new" in todo.url]) == 4
    assert [todo.url for todo in todos_for(head) if "/filings/" in todo.url] == [filing.get_absolute_url()]


def test_waiving_needs_the_right_and_a_reason(education, data_office, sup):
    services.duties_ensure(period=Q1)
    duty = FilingDuty.objects.get(kind="bids")
    with pytest.raises(NotAllowed):
        services.duty_waive(duty=duty, reason="x", actor=sup)
    with pytest.raises(InvalidInput):
        services.duty_waive(duty=duty, reason=" ", actor=data_office)
    services.duty_waive(duty=duty, reason="merged into another unit", actor=data_office)
    assert states()["bids"] == "WAIVED"
    assert duty_counts(user=data_office).owed == 4


@pytest.mark.parametrize(
    ("text", "start", "end", "following"),
    [
        ("2026Q1", "2026-01-01", "2026-03-31", "2026Q2"),
        ("2025q4", "2025-10-01", "2025-12-31", "2026Q1"),
        ("2026M02", "2026-02-01", "2026-02-28", "2026M03"),
        ("2026M12", "2026-12-01", "2026-12-31", "2027M01"),
    ],
)
def test_periods(text, start, end, following):
    period = Period.parse(text)
    assert (str(period.start), str(period.end), str(period.next())) == (start, end, following)
    assert period.next().previous() == period
    assert Period.containing(period.end, period.frequency) == period
