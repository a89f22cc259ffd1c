"""The API: the same services and the same rows as the pages."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from rest_framework.test import APIClient

from core.reading import limits
from early_warning.filings.models import DataFiling
from tests.warnings.filings import files

BAD = files.ROW.replace("YL-1", "YL-2").replace("38.6", "soon")


@pytest.fixture
def api(liaison):
    client = APIClient()
    client.force_login(liaison)
    return client


def posted(api, content=None, **data):
    content = files.csv_bytes(files.ROW, BAD) if content is None else content
    fields = {"unit": "U15", "kind": "purchases", "period": "2026Q1", "file": SimpleUploadedFile("a.csv", content)}
    return api.post(reverse("api:filings-list"), fields | data, format="multipart")


def test_upload_check_file_and_confirm(api, head):
    answer = posted(api)
    assert answer.status_code == 201
    report = answer.json()["report"]
    assert (report["taken"], report["not_taken"]) == (1, 1)
    assert report["findings"][0]["value"] == "soon"
    pk = answer.json()["id"]
    assert api.post(reverse("api:filings-file-rows", args=[pk])).json()["status"] == "VALIDATED"
    api.force_login(head)
    url = reverse("api:filings-perform-transition", args=[pk, "confirm"])
    assert api.post(url, {}, format="json").json()["status"] == "CONFIRMED"
    rows = api.get(reverse("api:filings-rows", args=[pk])).json()
    assert (rows["count"], rows["rows"][0]["amount"]) == (1, "386000.00")


def test_another_mapping_can_be_tried(api):
    pk = posted(api).json()["id"]
    plan = DataFiling.objects.get(pk=pk).plan
    plan["columns"]["amount"]["default"] = "1"
    url = reverse("api:filings-check", args=[pk])
    assert api.post(url, {"plan": plan}, format="json").json()["report"]["taken"] == 1
    assert api.post(url, {"plan": {"columns": 3}}, format="json").json()["field"] == "plan"
    assert api.post(url, {"mapping": "none"}, format="json").status_code == 400


def test_a_refusal_is_a_problem_with_its_cure(api):
    answer = posted(api, b"\x89PNG....")
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["type"] == "file-refused"
    assert answer.json()["cure"]


def test_the_limit_holds(api, monkeypatch):
    monkeypatch.setattr(limits, "MAX_BYTES", 1000)
    answer = posted(api, files.csv_bytes(*[files.ROW] * 200))
    assert (answer.status_code, answer.json()["type"]) == (400, "file-refused")
    assert not DataFiling.objects.exists()


def test_nil_returns_and_dropping(api):
    fields = {"unit": "U15", "kind": "bids", "period": "2026Q1", "nil": True}
    assert api.post(reverse("api:filings-list"), fields, format="json").json()["status"] == "VALIDATED"
    pk = posted(api).json()["id"]
    assert api.post(reverse("api:filings-cancel", args=[pk])).status_code == 204
    assert not DataFiling.objects.filter(pk=pk).exists()


def test_other_units_are_out_of_reach(api, health, confirmed, stranger):
    assert posted(api, unit="U31").status_code == 404
    filing = confirmed(files.csv_bytes(files.ROW))
    api.force_login(stranger)
    assert api.get(reverse("api:filings-detail", args=[filing.pk])).status_code == 404
    assert api.get(reverse("api:filings-list")).json()["count"] == 0


def test_lists_of_duties_mappings_and_datasets(api, education):
    from early_warning.filings import services
    from early_warning.filings.periods import Period

    services.duties_ensure(period=Period.parse("2026Q1"))
    duties = api.get(reverse("api:filing-duties-list")).json()
    assert {row["state"] for row in duties["results"]} == {"OVERDUE"}
    assert api.get(reverse("api:filing-mappings-list")).json()["count"] == 0
    catalogue = api.get(reverse("api:filings-catalogue")).json()
    assert [kind["code"] for kind in catalogue] == ["purchases", "bids", "contracts", "payments", "invoices"]
