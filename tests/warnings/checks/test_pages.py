"""The pages: who opens them, what stands there, what does not."""

import re
from datetime import date

import pytest
from django.urls import reverse

from early_warning.checks import services
from early_warning.checks.models import CheckRun, DoubtPoint, DoubtStatus, MaterialRequest
from organization.models import JurisdictionKind
from tests.support.cast import make_unit, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def see(client):
    def as_user(user, url, **data):
        client.force_login(user)
        return client.post(url, data) if data else client.get(url)

    return as_user


def test_the_queue_lists_open_ones_only(see, doubt, sup):
    assert "HC-A1" in see(sup, reverse("doubt-list")).content.decode()
    services.doubt_exclude(doubt_point=doubt, reason="预算调整已批", actor=sup)
    assert "U15-2025" not in see(sup, reverse("doubt-list")).content.decode()
    assert str(doubt.get_absolute_url()) in see(sup, reverse("doubt-list") + "?stage=all").content.decode()


def test_the_page_shows_why_how_much_and_on_which_rows(see, doubt, sup):
    page = see(sup, doubt.get_absolute_url()).content.decode()
    for text in (
        "233.6",
        "200",
        "U15-2025-011",
        "U15-2025-016",
        doubt.data_version,
        'data-shortcut="X"',
        "doubt-chart",
    ):
        assert text in page, text


def test_the_rows_behind_a_doubt_point_open_in_their_filing(see, doubt, sup):
    ref = doubt.rows[0]
    address = f"{reverse('filing-rows', args=[ref['filing_id']])}?row={ref['row_no']}"
    assert f'href="{address}"' in see(sup, doubt.get_absolute_url()).content.decode()
    assert [row[0] for row in see(sup, address).context["rows"]] == [str(ref["row_no"])]


def test_the_data_office_meets_the_same_pseudonym_in_the_filed_row(see, garden_doubt, data_office):
    page = see(data_office, garden_doubt.get_absolute_url()).content.decode()
    address = re.search(r'href="(/[^"]*/rows/\?row=\d+)"', page)[1]
    row = see(data_office, address).content.decode()
    assert "澜辰园林" not in row
    assert set(re.findall(r"P-[0-9a-f]{6}", row)) & set(re.findall(r"P-[0-9a-f]{6}", page))


def test_whoever_may_not_open_the_filing_reads_where_the_row_stands(see, doubt, education, city):
    DoubtPoint.objects.update(unit=education)
    cso = make_user("cso", "CSO", units=[city], kind=JurisdictionKind.TREE, unit=education)
    page = see(cso, doubt.get_absolute_url()).content.decode()
    ref = doubt.rows[0]
    assert f"{ref['filing_id']} / {ref['row_no']}" in page
    assert "/rows/?row=" not in page


@pytest.mark.parametrize("name", ["doubt-detail", "doubt-ask-material", "doubt-defer", "doubt-remind", "doubt-warn"])
def test_a_hidden_doubt_point_is_not_there(see, doubt, stranger, name):
    assert see(stranger, reverse(name, args=[doubt.pk])).status_code == 404


@pytest.mark.parametrize("person", ["head", "liaison", "auditor", "admin", "case_office"])
def test_who_has_no_business_with_doubt_points(see, doubt, person, request):
    user = request.getfixturevalue(person)
    for url in (reverse("doubt-list"), doubt.get_absolute_url()):
        assert see(user, url).status_code == 403


def test_the_data_office_reads_pseudonyms_everywhere(see, garden_doubt, data_office):
    for url in (garden_doubt.get_absolute_url(), reverse("doubt-list"), f"/api/v1/doubt-points/{garden_doubt.pk}/"):
        text = see(data_office, url).content.decode()
        assert "澜辰园林" not in text, url
        assert "99500101MA0D0001X1" not in text, url
        assert "P-" in text, url


def test_the_data_office_cannot_find_a_name_by_searching(see, garden_doubt, data_office, secretary):
    url = reverse("doubt-list") + "?q=澜辰园林"
    assert garden_doubt.get_absolute_url() in see(secretary, url).content.decode()
    assert garden_doubt.get_absolute_url() not in see(data_office, url).content.decode()


def test_the_cadre_supervision_office_watches_its_own_house_only(see, doubt, city):
    own = make_unit("U02", parent=city)
    cso = make_user("cso", "CSO", units=[city], kind=JurisdictionKind.TREE, unit=own)
    assert see(cso, doubt.get_absolute_url()).status_code == 404
    DoubtPoint.objects.update(unit=own)
    assert "data-shortcut" in see(cso, doubt.get_absolute_url()).content.decode()


def test_the_data_office_has_no_buttons(see, doubt, data_office):
    assert "data-shortcut" not in see(data_office, doubt.get_absolute_url()).content.decode()


def test_the_case_office_sees_numbers_and_no_records(see, doubt, case_office):
    page = see(case_office, reverse("conversion"))
    assert page.status_code == 200
    assert "U15" not in page.content.decode()


def test_steps_through_their_pages(see, doubt, sup, sup_colleague, liaison):
    see(sup, reverse("doubt-assign", args=[doubt.pk]), assignee=sup_colleague.pk)
    assert DoubtPoint.objects.get().assignee == sup_colleague
    see(sup_colleague, reverse("doubt-defer", args=[doubt.pk]), until="2026-07-10", reason="等决算")
    assert DoubtPoint.objects.get().deferred_until == date(2026, 7, 10)
    see(sup_colleague, f"/records/warnings/doubtpoint/{doubt.pk}/resume/", reason="")
    see(sup_colleague, reverse("doubt-ask-material", args=[doubt.pk]), question="为何分批?", due_on="2026-07-07")
    asked = MaterialRequest.objects.get()
    page = see(liaison, asked.get_absolute_url()).content.decode()
    assert "为何分批" in page
    assert "U15-2025-011" in page
    assert "HC-A1" not in page
    see(liaison, asked.get_absolute_url(), answer="分三批到款")
    see(sup_colleague, f"/records/warnings/doubtpoint/{doubt.pk}/confirm/", reason="已核对")
    see(sup_colleague, reverse("doubt-remind", args=[doubt.pk]), note="请加强计划管理")
    assert DoubtPoint.objects.get().status == DoubtStatus.REMINDED


def test_a_refused_step_says_why_and_keeps_what_was_typed(see, doubt, sup):
    page = see(sup, reverse("doubt-defer", args=[doubt.pk]), until="2026-06-01", reason="等决算").content.decode()
    assert "等决算" in page
    assert "invalid-feedback" in page or "alert" in page


def test_staff_cannot_answer_for_the_unit(see, doubt, sup):
    asked = services.material_ask(doubt_point=doubt, question="?", actor=sup)
    assert see(sup, asked.get_absolute_url(), answer="x").status_code == 403
    assert MaterialRequest.objects.get().is_open


def test_a_run_is_started_by_button_over_the_units_one_sees(
    see, doubt, sup, health, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        answer = see(sup, reverse("check-run-start"), models="HC-A1")
    run = CheckRun.objects.first()
    assert answer.url == run.get_absolute_url()
    assert (run.unit_codes, run.state, run.started_by) == (["U15"], "DONE", sup)
    page = see(sup, run.get_absolute_url()).content.decode()
    assert "HC-A1" in page


@pytest.mark.parametrize("name", ["check-run-list", "check-result-list", "check-model-list", "conversion"])
def test_lists_open(see, doubt, sup, name):
    assert see(sup, reverse(name)).status_code == 200


def test_a_model_has_a_page_with_its_words_and_numbers(see, doubt, sup):
    page = see(sup, reverse("check-model-detail", args=["HC-A1"])).content.decode()
    for text in ("small_limit", "500000", "V-LAW"):
        assert text in page
    assert see(sup, reverse("check-model-detail", args=["HC-Z9"])).status_code == 404


def test_the_secretary_decides_about_a_model_on_its_page(see, doubt, sup, secretary):
    url = reverse("check-model-switch-off", args=["HC-A1"])
    assert see(sup, url).status_code == 403
    see(secretary, url, reason="待复核")
    assert (
        reverse("check-model-put-back", args=["HC-A1"])
        in see(secretary, reverse("check-model-detail", args=["HC-A1"])).content.decode()
    )


def test_a_units_page_lists_its_open_doubt_points(see, doubt, sup):
    assert doubt.get_absolute_url() in see(sup, doubt.unit.get_absolute_url()).content.decode()


def test_the_queue_is_exported_with_a_purpose_by_whom_may(see, doubt, sup, secretary):
    assert see(sup, reverse("doubt-list"), purpose="x").status_code == 403
    answer = see(secretary, reverse("doubt-list"), purpose="季度研判")
    assert (answer.status_code, answer.content[:2]) == (200, b"PK")


def test_the_workbench_counts_and_lists_what_waits(see, doubt, sup):
    assert doubt.get_absolute_url() in see(sup, "/").content.decode()
