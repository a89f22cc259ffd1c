"""Words on screen: badges, due days, money."""

from datetime import date, datetime
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.template import Context, Template
from django.utils import timezone, translation

from core import amounts, badges
from core.jobs.models import Job, JobState

pytestmark = pytest.mark.usefixtures("_english")


@pytest.fixture
def _english():
    with translation.override("en"):
        yield


def rendered(source: str, **context: object) -> str:
    return Template(source).render(Context(context))


def test_a_badge_has_a_word_an_icon_and_a_tone():
    html = rendered("{% status_badge job field='state' %}", job=Job(state=JobState.FAILED))
    assert "Failed" in html
    assert "#alert-circle" in html
    assert "lj-tone-bad" in html


def test_an_unknown_state_still_gets_a_badge():
    assert "lj-tone-plain" in rendered("{% status_badge code 'Some word' %}", code="NEVER_HEARD_OF")


def test_a_badge_of_nothing_is_a_dash():
    assert "—" in rendered("{% status_badge code %}", code="")


def test_an_app_may_add_its_states():
    badges.register({"TEST_STATE": badges.Look("watch", "flag")})
    assert badges.look_of("test_state").icon == "flag"


def test_the_words_of_a_badge_are_escaped():
    assert "<b>" not in rendered("{% status_badge 'NEW' label %}", label="<b>")


@pytest.mark.parametrize(
    ("day", "words", "tone"),
    [
        (date(2026, 6, 29), "overdue 1 day", "bad"),
        (date(2026, 6, 20), "overdue 10 days", "bad"),
        (date(2026, 6, 30), "due today", "watch"),
        (date(2026, 7, 1), "1 day left", "watch"),
        (date(2026, 7, 14), "14 days left", "plain"),
    ],
)
def test_a_due_day_says_how_urgent_it_is(day, words, tone):
    html = rendered("{% due day %}", day=day)
    assert words in html
    assert f"lj-ink-{tone}" in html
    assert words in rendered("{% due_words day %}", day=day)


def test_a_moment_counts_by_its_local_day():
    evening = timezone.make_aware(datetime(2026, 6, 30, 23, 30))
    assert "due today" in rendered("{% due day %}", day=evening)


def test_what_is_done_shows_only_its_date():
    assert "overdue" not in rendered("{% due day done=True %}", day=date(2026, 6, 1))


@pytest.mark.parametrize(
    ("amount", "chinese", "english"),
    [
        (Decimal("2336000"), "233.6 万元", "2,336,000 yuan"),
        (Decimal("2000000"), "200 万元", "2,000,000 yuan"),
        (Decimal("4500.5"), "0.45 万元", "4,501 yuan"),
        (Decimal("-123456789.125"), "-12,345.7 万元", "-123,456,789 yuan"),
        (0, "0 万元", "0 yuan"),
        (None, "—", "—"),
        ("no number", "—", "—"),
    ],
)
def test_amounts_read_in_wan_in_chinese(amount, chinese, english):
    assert amounts.in_wan(amount) == english
    with translation.override("zh-hans"):
        assert amounts.in_wan(amount) == chinese


def test_full_amounts_keep_the_fen():
    assert amounts.in_yuan("386000.005") == "386,000.01 yuan"


@pytest.mark.parametrize(
    ("value", "words"),
    [(True, "Yes"), (False, "No"), (None, "—"), ("", "—"), (date(2026, 7, 14), "2026-07-14"), (3, "3")],
)
def test_a_field_reads_as_people_write_it(value, words):
    assert rendered("{{ value|shown }}", value=value) == words


def test_percent():
    assert (
        rendered("{{ a|percent }} {{ b|percent:1 }} {{ c|percent }}", a=0.92, b=Decimal("0.7812"), c=None)
        == "92% 78.1% —"
    )


def test_a_capped_count_says_that_there_are_more():
    paginator = SimpleNamespace(count=10_001, capped=True)
    page = SimpleNamespace(paginator=paginator, start_index=lambda: 1, end_index=lambda: 50)
    assert rendered("{% load records %}{% page_words page %}", page=page) == "Rows 1–50 of 10,000+"


def test_a_restricted_page_carries_who_looks_and_when():
    reader = SimpleNamespace(staff_no="J0012", __str__=lambda self: "王某")
    html = rendered("{% include 'partials/watermark.html' %}", restricted=True, user=reader)
    assert html.count("J0012 2026-06-30") == 3
    assert "<svg" not in rendered("{% include 'partials/watermark.html' %}", restricted=False, user=reader)
