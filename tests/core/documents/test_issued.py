"""Issued documents never change; copies are marked, logged and only for those who see the record."""

import hashlib
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from core.audit.models import AuditEntry, AuditEvent
from core.documents.models import IssuedDocument
from core.documents.queries import documents_of
from core.documents.services import document_issue, document_print
from core.documents.storage import DocumentDamaged
from organization.models import Unit
from tests.core.documents import samples
from tests.core.documents.pdf import fonts_of, reader, text_of

TEMPLATE = "warnings/notices/documents/w20.html"


@pytest.fixture
def issue(education: Unit, sup):
    """Issue a receipt for the department of education; any record with ``visible_to`` would do."""

    def make(**changes) -> IssuedDocument:
        given = {"kind": "W20", "template": TEMPLATE, "context": samples.w20(), "actor": sup, "owner": education}
        return document_issue(**given | changes)

    return make


def stored(document: IssuedDocument, settings) -> Path:
    return Path(settings.STORAGE_DIR, document.path)


def test_it_is_stored_with_its_hash_and_number(issue, settings, education, sup):
    document = issue()
    content = stored(document, settings).read_bytes()
    assert hashlib.sha256(content).hexdigest() == document.sha256
    assert document.size == len(content)
    assert (document.doc_no, document.title, document.created_by) == ("云纪警〔2026〕12号", "送达回证", sup)
    assert list(documents_of(education)) == [document]


def test_it_is_rendered_once_for_a_record_kind_and_version(issue):
    first = issue()
    assert issue(context={"title": "changed"}) == first
    second = issue(version=2, context=samples.w20() | {"remark": "更正"})
    assert second != first
    assert second.sha256 != first.sha256


def test_the_stored_file_may_not_be_written(issue, settings):
    assert stored(issue(), settings).stat().st_mode & 0o222 == 0


def test_r25_a_reprint_is_marked_and_the_original_stays(issue, sup, settings):
    document = issue()
    original = stored(document, settings).read_bytes()
    assert document_print(document=document, actor=sup) == original
    second = document_print(document=document, actor=sup)
    assert "副本第2次打印" in text_of(second)
    assert "副本" not in text_of(original)
    assert all(all(marks.values()) for marks in fonts_of(second).values())
    assert stored(document, settings).read_bytes() == original
    document.refresh_from_db()
    assert document.printed_count == 2


def test_the_addressee_always_gets_the_original(issue, sup, head, settings):
    document = issue(addressee=head)
    document_print(document=document, actor=sup)
    assert document_print(document=document, actor=head) == stored(document, settings).read_bytes()
    document.refresh_from_db()
    assert document.printed_count == 1


def test_r26_a_restricted_document_names_its_reader_on_every_page_and_in_the_metadata(issue, sup):
    sup.full_name, sup.staff_no = "李某", "A0231"
    document = issue(restricted=True)
    pdf = document_print(document=document, actor=sup)
    for page in reader(pdf).pages:
        assert "李某 A0231 2026-06-30" in page.extract_text()
    assert "李某 A0231 2026-06-30" in reader(pdf).metadata["/Reader"]


def test_r24_every_print_is_logged(issue, sup):
    document = issue()
    document_print(document=document, actor=sup)
    document_print(document=document, actor=sup)
    entries = AuditEntry.objects.filter(event=AuditEvent.PRINT, object_pk=str(document.pk)).order_by("pk")
    assert [entry.additional_data["copy"] for entry in entries] == [False, True]
    assert {entry.actor for entry in entries} == {sup}


def test_a_changed_file_is_not_handed_out(issue, sup, settings):
    document = issue()
    file = stored(document, settings)
    file.chmod(0o640)
    file.write_bytes(file.read_bytes() + b" ")
    with pytest.raises(DocumentDamaged):
        document_print(document=document, actor=sup)
    document.refresh_from_db()
    assert document.printed_count == 0


def test_the_page_opens_for_whoever_sees_the_record_and_is_404_for_others(client, issue, sup, stranger):
    document = issue()
    client.force_login(sup)
    response = client.get(document.get_absolute_url())
    assert response["Content-Type"] == "application/pdf"
    assert response["Cache-Control"] == "private, no-store"
    assert response.content.startswith(b"%PDF-")
    client.force_login(stranger)
    assert client.get(document.get_absolute_url()).status_code == 404
    assert client.get(reverse("document-pdf", args=[document.pk + 1])).status_code == 404


def test_the_page_of_the_record_lists_its_documents(client, issue, sup, education):
    document = issue()
    client.force_login(sup)
    text = client.get(education.get_absolute_url()).content.decode()
    assert document.get_absolute_url() in text
    assert document.sha256[:16] in text


def test_looking_ahead_does_not_count_as_a_print(client, issue, sup):
    document = issue()
    client.force_login(sup)
    assert client.head(document.get_absolute_url()).status_code == 405
    document.refresh_from_db()
    assert document.printed_count == 0


def test_the_register_lists_only_documents_of_visible_records(client, issue, sup, stranger):
    issue()
    for user, seen in ((sup, True), (stranger, False)):
        client.force_login(user)
        assert ("云纪警〔2026〕12号" in client.get(reverse("document-list")).content.decode()) is seen


def test_the_search_box_finds_a_number_and_leads_to_the_record(client, issue, sup, stranger, education):
    issue()
    for user, seen in ((sup, True), (stranger, False)):
        client.force_login(user)
        text = client.get(reverse("search"), {"q": "云纪警"}).content.decode()
        assert (education.get_absolute_url() in text) is seen


def test_verification_passes_names_strays_and_fails_on_damage(issue, settings, capsys):
    document = issue()
    stray = Path(settings.STORAGE_DIR, "documents", "stray.pdf")
    stray.write_bytes(b"%PDF-")
    call_command("verify_documents")
    assert "stray.pdf" in capsys.readouterr().out
    stray.unlink()
    stored(document, settings).unlink()
    with pytest.raises(CommandError):
        call_command("verify_documents")
    assert document.path in capsys.readouterr().err
