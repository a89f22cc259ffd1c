"""The tab of ties: what records hold, to the reader who may see it; and the menu of what may be started."""

from datetime import date

import pytest
from django.urls import reverse

from core.audit.models import AuditEntry, AuditEvent
from officials.dossier.access.services import dossier_open
from officials.dossier.queries import relations_for
from officials.recusal.services import interest_declare
from officials.tenures.services import tenure_begin
from tests.officials.conftest import make_official, make_post


def ties(official, user) -> dict[str, list[tuple]]:
    found = relations_for(official, user)
    return {str(label): [(str(row.who), row.start, row.end) for row in rows] for label, rows in found}


@pytest.fixture
def opened(sup, edu_head):
    return dossier_open(official=edu_head, user=sup, purpose="DAILY", reason="季度日常监督")


@pytest.fixture
def page(client, sup, edu_head):
    client.force_login(sup)
    return lambda query="": client.get(reverse("dossier", args=[edu_head.pk]) + query)


def test_members_of_one_team_are_named_with_the_time_they_had_in_common(sup, edu_head, edu_deputy, health_head):
    (rows,) = ties(edu_head, sup).values()
    assert rows == [(edu_deputy.name, date(2023, 1, 1), None)]


def test_who_came_before_in_the_post_is_named(secretary, city, education, edu_head, head_post):
    former = make_official("贺慎川", managed_by=city)
    edu_head.tenures.update(start=date(2024, 3, 1))
    tenure_begin(official=former, post=head_post, start=date(2019, 1, 1), end=date(2024, 2, 1))
    (rows,) = ties(edu_head, secretary).values()
    assert rows == [(former.name, date(2019, 1, 1), date(2024, 2, 1))]


def test_r13_nobody_is_named_whom_the_reader_may_not_see(sup, city, education, edu_head):
    """A former member of the team who now works elsewhere is outside the jurisdiction of ``sup``."""
    gone = make_official("贺慎川", managed_by=city)
    tenure_begin(official=gone, post=make_post(education), start=date(2022, 1, 1), end=date(2024, 1, 1))
    assert ties(edu_head, sup) == {}


def test_r38_what_staff_declared_is_for_those_who_keep_it(sup, secretary, sup_colleague, edu_head):
    interest_declare(actor=sup_colleague, official=edu_head, kind="KIN", relation="SIBLING", ground="胞弟")
    assert ties(edu_head, sup) == {}
    (rows,) = ties(edu_head, secretary).values()
    assert [who for who, _start, _end in rows] == [sup_colleague.full_name]


def test_r14_the_tab_needs_the_opened_file_and_each_reading_is_in_the_trail(page, edu_head, edu_deputy, sup):
    closed = page("?tab=relations").content.decode()
    assert 'name="purpose"' in closed
    assert edu_deputy.name not in closed
    dossier_open(official=edu_head, user=sup, purpose="DAILY", reason="季度日常监督")
    assert edu_deputy.name in page("?tab=relations").content.decode()
    read = AuditEntry.objects.filter(event=AuditEvent.READ, object_id=edu_head.pk, actor=sup).latest("pk")
    assert read.additional_data["part"] == "relations"


def test_the_ties_of_many_colleagues_take_the_same_number_of_questions(
    opened, page, city, education, edu_head, edu_deputy, django_assert_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    page("?tab=relations")
    with CaptureQueriesContext(connection) as few:
        page("?tab=relations")
    for number in range(4):
        other = make_official(f"文嘉{'甲乙丙丁'[number]}", managed_by=city)
        tenure_begin(official=other, post=make_post(education), start=date(2023, 1, 1))
    with django_assert_num_queries(len(few)):
        page("?tab=relations")


def test_the_menu_offers_what_the_reader_may_start_filled_in_for_the_official(opened, page, client, edu_head):
    starts = dict(page().context["starts"])
    addresses = list(starts.values())
    assert addresses[0] == reverse("dossier-record-add", args=[edu_head.pk])
    assert f"/talks/plan/supervision/?official={edu_head.pk}" in "".join(addresses)
    for address in addresses[1:]:
        form = client.get(address).context["form"]
        assert str(form["official"].value()) == str(edu_head.pk), address


def test_the_menu_offers_nothing_to_whoever_may_start_nothing(client, edu_head, secretary):
    dossier_open(official=edu_head, user=secretary, purpose="DAILY", reason="季度日常监督")
    client.force_login(secretary)
    labels = [str(label) for label, _address in client.get(reverse("dossier", args=[edu_head.pk])).context["starts"]]
    assert not [label for label in labels if "预警" in label or "抄告" in label]
