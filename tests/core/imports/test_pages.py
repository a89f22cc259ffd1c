"""Imports in the browser and through the API: upload, report, apply, undo, by jobs."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from core.audit.models import AuditEntry, AuditEvent
from core.imports.models import ImportBatch, ImportStatus
from core.jobs.models import Job, JobState
from core.jobs.services import job_execute
from organization.models import Unit
from tests.core.imports.files import book, checked, started

BUREAU = {"code": "U90", "name": "市审批局", "kind": "政府综合部门", "parent": "R2"}


@pytest.fixture
def run(client, django_capture_on_commit_callbacks):
    """Post, and let the jobs run that the page started."""

    def post(user, url, data):
        client.force_login(user)
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(url, data)

    return post


def upload(*rows, name="单位.xlsx"):
    return SimpleUploadedFile(name, book("units", *rows))


def test_upload_report_apply_and_undo_in_the_browser(client, run, admin, city):
    run(admin, reverse("import-new", args=["units"]), {"policy": "UPDATE", "file": upload(BUREAU)})
    batch = ImportBatch.objects.get()
    page = client.get(batch.get_absolute_url()).content.decode()
    assert batch.status == ImportStatus.CHECKED
    assert "市审批局" in page
    run(admin, reverse("import-apply", args=[batch.pk]), {})
    assert Unit.objects.get(code="U90").parent == city
    assert run(admin, reverse("import-undo", args=[batch.pk]), {"reason": ""}).status_code == 422
    run(admin, reverse("import-undo", args=[batch.pk]), {"reason": "录入有误"})
    assert not Unit.objects.filter(code="U90").exists()
    page = client.get(batch.get_absolute_url()).content.decode()
    assert "录入有误" in page


def test_errors_stand_on_the_page_and_applying_is_refused_with_the_reason(client, run, admin, city):
    run(admin, reverse("import-new", args=["units"]), {"policy": "STOP", "file": upload(BUREAU | {"kind": "衙门"})})
    batch = ImportBatch.objects.get()
    assert "衙门" in client.get(batch.get_absolute_url()).content.decode()
    assert run(admin, reverse("import-apply", args=[batch.pk]), {}).status_code == 422
    assert client.get(reverse("import-apply", args=[batch.pk])).status_code == 403
    assert client.get(reverse("import-undo", args=[batch.pk])).status_code == 409
    assert client.get(reverse("import-errors", args=[batch.pk])).status_code == 200
    assert AuditEntry.objects.filter(event=AuditEvent.DOWNLOAD).count() == 1


def test_a_refused_file_is_explained_on_the_form(run, admin, city):
    data = {"policy": "UPDATE", "file": SimpleUploadedFile("a.xlsx", b"%PDF-1.7")}
    response = run(admin, reverse("import-new", args=["units"]), data)
    assert response.status_code == 400
    assert "PDF" in response.content.decode()


def test_the_check_may_be_repeated_under_another_policy(run, admin, education):
    batch = checked("units", book("units", {"code": "U15", "name": "新名", "kind": "PARTY"}), admin, policy="STOP")
    run(admin, reverse("import-check", args=[batch.pk]), {"policy": "SKIP"})
    batch.refresh_from_db()
    assert (batch.policy, batch.count("SKIPPED"), batch.count("ERROR")) == ("SKIP", 1, 0)


def test_a_job_that_is_refused_says_why_on_the_page(client, run, admin, city):
    batch = checked("units", book("units", BUREAU), admin)
    Unit.objects.create(code="U90", name="别人先录", kind="GOVERNMENT")
    run(admin, reverse("import-apply", args=[batch.pk]), {})
    batch.refresh_from_db()
    assert batch.job.state == JobState.FAILED
    assert batch.job.message in client.get(batch.get_absolute_url()).content.decode()


@pytest.mark.parametrize("step", ["apply", "undo"])
def test_a_job_whose_worker_died_after_the_commit_finds_its_work_done(run, admin, city, step):
    batch = checked("units", book("units", BUREAU), admin)
    for name in ("apply", "undo") if step == "undo" else ("apply",):
        run(admin, reverse(f"import-{name}", args=[batch.pk]), {"reason": "录入有误"})
    batch.refresh_from_db()
    Job.objects.filter(pk=batch.job_id).update(state=JobState.PENDING)
    assert job_execute(pk=batch.job_id).state == JobState.DONE
    assert Unit.objects.filter(code="U90").exists() is (step == "apply")


def test_imports_are_seen_by_those_who_may_import_the_kind_and_404_for_others(client, admin, sup, auditor, city):
    batch = started("units", book("units", BUREAU), admin)
    client.force_login(sup)
    for name in ("import-detail", "import-check", "import-apply", "import-undo", "import-errors"):
        assert client.get(reverse(name, args=[batch.pk])).status_code == 404, name
    pages = [reverse("import-list"), *(reverse(f"import-{name}", args=["units"]) for name in ("new", "template"))]
    client.force_login(auditor)
    assert [client.get(url).status_code for url in pages] == [403, 403, 403]
    client.force_login(admin)
    assert [client.get(url).status_code for url in pages] == [200, 200, 200]
    assert client.get(reverse("import-new", args=["nothing"])).status_code == 404


def test_a_dropped_upload_keeps_no_cells(client, admin, city):
    batch = checked("units", book("units", BUREAU), admin)
    client.force_login(admin)
    client.post(reverse("transition", args=["core", "importbatch", batch.pk, "drop"]))
    batch.refresh_from_db()
    assert (batch.status, batch.rows, batch.report) == (ImportStatus.DROPPED, "", {})


def test_the_api_uploads_reports_applies_and_undoes(client, run, admin, sup, city):
    made = run(admin, "/api/v1/imports/", {"kind": "units", "policy": "UPDATE", "file": upload(BUREAU)})
    assert made.status_code == 201
    address = f"/api/v1/imports/{made.json()['id']}/"
    report = client.get(address + "report/").json()
    assert report["counts"]["NEW"] == 1
    assert run(admin, address + "apply/", {}).status_code == 202
    assert client.get(address).json()["status"] == "APPLIED"
    assert run(admin, address + "undo/", {"reason": "录入有误"}).status_code == 202
    assert client.get(address).json()["status"] == "UNDONE"
    client.force_login(sup)
    assert client.get(address).status_code == 404
    assert run(sup, "/api/v1/imports/", {"kind": "units", "policy": "SKIP", "file": upload(BUREAU)}).status_code == 403
