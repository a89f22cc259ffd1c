"""The matrix screens: violation by word and icon, hints that refuse nothing, units of one's jurisdiction only."""

from datetime import date

import pytest
from django.urls import reverse

from officials.models import DutyArea, DutyDivision
from supervision.duties.matrix import matrix_of, matrix_of_plan, overview
from tests.supervision.duties.conftest import TODAY, do

pytestmark = pytest.mark.django_db


def give(unit, official, area, start=date(2026, 1, 1), **more):
    return DutyDivision.objects.create(unit=unit, official=official, area=area, start=start, **more)


def cell(matrix, official, area):
    row = next(row for row in matrix.rows if row.official == official)
    place = [code for code, _words, _ruled in matrix.areas].index(area)
    return row.cells[place].state


def test_a_head_with_personnel_is_marked_by_word_and_icon(client, education, edu_head, sup):
    give(education, edu_head, DutyArea.HR)
    client.force_login(sup)

    page = client.get(reverse("duty-matrix", args=[education.pk])).content.decode()

    assert "Violation" in page
    assert "#alert-octagon" in page
    assert cell(matrix_of(education, TODAY), edu_head, "HR") == "broken"


def test_on_an_earlier_day_the_matrix_shows_what_held_then(client, education, edu_head, sup):
    give(education, edu_head, DutyArea.HR, date(2026, 6, 1))
    client.force_login(sup)

    page = client.get(reverse("duty-matrix", args=[education.pk]), {"on": "2026-05-31"}).content.decode()

    assert "Violation" not in page


def test_an_exempted_area_is_marked_as_exempted(education, edu_head, asked, deputy):
    give(education, edu_head, DutyArea.FIN)
    do(asked(), "approve", deputy)

    assert cell(matrix_of(education, TODAY), edu_head, "FIN") == "exempt"


def test_a_deputy_with_two_of_the_areas_is_a_hint_and_no_refusal(filed, edu_head, edu_deputy):
    plan = filed((edu_deputy, DutyArea.FIN), (edu_deputy, DutyArea.HR))
    matrix = matrix_of_plan(plan)

    assert not matrix.broken
    assert any("文嘉翀" in hint and "2" in hint for hint in matrix.hints)


def test_who_has_left_but_still_has_a_duty_is_hinted_at(education, edu_head, edu_deputy):
    give(education, edu_deputy, DutyArea.FIN)
    edu_deputy.tenures.update(end=date(2026, 6, 1))

    assert any("no post of the unit" in hint for hint in matrix_of(education, TODAY).hints)


def test_the_overview_counts_days_and_keeps_the_order_of_codes(education, health, edu_head):
    give(education, edu_head, DutyArea.FIN, date(2026, 6, 21))

    lines = overview([education, health], date(2026, 1, 1), TODAY)

    assert [(line.unit, line.days, line.broken_now) for line in lines] == [
        (education, 10, ["Finance"]),
        (health, 0, []),
    ]


def test_the_overview_shows_only_units_of_the_jurisdiction(client, education, health, sup):
    client.force_login(sup)

    page = client.get(reverse("duty-overview")).content.decode()

    assert "市教育局" in page
    assert "卫生健康" not in page
    assert client.get(reverse("duty-matrix", args=[health.pk])).status_code == 404


def test_who_has_no_business_with_duties_does_not_open_them(client, admin):
    client.force_login(admin)

    assert client.get(reverse("duty-overview")).status_code == 403


def test_the_page_of_a_plan_offers_its_next_step_to_the_unit(client, studied, liaison, sup):
    plan = studied()
    client.force_login(liaison)
    assert "File with the commission" in client.get(plan.get_absolute_url()).content.decode()

    client.force_login(sup)
    assert "File with the commission" not in client.get(plan.get_absolute_url()).content.decode()


def test_an_exemption_is_asked_for_on_its_page(client, education, liaison):
    client.force_login(liaison)

    answer = client.post(
        reverse("duty-exemptions-new"),
        {"unit": education.pk, "areas": ["FIN", "HR"], "start": "2026-07-01", "end": "2026-12-31", "reason": "空缺"},
        follow=True,
    )

    assert answer.status_code == 200
    assert "Finance、Personnel" in answer.content.decode()


def test_an_exemption_is_asked_for_by_api(client, education, liaison):
    client.force_login(liaison)
    given = {"unit": "U15", "areas": ["FIN"], "start": "2026-07-01", "end": "2026-12-31", "reason": "空缺"}

    answer = client.post("/api/v1/duty-exemptions/", given, content_type="application/json")

    assert answer.status_code == 201, answer.content
    assert answer.json()["areas"] == ["FIN"]
