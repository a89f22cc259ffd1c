"""R38: whoever drafted a recommendation letter never learns that the unit objected to it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from rest_framework.test import APIClient

from cases.recommendations.models import RecommendationObjection
from core.attachments.models import Attachment
from core.workflow.queries import history_of

pytestmark = pytest.mark.django_db
WORDS, FILE = "第二条建议不属于我单位职责", "异议依据"


@pytest.fixture
def objected(at, step):
    paper = SimpleUploadedFile(f"{FILE}.txt", "说明".encode(), content_type="text/plain")
    return step(at("acknowledge"), "raise_objection", files=[paper])


def pages_of(client, letter) -> str:
    listing = client.get(reverse("recommendations-list")).content.decode()
    found = client.get(reverse("search"), {"q": letter.doc_no}).content.decode()
    return client.get(letter.get_absolute_url()).content.decode() + listing + found


def test_the_drafter_reads_nothing_of_it_on_any_page_nor_by_api(client, objected, sup):
    client.force_login(sup)
    pages = pages_of(client, objected)
    assert objected.title in pages
    api = APIClient()
    api.force_authenticate(sup)
    row = api.get(f"/api/v1/recommendations/{objected.pk}/").json()
    assert row["status"] == "ACKED"
    for text in (pages, str(row)):
        assert WORDS not in text
        assert FILE not in text
    assert "raise_objection" not in history_of(objected, sup).values_list("name", flat=True)
    assert not RecommendationObjection.objects.visible_to(sup).exists()
    assert not Attachment.objects.visible_to(sup).filter(name__contains=FILE).exists()


def test_colleagues_of_the_chain_read_nothing_either(client, objected, sup_colleague, trial):
    for user in (sup_colleague, trial):
        client.force_login(user)
        assert WORDS not in pages_of(client, objected)


def test_who_objected_and_who_decides_read_words_and_files(client, objected, head, deputy):
    for user in (head, deputy):
        client.force_login(user)
        page = client.get(objected.get_absolute_url()).content.decode()
        assert WORDS in page
        assert FILE in page
        objection = objected.objections.get()
        assert WORDS in client.get(objection.get_absolute_url()).content.decode()
        assert "raise_objection" in history_of(objected, user).values_list("name", flat=True)


def test_an_upheld_objection_leaves_the_drafter_only_the_revocation(client, objected, step, sup):
    step(objected.objections.get(), "uphold")
    client.force_login(sup)
    page = client.get(objected.get_absolute_url()).content.decode()
    assert "经复查，决定撤销" in page
    assert "异议" not in page
    assert "revoke_after_review" in history_of(objected, sup).values_list("name", flat=True)


def test_the_unit_of_somebody_else_sees_no_objection(client, objected, stranger):
    client.force_login(stranger)
    assert client.get(objected.objections.get().get_absolute_url()).status_code in (403, 404)
