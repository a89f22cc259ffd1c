"""Documents through the API: what the pages show and do, and no more."""

import pytest
from rest_framework.test import APIClient

from core.documents.models import IssuedDocument
from core.documents.texts.models import DocumentText
from core.jobs.models import Job
from tests.core.documents.issued import receipts
from tests.support.cast import make_user

pytestmark = pytest.mark.django_db
DOCUMENTS, TEXTS = "/api/v1/documents/", "/api/v1/document-texts/"


@pytest.fixture(autouse=True)
def _by_hand(monkeypatch, settings, tmp_path):
    settings.STORAGE_DIR = tmp_path
    settings.MEDIA_ROOT = tmp_path / "media"
    monkeypatch.setattr("core.jobs.tasks.job_run.delay", lambda pk: None)


@pytest.fixture
def issued(education, sup) -> list[IssuedDocument]:
    return receipts(education, 2)


@pytest.fixture
def archivist(city):
    return make_user("arc", "ARC", units=[city], kind="TREE", name="欧阳某")


def client(user) -> APIClient:
    found = APIClient()
    found.force_authenticate(user)
    return found


def test_the_register_lists_what_one_sees_and_a_download_counts_as_a_print(issued, sup, stranger):
    rows = client(sup).get(DOCUMENTS).json()["results"]
    assert {row["doc_no"] for row in rows} == {document.doc_no for document in issued}
    path = f"{DOCUMENTS}{issued[0].pk}/pdf/"
    assert client(sup).get(path).content.startswith(b"%PDF")
    issued[0].refresh_from_db()
    assert issued[0].printed_count == 1
    assert client(stranger).get(path).status_code in (403, 404)
    for unknown in ("999999", "abc"):
        assert client(sup).get(f"{DOCUMENTS}{unknown}/pdf/").status_code == 404


def test_many_are_printed_by_whoever_may_with_a_purpose(issued, archivist, sup):
    chosen = {"documents": [document.pk for document in issued], "purpose": "季度归档"}
    answer = client(archivist).post(f"{DOCUMENTS}print/", chosen, format="json")
    assert answer.status_code == 202
    assert Job.objects.get(pk=answer.json()["job"]).params["documents"] == sorted(chosen["documents"])
    assert client(sup).post(f"{DOCUMENTS}print/", chosen, format="json").status_code == 403
    more = client(archivist).post(
        f"{DOCUMENTS}print/", chosen | {"documents": [*chosen["documents"], 999999]}, format="json"
    )
    assert more.status_code == 400
    assert "999999" in more.json()["title"]
    assert Job.objects.count() == 1
    nothing = client(archivist).post(f"{DOCUMENTS}print/", chosen | {"purpose": ""}, format="json")
    assert nothing.status_code == 400


def test_a_wording_is_proposed_by_one_and_decided_by_another(admin, secretary):
    wording = {
        "kind": "W01", "part": "reply", "effective_from": "2026-07-01", "grounds": "文字更简明",
        "text": "请于{within}书面答复。确需延期的，请提前提出。逾期未答复不视为承认所列情况。",
    }  # fmt: skip
    answer = client(admin).post(TEXTS, wording, format="json")
    assert answer.status_code == 201, answer.content
    row = answer.json()
    assert (row["proposed_by"], row["status"], row["version"]) == (admin.username, "PROPOSED", 1)
    steps = f"{TEXTS}{row['id']}/transitions/"
    assert client(admin).post(f"{steps}approve/", {"reason": "同意"}, format="json").status_code in (403, 409)
    assert client(secretary).post(f"{steps}approve/", {"reason": "同意"}, format="json").status_code == 200
    assert DocumentText.objects.get().status == "APPROVED"
    unknown = client(admin).post(TEXTS, wording | {"part": "x"}, format="json")
    assert unknown.status_code == 400
    assert "part" in str(unknown.json())
