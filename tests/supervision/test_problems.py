"""Open problems of a unit: what a new head takes over."""

from datetime import timedelta

import pytest

from core import clock
from early_warning.notices.choices import Status
from early_warning.notices.services import notice_acknowledge, objection_raise
from supervision.problems import open_problems
from tests.warnings.notices.conftest import *  # noqa: F403 - the cast of the notices

pytestmark = pytest.mark.django_db


def test_a_served_warning_is_an_open_problem_of_its_unit(served, education, health):
    notice = served()

    found = open_problems(education, clock.today())

    assert [(problem.record, problem.due) for problem in found] == [(notice, notice.reply_due)]
    assert found[0].measures == notice.request_text
    assert open_problems(health, clock.today()) == []


def test_what_was_not_served_yet_was_not_open(served, education):
    served()

    assert open_problems(education, clock.today() - timedelta(days=1)) == []


def test_a_draft_is_nobodys_problem(draft, education):
    draft()

    assert open_problems(education, clock.today()) == []


def test_a_notice_to_an_official_alone_is_no_problem_of_the_unit(served, education, member):
    served(official=member)

    assert open_problems(education, clock.today()) == []


def test_r08_a_revoked_notice_is_no_open_problem(served, education, deputy):
    do(served(), "revoke", deputy, reason="事实有误。")  # noqa: F405

    assert open_problems(education, clock.today()) == []


def test_r38_an_objection_is_not_told(served, education, head):
    notice = served()
    notice_acknowledge(notice=notice, actor=head)
    objection_raise(notice=notice, actor=head, text="对事实有异议。", files=[])

    (found,) = open_problems(education, clock.today())

    assert found.status == Status.ACKED.label
