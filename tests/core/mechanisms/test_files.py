"""Any record that says who may rewrite it takes files by one page and one address of the API."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from core.attachments.models import Attachment
from core.attachments.services import attachments_of
from tests.core.attachments.files import PDF

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_storage(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def door(record) -> str:
    return reverse("attachment-add", args=[record._meta.app_label, record._meta.model_name, record.pk])


def two() -> list[SimpleUploadedFile]:
    return [SimpleUploadedFile("说明.pdf", PDF), SimpleUploadedFile("清单.txt", "第一项".encode())]


def test_its_maker_adds_several_files_at_once(client, draft, sup):
    client.force_login(sup)
    assert door(draft) in client.get(draft.get_absolute_url()).content.decode()
    assert client.get(door(draft)).status_code == 200
    assert client.post(door(draft), {"files": two()}).status_code == 302
    assert [row.name for row in attachments_of(draft)] == ["说明.pdf", "清单.txt"]


def test_one_bad_file_keeps_all_out(client, draft, sup, tmp_path):
    client.force_login(sup)
    bad = SimpleUploadedFile("x.pdf", b"MZ")
    response = client.post(door(draft), {"files": [*two(), bad]})
    assert response.status_code == 422
    assert "x.pdf" in response.content.decode()
    assert not Attachment.objects.exists()
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_no_files_and_too_many_are_refused(client, draft, sup):
    client.force_login(sup)
    assert client.post(door(draft), {}).status_code == 422
    many = [SimpleUploadedFile(f"{n}.txt", b"x") for n in range(21)]
    assert client.post(door(draft), {"files": many}).status_code == 422
    assert not Attachment.objects.exists()


def test_who_may_not_rewrite_it_is_told_why_and_who_may_not_see_it_finds_nothing(
    client, draft, sup_colleague, stranger
):
    client.force_login(sup_colleague)
    assert client.get(door(draft)).status_code == 403
    assert client.post(door(draft), {"files": two()}).status_code == 403
    assert door(draft) not in client.get(draft.get_absolute_url()).content.decode()
    client.force_login(stranger)
    assert client.post(door(draft), {"files": two()}).status_code == 404
    assert not Attachment.objects.exists()


def test_a_record_that_moved_on_takes_no_more_files(client, approved, sup):
    client.force_login(sup)
    assert client.post(door(approved), {"files": two()}).status_code == 403


def test_a_record_without_such_a_rule_and_a_model_without_scope_take_none(client, education, sup):
    client.force_login(sup)
    assert client.get(door(education)).status_code == 403
    assert client.get(reverse("attachment-add", args=["auth", "group", 1])).status_code == 404
    assert client.get(reverse("attachment-add", args=["no", "such", 1])).status_code == 404


def test_the_api_adds_lists_and_gives_out_by_the_same_rules(client, draft, sup, sup_colleague, stranger):
    given = {"app": draft._meta.app_label, "model": draft._meta.model_name, "id": draft.pk}
    client.force_login(sup)
    response = client.post("/api/v1/attachments/", given | {"files": two()})
    assert response.status_code == 201
    assert [row["name"] for row in response.json()] == ["说明.pdf", "清单.txt"]
    pk = response.json()[0]["id"]
    client.force_login(sup_colleague)
    assert client.post("/api/v1/attachments/", given | {"files": two()}).status_code == 403
    assert client.get("/api/v1/attachments/", {"object_id": draft.pk}).json()["count"] == 2
    assert b"".join(client.get(f"/api/v1/attachments/{pk}/file/").streaming_content) == PDF
    client.force_login(stranger)
    assert client.post("/api/v1/attachments/", given | {"files": two()}).status_code == 404
    assert client.get("/api/v1/attachments/").json()["count"] == 0
    for path in ("", "file/"):
        assert client.get(f"/api/v1/attachments/{pk}/{path}").status_code == 404
