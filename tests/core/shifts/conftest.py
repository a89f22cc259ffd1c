"""Follow-ups of talks and replies to notices stand for any term."""

from collections.abc import Callable
from datetime import date

import pytest

from core import clock
from core.deadlines.seeds import deadline_rules_seed
from early_warning.notices.choices import Status as NoticeStatus
from early_warning.notices.models import Notice
from officials.models import Official
from supervision.talks.choices import Kind, Status
from supervision.talks.models import Talk
from tests.warnings.notices.conftest import make_official

TODAY = date(2026, 6, 12)
FOLLOW_UP, REPLY = "supervision.talk:follow_up_due", "warnings.notice:reply_due"


@pytest.fixture(autouse=True)
def _today(settings, db) -> None:
    settings.TODAY = TODAY
    deadline_rules_seed()


@pytest.fixture
def person(education, head) -> Official:
    return make_official(education, head, head=True)


@pytest.fixture
def follow_up(person, education, sup, deputy) -> Callable[[date], Talk]:
    """A signed talk whose follow-up is due on a day; no rule counts it."""

    def make(due: date) -> Talk:
        return Talk.objects.create(
            kind=Kind.SUPERVISION, unit=education, official=person, drafter=sup, talker=sup, drafted_at=clock.now(),
            approver=deputy, doc_no=f"T{due}", status=Status.FOLLOW_UP, follow_up_due=due,
            official_signed_at=clock.now(), signed_at=clock.now(), talker_signed_at=clock.now(),
        )  # fmt: skip

    return make


@pytest.fixture
def notice(person, education, sup, sup_colleague, deputy) -> Notice:
    """Served today, to be answered by 29 June (10 working days, the Dragon Boat Friday lies between)."""
    return Notice.objects.create(
        status=NoticeStatus.SERVED, level=1, unit=education, official=person, respondent=person, subject="事项",
        request_text="说明", reply_days=10, objection_text="异议", contact_office="室", contact_phone="0", drafter=sup,
        drafted_at=clock.now(), checker=sup_colleague, approver=deputy, approved_at=clock.now(), doc_no="云纪警1",
        served_at=clock.now(), reply_due=date(2026, 6, 29),
    )  # fmt: skip
