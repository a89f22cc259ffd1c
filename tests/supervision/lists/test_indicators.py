"""The figures of lists and rectification: what counts, what does not, and nothing that was not known on the day."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from core import parameters
from core.deadlines.models import DeadlineRule
from early_warning.ecology.combining import together
from early_warning.ecology.measures import NOTHING_KNOWN, EvidenceRow, Question, Tally
from supervision.lists import indicators
from supervision.lists.choices import Category, Origin
from supervision.lists.models import Duty, Problem
from tests.supervision.lists.conftest import SOON, TODAY, do

pytestmark = pytest.mark.django_db


def ask(code: str, *, as_of: date = date(2026, 12, 31), start: date = date(2026, 1, 1)) -> Question:
    return Question(("U15", "U31"), start, date(2026, 12, 31), as_of, parameters.values(f"ECO-{code}"))


def ratio(measured, unit: str = "U15") -> tuple[Decimal, Decimal]:
    return measured[unit].numerator, measured[unit].denominator


def test_a1_counts_complete_duties_of_lists_in_force(list_in_force):
    record = list_in_force()
    Duty.objects.filter(list=record, no=2).update(measure="")
    measured = indicators.complete_and_fresh(ask("A1"))
    assert ratio(measured) == (1, 2)
    assert "U31" not in measured  # no list: nothing is known


def test_a1_a_list_not_reviewed_for_a_year_is_stale(list_in_force, head, settings):
    record = list_in_force()
    later = Question(("U15",), date(2027, 7, 1), date(2027, 12, 31), date(2027, 12, 31), parameters.values("ECO-A1"))
    assert ratio(indicators.complete_and_fresh(later)) == (0, 2)
    settings.TODAY = date(2027, 6, 1)
    do(record, "review", head, reason="已复核。")
    assert ratio(indicators.complete_and_fresh(later)) == (2, 2)


def test_a1_how_long_a_review_holds_is_the_deadline_rule_of_the_lists(list_in_force):
    """D38 says 12 months; where it says 3, a list in force since June is stale in December."""
    record = list_in_force()
    assert ratio(indicators.complete_and_fresh(ask("A1"))) == (2, 2)
    DeadlineRule.objects.filter(code="D38").update(amount=3)
    assert ratio(indicators.complete_and_fresh(ask("A1"))) == (0, 2)
    assert ratio(indicators.complete_and_fresh(ask("A1", as_of=record.in_force_on))) == (2, 2)


def test_a1_is_fresh_up_to_the_day_of_the_review(list_in_force):
    record = list_in_force()
    for day, fresh in ((record.due_on, 2), (record.due_on + timedelta(days=1), 0)):
        on_the_day = Question(("U15",), date(2027, 1, 1), day, day, parameters.values("ECO-A1"))
        assert ratio(indicators.complete_and_fresh(on_the_day)) == (fresh, 2)


def test_a2_counts_the_day_of_the_report_once_somebody_verified_it(task, liaison, sup):
    record = task()
    open_ = ask("A2", as_of=TODAY)
    assert indicators.done_on_time(open_) == {}  # not due, not judged
    do(record, "submit", liaison, done_text="已办。")
    assert indicators.done_on_time(ask("A2")) == {}  # submitted, not verified: nobody can say
    do(record, "verify", sup)
    assert ratio(indicators.done_on_time(ask("A2"))) == (1, 1)


def test_a2_an_overdue_task_is_missed(task):
    task()
    measured = indicators.done_on_time(ask("A2"))
    assert ratio(measured) == (0, 1)
    assert measured["U15"].rows[0].met is False


def test_c1_weighs_by_severity_and_leaves_out_long_term_items(verified, rectifying, deputy):
    verified()  # severity 2, done
    rectifying(title="未改", severity=3)
    do(rectifying(title="长期"), "keep_long_term", deputy, reason="需长期坚持。")
    assert ratio(indicators.rectified_on_time(ask("C1"))) == (2, 5)


def test_c1_knows_only_what_was_known_on_the_day(verified):
    verified()
    assert indicators.rectified_on_time(ask("C1", as_of=date(2026, 6, 1))) == {}


def test_c2_counts_look_backs(struck_off, sup):
    do(struck_off(), "pass_look_back", sup, reason="未反弹。")
    do(struck_off(title="另一"), "reopen", sup, reason="反弹。", due_on=SOON)
    assert ratio(indicators.passed_look_back(ask("C2"))) == (1, 2)


def test_c4_counts_categories_that_come_back(struck_off, confirmed, settings):
    struck_off()
    struck_off(title="其他类别", category=Category.FUNDS)
    assert ratio(indicators.repeated(ask("C4"))) == (0, 2)
    settings.TODAY = date(2026, 8, 1)
    confirmed(title="又出现", found_on=date(2026, 7, 30))
    assert ratio(indicators.repeated(ask("C4"))) == (1, 2)


def test_f2_rewards_what_the_unit_found_itself(verified, liaison):
    verified()
    verified(actor=liaison, title="自查发现")
    assert Problem.objects.get(title="自查发现").origin == Origin.SELF
    assert ratio(indicators.self_found(ask("F2"))) == (1, 2)


def test_several_keepers_answer_together():
    def source(*rows: bool):
        tally = Tally()
        tally.add([EvidenceRow("x", number, met, "x") for number, met in enumerate(rows)])
        return lambda question: {"U15": tally.measurement()}

    asked = ask("C1")
    assert ratio(together(source(True, False), None, source(True))(asked)) == (2, 3)
    assert together(lambda question: {})(asked)["U15"] == NOTHING_KNOWN


def test_evidence_rows_lead_to_pages_that_the_reader_may_open(verified, sup, stranger, list_in_force):
    problem, record = verified(), list_in_force()
    rows = [{"key": problem.pk}]
    assert indicators._pages(Problem, sup, rows) == {problem.pk: problem.get_absolute_url()}
    assert indicators._pages(Problem, stranger, rows) == {}
    duty = record.duties.first()
    assert indicators._duties(sup, [{"key": duty.pk}]) == {duty.pk: record.get_absolute_url()}
