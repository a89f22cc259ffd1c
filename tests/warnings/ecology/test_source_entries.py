"""D3 and D4 from the register of taking office (GT42-GT44 in small)."""

from datetime import date

import pytest
from django.urls import reverse

from core.errors import InvalidInput, NotAllowed
from early_warning.ecology.entries.models import OfficeEntry
from early_warning.ecology.entries.services import entries_open, entry_record
from early_warning.ecology.measures import Question
from early_warning.ecology.parameters import rule_book
from early_warning.ecology.sources.entries import handover, talk_and_lesson
from officials.models import Tenure
from tests.officials.conftest import make_official, make_post

pytestmark = pytest.mark.django_db


@pytest.fixture
def new_head(education):
    """A head since 2 March 2026, after another one."""
    post = make_post(education, "局长", head=True)
    old, new = make_official("某甲", managed_by=education), make_official("某乙", managed_by=education)
    Tenure.objects.create(official=old, post=post, start=date(2020, 1, 1), end=date(2026, 3, 1))
    return Tenure.objects.create(official=new, post=post, start=date(2026, 3, 2))


@pytest.fixture
def new_deputy(education):
    official = make_official("某丙", managed_by=education)
    return Tenure.objects.create(official=official, post=make_post(education), start=date(2026, 4, 9))


def entry_of(tenure) -> OfficeEntry:
    entries_open(first=tenure.start, last=tenure.start)
    return OfficeEntry.objects.get(tenure=tenure)


def ask(source, code, as_of=date(2026, 6, 30)):
    question = Question(("U15",), date(2025, 7, 1), date(2026, 6, 30), as_of, rule_book().by_code[code])
    return source(question)["U15"]


def record(tenure, actor, **days):
    given = {"talk_on": None, "lesson_on": None, "handover_on": None} | days
    return entry_record(entry=entry_of(tenure), actor=actor, **given)


@pytest.mark.parametrize(("talk", "met"), [(date(2026, 5, 9), 1), (date(2026, 5, 10), 0), (None, 0)])
def test_the_talk_within_30_days(new_deputy, sup, talk, met):
    """GT42: appointed on 2026-04-09, no talk by 2026-05-09; N45: a talk on day 30 is in time."""
    record(new_deputy, sup, talk_on=talk)
    found = ask(talk_and_lesson, "D3")
    assert (found.numerator, found.denominator) == (met, 1)


def test_a_head_also_needs_the_first_lesson(new_head, sup):
    record(new_head, sup, talk_on=date(2026, 3, 1))
    assert ask(talk_and_lesson, "D3").numerator == 0
    assert ask(talk_and_lesson, "D3", as_of=date(2026, 4, 30)).n == 0
    record(new_head, sup, talk_on=date(2026, 3, 1), lesson_on=date(2026, 5, 1))
    assert ask(talk_and_lesson, "D3").numerator == 1


@pytest.mark.parametrize(("signed", "met"), [(date(2026, 3, 16), 1), (date(2026, 3, 17), 0), (None, 0)])
def test_the_handover_within_ten_working_days(new_head, sup, signed, met):
    record(new_head, sup, handover_on=signed)
    assert ask(handover, "D4").numerator == met


def test_a_deputy_hands_nothing_over_and_a_first_head_has_nobody_before_him(new_deputy, new_head, sup):
    assert ask(handover, "D4").n == 1
    new_head.post.tenures.exclude(pk=new_head.pk).delete()
    assert ask(handover, "D4").n == 0
    with pytest.raises(InvalidInput):
        record(new_head, sup, handover_on=date(2026, 3, 10))


def test_labels_name_the_post_and_nobody(new_head, new_deputy):
    labels = " ".join(row.label for row in ask(talk_and_lesson, "D3").rows)
    assert "局长" in labels
    assert "某" not in labels


def test_dates_in_the_future_and_strangers_are_refused(new_deputy, sup, secretary):
    with pytest.raises(InvalidInput):
        record(new_deputy, sup, talk_on=date(2026, 7, 1))
    with pytest.raises(NotAllowed):
        record(new_deputy, secretary, talk_on=date(2026, 5, 1))


def test_the_register_page(client, new_head, sup, stranger):
    entry = entry_of(new_head)
    client.force_login(sup)
    text = client.get(reverse("office-entry-list")).content.decode()
    assert "局长" in text
    assert "某乙" not in text
    address = reverse("office-entry", args=[entry.pk])
    assert client.post(address, {"talk_on": "2026-09-01"}).status_code == 400
    assert client.post(address, {"talk_on": "2026-03-01"}).status_code == 302
    entry.refresh_from_db()
    assert (entry.talk_on, entry.recorded_by) == (date(2026, 3, 1), sup)
    client.force_login(stranger)
    assert client.get(address).status_code == 404
