"""R08: a revoked notice leaves the index too, not only what is computed later by chance."""

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from early_warning.ecology import registry
from early_warning.ecology.models import EcologyAssessment, Status
from early_warning.ecology.sources.notices import replies_on_time, warnings_issued
from early_warning.notices.models import Notice
from tests.warnings.ecology.conftest import part
from tests.warnings.ecology.test_course import OPINION, go
from tests.warnings.notices.conftest import *  # noqa: F403 - the cast of the notices
from tests.warnings.notices.conftest import do

pytestmark = pytest.mark.django_db


@pytest.fixture
def late(settings, served, monkeypatch) -> list[Notice]:
    """Three notices to education, one of them answered in time; the other sources say the same all the time."""
    settings.TODAY = date(2026, 6, 30)
    fixed = {"B1": part(17, 21), "C1": part(6, 8), "F4": part(4, 4)}
    sources = {code: (lambda _question, answer=answer: {"U15": answer}) for code, answer in fixed.items()}
    monkeypatch.setattr(registry._registry, "sources", sources | {"F3": replies_on_time, "X2": warnings_issued})
    at = datetime(2026, 3, 2, 10, tzinfo=ZoneInfo("Asia/Shanghai"))
    for replied in (at, None, None):
        row = served()
        Notice.objects.filter(pk=row.pk).update(
            approved_at=at, served_at=at, reply_due=date(2026, 3, 16), replied_at=replied
        )
    return list(Notice.objects.order_by("pk"))


def f3(education) -> tuple[int, Decimal]:
    value = EcologyAssessment.objects.live().get(unit=education, period="2026H1").values.get(code="F3")
    return value.n, value.numerator


def test_r08_the_index_no_longer_counts_what_is_revoked(
    client, education, late, compute, sup, deputy, django_capture_on_commit_callbacks
):
    before = compute(education)
    assert f3(education) == (3, 1)
    with django_capture_on_commit_callbacks(execute=True):
        do(late[2], "revoke", deputy, reason="事实有误。")
    after = EcologyAssessment.objects.live().get(unit=education)
    assert f3(education) == (2, 1)
    assert after.replaces == before
    assert after.index > before.index
    assert after.values.get(code="X2").n == 2
    client.force_login(sup)
    assert before.get_absolute_url() not in client.get(reverse("ecology-list")).content.decode()
    page = client.get(after.get_absolute_url()).content.decode()
    assert f">{after.index}<" in page.replace(" ", "").replace("\n", "")
    assert client.get(after.get_absolute_url()).context["revoked"] == 0


def test_r08_what_people_are_assessing_stays_and_says_that_a_notice_was_revoked(
    client, education, late, compute, sup, deputy, django_capture_on_commit_callbacks
):
    record = go(compute(education), "give_opinion", sup, **OPINION)
    with django_capture_on_commit_callbacks(execute=True):
        do(late[2], "revoke", deputy, reason="事实有误。")
    live = EcologyAssessment.objects.live().get(unit=education)
    assert (live, live.status, f3(education)) == (record, Status.OPINION, (3, 1))
    client.force_login(sup)
    assert client.get(record.get_absolute_url()).context["revoked"] == 1


def test_r08_a_period_that_has_settled_is_left_to_people(
    client, settings, education, late, compute, sup, deputy, django_capture_on_commit_callbacks
):
    record = compute(education)
    settings.TODAY = date(2026, 12, 1)
    with django_capture_on_commit_callbacks(execute=True):
        do(late[2], "revoke", deputy, reason="事实有误。")
    assert EcologyAssessment.objects.live().get(unit=education, period="2026H1") == record
    client.force_login(sup)
    assert client.get(record.get_absolute_url()).context["revoked"] == 1
