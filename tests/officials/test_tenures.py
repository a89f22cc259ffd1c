"""Head is a role in time; a post has one holder or none."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from core.errors import Conflict, InvalidInput
from officials.models import DutyArea, DutyDivision, Tenure
from officials.queries import head_duty_conflicts, head_of, heads_of, is_head, team_of, tenures_on, unit_of
from officials.tenures.services import head_hand_over, tenure_begin, tenure_end
from tests.officials.conftest import make_official, make_post

TODAY = date(2026, 6, 30)


def test_head_is_a_question_about_a_day(city, education, head_post, edu_head):
    successor = make_official("高守屿", managed_by=city)
    head_hand_over(post=head_post, successor=successor, start=date(2026, 3, 2))
    assert head_of(education, date(2026, 3, 1)) == edu_head
    assert head_of(education, date(2026, 3, 2)) == successor
    assert head_of(education, date(2022, 4, 30)) is None
    assert not is_head(edu_head, education, TODAY)


def test_a_vacancy_is_normal(education, head_post, edu_head):
    tenure_end(tenure=edu_head.tenures.get(), end=date(2026, 1, 31))
    assert head_of(education, TODAY) is None
    assert unit_of(edu_head, TODAY) is None


def test_one_person_may_head_two_units(education, college, edu_head):
    tenure_begin(official=edu_head, post=make_post(college, "院长", head=True), start=date(2025, 1, 1))
    assert head_of(education, TODAY) == head_of(college, TODAY) == edu_head
    assert tenures_on(edu_head, TODAY).count() == 2


def test_the_party_secretary_answers_where_there_are_two_heads(city, college):
    rows = {}
    for kind, name in (("ADMIN", "院长"), ("PARTY", "书记")):
        post = make_post(college, name, head=True)
        post.head_kind = kind
        post.save()
        rows[kind] = make_official(f"张守{name[0]}", managed_by=city)
        tenure_begin(official=rows[kind], post=post, start=date(2024, 1, 1))
    assert heads_of(college, TODAY) == [rows["PARTY"], rows["ADMIN"]]


def test_the_team_stands_in_the_order_of_posts(education, edu_head, edu_deputy):
    edu_head.tenures.get().post.__class__.objects.filter(is_head=True).update(order=1)
    assert list(team_of(education, TODAY)) == [edu_head, edu_deputy]


def test_no_two_holders_at_once(city, head_post, edu_head):
    other = make_official("高守屿", managed_by=city)
    with pytest.raises(Conflict):
        tenure_begin(official=other, post=head_post, start=date(2026, 1, 1))
    with pytest.raises(Conflict):
        tenure_begin(official=other, post=head_post, start=date(2020, 1, 1), end=date(2022, 5, 1))
    tenure_begin(official=other, post=head_post, start=date(2020, 1, 1), end=date(2022, 4, 30))


def test_the_database_refuses_a_second_open_tenure_itself(city, head_post, edu_head):
    other = make_official("高守屿", managed_by=city)
    with pytest.raises(IntegrityError), transaction.atomic():
        Tenure.objects.create(official=other, post=head_post, start=date(2026, 1, 1))


def test_a_tenure_ends_once_and_not_before_it_starts(edu_head):
    tenure = edu_head.tenures.get()
    with pytest.raises(InvalidInput):
        tenure_end(tenure=tenure, end=date(2022, 4, 30))
    tenure_end(tenure=tenure, end=date(2026, 1, 1))
    with pytest.raises(Conflict):
        tenure_end(tenure=tenure, end=date(2026, 2, 1))


def test_a_unit_has_one_head_post_of_a_kind(education, head_post):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_post(education, "第二局长", head=True)


def test_a_head_in_charge_of_finance_is_seen(education, edu_head, edu_deputy):
    for official in (edu_head, edu_deputy):
        DutyDivision.objects.create(official=official, unit=education, area=DutyArea.FIN, start=date(2026, 1, 1))
    assert [row.area for row in head_duty_conflicts(edu_head, TODAY)] == [DutyArea.FIN]
    assert head_duty_conflicts(edu_deputy, TODAY) == []
    assert head_duty_conflicts(edu_head, date(2025, 12, 31)) == []
