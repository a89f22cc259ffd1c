"""Every record says who handles it and how far it may go; both are changed in the open, by its own office (R26)."""

import pytest
from django.urls import reverse

from core.audit.models import AuditEntry, AuditEvent
from core.documents.models import IssuedDocument
from core.documents.services import document_issue, document_print, watermark_for
from core.mechanisms.filters import filterset_for
from core.mechanisms.registry import mechanisms
from core.mechanisms.services import record_create
from core.records.base import Classification, Record
from core.records.handling import record_handle
from core.workflow.queries import history_of
from core.workflow.services import transition_perform
from tests.core.documents.pdf import text_of
from tests.sample_mechanism.models import Pledge

pytestmark = pytest.mark.django_db
JSON = "application/json"


def handling(record: Record) -> str:
    return f"/records/sample/pledge/{record.pk}/handling/"


@pytest.fixture
def secret(draft, sup) -> Record:
    return record_handle(record=draft, classification="WORK_SECRET", reason="涉及未公开事项", actor=sup)


def test_every_mechanism_offers_the_filter_and_shows_both():
    records = [one for one in mechanisms() if issubclass(one.model, Record)]
    assert len(records) > 30
    assert [one.slug for one in records if "classification" not in filterset_for(one).base_filters] == []


def test_the_list_is_filtered_by_classification(client, secret, values, sup):
    record_create(model=Pledge, values=values | {"subject": "另一件"}, actor=sup)
    client.force_login(sup)
    rows = client.get("/pledges/", {"classification": "WORK_SECRET"}).context["table"].rows
    assert [row.record for row in rows] == [secret]
    found = client.get("/api/v1/pledges/", {"classification": "INTERNAL"}).json()["results"]
    assert [row["subject"] for row in found] == ["另一件"]


def test_whoever_makes_or_rewrites_a_record_says_how_far_it_may_go(client, draft, sup, education, person):
    client.force_login(sup)
    given = {"unit": education.pk, "official": person.pk, "subject": "承诺", "request": "请说明"}
    client.post("/pledges/new/", given | {"classification": "PUBLIC", "legal_basis": "《条例》"})
    made = Pledge.objects.get(subject="承诺")
    assert (made.classification, made.legal_basis) == ("PUBLIC", "《条例》")
    client.post(f"/pledges/{draft.pk}/edit/", given | {"classification": "WORK_SECRET"})
    draft.refresh_from_db()
    assert draft.classification == "WORK_SECRET"


def test_who_says_nothing_about_it_makes_an_internal_record_and_changes_none(client, draft, sup, person):
    client.force_login(sup)
    given = {"unit": "U15", "official": person.code, "subject": "承诺", "request": "请说明"}
    row = client.post("/api/v1/pledges/", given, content_type=JSON).json()
    assert (row["classification"], row["handler"], row["legal_basis"]) == ("INTERNAL", None, "")
    Pledge.objects.filter(pk=draft.pk).update(classification="PUBLIC")
    client.patch(f"/api/v1/pledges/{draft.pk}/", {"subject": "新"}, content_type=JSON)
    draft.refresh_from_db()
    assert (draft.subject, draft.classification) == ("新", "PUBLIC")


def test_the_maker_hands_over_to_a_colleague_and_the_colleague_goes_on(client, draft, sup, sup_colleague):
    client.force_login(sup)
    assert handling(draft) in client.get(draft.get_absolute_url()).content.decode()
    form = client.get(handling(draft)).context["form"]
    assert list(form.fields["handler"].queryset) == [sup_colleague]
    answer = client.post(handling(draft), {"handler": sup_colleague.pk, "reason": "工作调整"})
    assert answer.url == draft.get_absolute_url()
    draft.refresh_from_db()
    assert (draft.handler, draft.status, draft.classification) == (sup_colleague, "DRAFT", "INTERNAL")
    line = history_of(draft).last()
    assert (line.name, line.actor) == ("handling", sup)
    assert f"{sup_colleague}" in line.reason
    assert "工作调整" in line.reason
    assert AuditEntry.objects.filter(object_pk=str(draft.pk), changes__has_key="handler").exists()
    assert str(sup_colleague) in client.get(draft.get_absolute_url()).content.decode()
    assert client.get(handling(draft)).status_code == 403
    client.force_login(sup_colleague)
    assert client.post(handling(draft), {"classification": "PUBLIC", "reason": "可以公开"}).status_code == 302


def test_the_leader_of_the_handler_takes_it_from_one_and_gives_it_to_another(client, draft, sup_colleague, deputy):
    client.force_login(deputy)
    address = f"/api/v1/pledges/{draft.pk}/handling/"
    answer = client.post(address, {"handler": "sup2", "reason": "工作调整"}, content_type=JSON)
    assert answer.json() == {"handler": "sup2", "classification": "INTERNAL"}
    draft.refresh_from_db()
    assert draft.handler == sup_colleague


def test_nobody_gets_a_record_that_he_may_not_see(client, draft, sup, stranger, deputy):
    client.force_login(sup)
    for other in (stranger, deputy):
        assert client.post(handling(draft), {"handler": other.pk, "reason": "x"}).status_code == 422
    draft.refresh_from_db()
    assert draft.handler is None


def test_only_who_has_it_hands_it_over(client, draft, approved, sup_colleague, stranger, secretary, person):
    for user, status in ((sup_colleague, 403), (secretary, 403), (stranger, 404), (person.user, 403)):
        client.force_login(user)
        assert client.get(handling(draft)).status_code == status, user
        answer = client.post(f"/api/v1/pledges/{draft.pk}/handling/", {"reason": "x"}, content_type=JSON)
        assert answer.status_code == status, user


def test_a_reason_and_a_change_are_needed_and_a_closed_record_stays(client, approved, sup, person, deputy):
    client.force_login(sup)
    assert client.post(handling(approved), {"classification": "PUBLIC"}).status_code == 422
    assert client.post(handling(approved), {"classification": "INTERNAL", "reason": "x"}).status_code == 422
    given = transition_perform(instance=approved, name="give", actor=person.user, pledge="承诺")
    transition_perform(instance=given, name="close", actor=deputy, reason="已核对")
    assert client.get(handling(approved)).status_code == 403


def test_other_records_have_no_such_page(client, sup, education):
    client.force_login(sup)
    for path in (f"organization/unit/{education.pk}", "sample/nothing/1", f"sample/point/{education.pk}"):
        assert client.get(f"/records/{path}/handling/").status_code == 404, path


def test_r32_an_official_is_not_told_on_whose_desk_his_record_lies(client, approved, sup, sup_colleague, person):
    record_handle(
        record=approved, classification="INTERNAL", handler=sup_colleague, reason="工作调整", actor=sup
    )  # fmt: skip
    client.force_login(person.user)
    page = client.get(approved.get_absolute_url()).content.decode()
    assert str(sup_colleague) not in page
    assert "工作调整" not in page
    assert client.get(f"/api/v1/pledges/{approved.pk}/").json()["handler"] is None


def test_r26_the_pages_of_a_work_secret_carry_the_reader_and_are_logged(client, draft, sup):
    client.force_login(sup)
    pages = [draft.get_absolute_url(), reverse("pledges-edit", args=[draft.pk]), handling(draft)]
    mark = f"{sup} {sup.username} "
    assert [page for page in pages if mark in client.get(page).content.decode()] == []
    reads = AuditEntry.objects.filter(event=AuditEvent.READ, object_pk=str(draft.pk))
    assert not reads.exists()
    record_handle(record=draft, classification=Classification.WORK_SECRET, reason="涉密", actor=sup)
    assert [page for page in pages if mark not in client.get(page).content.decode()] == []
    assert reads.get().actor == sup


def test_r26_the_papers_of_a_work_secret_carry_the_reader(draft, sup):
    def issue(version: int) -> IssuedDocument:
        return document_issue(
            owner=draft, kind="W99", version=version, template="documents/base.html", actor=sup,
            context={"title": "承诺书", "doc_no": ""},
        )  # fmt: skip

    document = issue(1)
    mark = watermark_for(sup).split()[0] + sup.username
    assert mark not in text_of(document_print(document=document, actor=sup))
    record_handle(record=draft, classification=Classification.WORK_SECRET, reason="涉密", actor=sup)
    document = IssuedDocument.objects.get(pk=document.pk)
    assert mark in text_of(document_print(document=document, actor=sup))
