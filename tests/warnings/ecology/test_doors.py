"""The other doors: API, schedule, command."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from core.jobs.models import Job
from early_warning.ecology.models import EcologyAssessment
from early_warning.ecology.tasks import compute_scheduled
from tests.warnings.ecology.conftest import part

pytestmark = pytest.mark.django_db


def test_the_api_lists_bands_and_shows_figures_of_one_unit(client, assessed, sup):
    client.force_login(sup)
    listed = client.get(reverse("api:ecology-list"), {"period": "2026H1"}).json()["results"]
    assert [row["unit"] for row in listed] == ["U15"]
    assert "index" not in listed[0]
    found = client.get(reverse("api:ecology-detail", args=[assessed.pk])).json()
    assert found["index"] == "84.2"
    assert [value["code"] for value in found["values"]] == ["B1", "C1", "F4", "X2"]


def test_the_api_is_read_only_and_hides_what_is_hidden(client, assessed, sup, stranger):
    client.force_login(sup)
    address = reverse("api:ecology-detail", args=[assessed.pk])
    assert client.post(address).status_code == 405
    client.force_login(stranger)
    assert client.get(address).status_code == 404
    assert client.get(reverse("api:ecology-list")).json()["results"] == []


def test_the_schedule_computes_the_running_half_year(education, figures, settings, django_capture_on_commit_callbacks):
    figures |= {"B4": {"U15": part(9, 10)}, "F4": {"U15": part(4, 4)}}
    with django_capture_on_commit_callbacks(execute=True):
        compute_scheduled()
    assert [row.period for row in EcologyAssessment.objects.all()] == ["2026H1"]
    settings.TODAY = date(2026, 8, 1)
    with django_capture_on_commit_callbacks(execute=True):
        compute_scheduled()
    assert Job.objects.first().params["periods"] == ["2026H1", "2026H2"]
    assert EcologyAssessment.objects.live().of_period("2026H2").get().previous.period == "2026H1"


def test_the_command_computes_and_looks_back(education, health, figures):
    figures |= {"B4": {"U15": part(9, 10), "U31": part(9, 10)}, "F4": {"U15": part(4, 4), "U31": part(4, 4)}}
    out = StringIO()
    call_command("compute_ecology", "--units", "U15", "--period", "2026H1", "--as-of", "2026-04-30", stdout=out)
    call_command("compute_ecology", stdout=out)
    call_command("compute_ecology", "--as-of", "2026-04-30", "--units", "U15", stdout=out)
    assert EcologyAssessment.objects.live().count() == 2
    figures["B4"]["U15"] = part(1, 10)
    call_command("compute_ecology", stdout=out)
    out = StringIO()
    call_command("compute_ecology", "--as-of", "2026-04-30", stdout=out)
    assert "U15 42.5" in out.getvalue()
    assert EcologyAssessment.objects.live().get(unit=education).as_of == date(2026, 6, 30)


@pytest.mark.parametrize("arguments", [["--units", "U99"], ["--period", "2026Q1"], ["--period", "2027H1"]])
def test_the_command_refuses_what_does_not_exist(education, arguments):
    with pytest.raises(CommandError):
        call_command("compute_ecology", *arguments)
