"""By when a notice is answered: the deadline rule of its kind in its unit, or the drafter's working days."""

from datetime import date

import pytest
from django.urls import reverse

from core.deadlines.models import DeadlineRule, Unit
from early_warning.notices.documents import letter_context
from tests.warnings.notices.conftest import REMINDER

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(settings) -> None:
    settings.TODAY = date(2026, 9, 22)


def test_the_rule_counts_in_its_own_unit(served, sup, client):
    DeadlineRule.objects.filter(code="D29").update(amount=10, unit=Unit.CALENDAR_DAY)
    notice = served()
    assert (notice.reply_days, notice.reply_due) == (None, date(2026, 10, 2))
    assert "收到本通知书之日起10日内" in letter_context(notice)["texts"]["reply"]
    client.force_login(sup)
    page = client.get(reverse("notice-detail", args=[notice.pk]))
    assert page.status_code == 200


def test_a_reminder_follows_its_own_rule(served):
    DeadlineRule.objects.filter(code="D30").update(amount=1, unit=Unit.MONTH)
    assert served(**REMINDER).reply_due == date(2026, 10, 22)


def test_the_drafter_may_give_working_days_of_his_own(served):
    DeadlineRule.objects.filter(code="D29").update(amount=1, unit=Unit.MONTH)
    notice = served(reply_days=10)
    assert notice.reply_due == date(2026, 10, 13)  # over the holidays of October
    assert "10个工作日内" in letter_context(notice)["texts"]["reply"]


def test_the_rule_in_force_when_it_is_served_counts_not_when_it_was_drafted(approved, sup):
    from tests.warnings.notices.conftest import do

    notice = approved()
    DeadlineRule.objects.filter(code="D29").update(amount=5)
    assert do(notice, "serve", sup).reply_due == date(2026, 9, 30)
