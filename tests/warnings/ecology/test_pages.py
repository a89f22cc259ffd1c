"""The pages say what they must, and refuse to rank."""

import pytest
from django.urls import reverse

from core.jobs.models import Job, JobState
from core.workbench.queries import workbench_for
from early_warning.ecology.evidence import evidence_source
from early_warning.ecology.models import EcologyAssessment, Status
from early_warning.ecology.panels import bands_panel
from early_warning.ecology.todos import waiting
from organization.models import Unit, UnitKind
from tests.support.cast import make_unit, make_user
from tests.warnings.ecology.conftest import part

pytestmark = pytest.mark.django_db


@pytest.fixture
def opened(client):
    def get(user, name, *args, **query):
        client.force_login(user)
        return client.get(reverse(name, args=args), query)

    return get


def test_the_list_shows_bands_and_no_index(opened, assessed, sup):
    response = opened(sup, "ecology-list")
    text = response.content.decode()
    assert "市教育局" in text
    assert "84.2" not in text
    assert [row.pk for row in response.context["table"].data] == [assessed.pk]


def test_the_list_cannot_be_sorted(opened, assessed, sup):
    response = opened(sup, "ecology-list", sort="-index")
    assert response.status_code == 400
    assert not [column for column in opened(sup, "ecology-list").context["table"].columns if column.orderable]


def test_units_stand_in_the_order_of_their_codes(opened, education, health, figures, compute, secretary):
    figures |= {"B4": {"U15": part(9, 10), "U31": part(5, 10)}, "F4": {"U15": part(4, 4), "U31": part(4, 4)}}
    compute(health)
    compute(education)
    rows = opened(secretary, "ecology-list").context["table"].data
    assert [row.unit.code for row in rows] == ["U15", "U31"]


def test_a_band_opens_its_list(opened, assessed, sup):
    panel = bands_panel(sup)
    row = next(row for row in panel["rows"] if row["value"])
    assert row["url"].endswith("?period=2026H1&band=NORMAL")
    assert len(opened(sup, "ecology-list", band="NORMAL").context["table"].data) == 1
    assert len(opened(sup, "ecology-list", band="GOOD").context["table"].data) == 0


def test_an_earlier_period_can_be_chosen(opened, assessed, sup):
    rows = opened(sup, "ecology-list", period="2025H2").context["table"].data
    assert [row.pk for row in rows] == [assessed.previous_id]


def test_the_unit_page_explains_the_index(opened, assessed, sup):
    text = opened(sup, "ecology-detail", assessed.pk).content.decode()
    for words in ("84.2", "17/21", "waterfall", reverse("ecology-rows", args=[assessed.pk, "B1"])):
        assert words in text


def test_a_small_unit_type_shows_no_range(opened, assessed, sup):
    assert opened(sup, "ecology-detail", assessed.pk).context["peers"] is None


def test_peers_are_a_range_without_names(opened, assessed, city, sup, figures, compute):
    for number in (71, 72):
        unit = make_unit(f"U{number}", f"某局{number}", parent=city)
        for code in ("B1", "C1", "F4", "X2"):
            figures[code][unit.code] = part(number - 60, 20)
        compute(unit)
    response = opened(sup, "ecology-detail", assessed.pk)
    peers = response.context["peers"]
    assert (peers.units, peers.high) == (3, assessed.index)
    assert "某局" not in response.content.decode()


def test_rows_behind_a_figure_and_only_visible_ones(opened, assessed, sup):
    def open_to_all_but_16(_user, rows):
        return {row["key"]: f"/r/{row['key']}/" for row in rows if row["key"] != 16}

    evidence_source("test", "记录", open_to_all_but_16)
    text = opened(sup, "ecology-rows", assessed.pk, "B1").content.decode()
    assert "/r/17/" in text
    assert "/r/16/" not in text


def test_every_indicator_is_listed_with_its_weight(opened, assessed, sup):
    response = opened(sup, "ecology-indicators")
    assert response.context["total"] == 23
    assert response.context["in_use"] == 3


def test_the_button_computes_as_a_job(client, education, figures, sup, django_capture_on_commit_callbacks):
    figures |= {"B4": {"U15": part(9, 10)}, "F4": {"U15": part(4, 4)}}
    client.force_login(sup)
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(reverse("ecology-compute"), {"period": "2026H1"})
    job = Job.objects.get()
    assert response.url == job.get_absolute_url()
    assert (job.state, job.result["created"]) == (JobState.DONE, 1)
    assert EcologyAssessment.objects.get().computed_by == sup


def test_forms_lead_through_the_course(client, assessed, sup):
    client.force_login(sup)
    address = reverse("ecology-opinion", args=[assessed.pk])
    assert client.post(address, {"opinion": ""}).status_code == 400
    response = client.post(address, {"opinion": "平稳", "problems": "一\n二\n", "suggestions": ""})
    assert response.url == assessed.get_absolute_url()
    record = EcologyAssessment.objects.get(pk=assessed.pk)
    assert (record.status, record.problems) == (Status.OPINION, ["一", "二"])
    assert client.get(reverse("ecology-meeting", args=[assessed.pk])).status_code == 200


def test_a_recalculation_from_the_page(client, assessed, sup):
    client.force_login(sup)
    response = client.post(reverse("ecology-recalculate", args=[assessed.pk]), {"reason": "补充备案"})
    assert response.url == EcologyAssessment.objects.get(version=2).get_absolute_url()
    assert client.get(assessed.get_absolute_url()).status_code == 200


def test_workbench_and_unit_page(opened, assessed, sup, education):
    bench = workbench_for(sup)
    assert "ecology-bands" in [item.key for item, _context in bench.panels["side"]]
    assert "2026" in opened(sup, "unit-detail", education.pk).content.decode()


def test_a_low_band_asks_the_office_for_an_assessment(education, figures, compute, sup, stranger):
    figures |= {"B4": {"U15": part(2, 10)}, "F4": {"U15": part(2, 4)}}
    compute(education)
    assert [todo.unit for todo in waiting(sup)] == ["市教育局"]
    assert not list(waiting(stranger))


def test_a_good_band_asks_nobody(assessed, sup):
    assert not list(waiting(sup))


def test_roots_are_no_units(client, city, education, figures, secretary):
    assert list(Unit.objects.visible_to(secretary).real()) == [education]
    assert city.kind == UnitKind.ROOT


def test_nobody_without_the_right_computes(client, education, secretary):
    client.force_login(secretary)
    assert client.get(reverse("ecology-compute")).status_code == 403
    assert make_user("uhd9", "UHD", unit=education).has_perm("warnings.respond_ecology")
