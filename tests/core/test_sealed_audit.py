"""The trail cannot be changed unseen: triggers refuse, and what gets past them breaks the chain (R23, P15)."""

import hashlib
import io
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfWriter

from core.audit import guard, tasks
from core.audit.anchors import anchor_make, anchors_verify
from core.audit.models import AuditAnchor, AuditEntry, AuditSeal
from core.audit.sealing import seal_pending, verify
from core.audit.services import event_record
from core.documents.queries import documents_of
from core.documents.storage import document_load
from tests.core.documents.pdf import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def trail(education) -> list[AuditEntry]:
    """Five events, sealed."""
    AuditEntry.objects.all()._raw_delete(using="default")
    entries = [event_record(event="read", obj=education, number=number) for number in range(5)]
    assert seal_pending() == 5
    return entries


@pytest.fixture
def guarded(db):
    guard.install(connection)


def raw(sql: str, *values) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def test_an_untouched_trail_verifies(trail, capsys):
    call_command("verify_audit")
    assert "5 sealed entries" in capsys.readouterr().out


@pytest.mark.parametrize("sql", ["UPDATE core_auditentry SET object_repr = 'x'", "DELETE FROM core_auditentry"])
def test_r23_the_database_itself_refuses_to_change_or_delete_an_entry(trail, guarded, sql):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        raw(sql)
    assert AuditEntry.objects.filter(pk__in=[entry.pk for entry in trail]).count() == 5


@pytest.mark.parametrize("table", guard.GUARDED)
def test_r23_every_guarded_table_has_both_triggers(guarded, table):
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass", [table])
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [table])
        names = {row[0] for row in cursor.fetchall()}
    assert {f"{table}_no_update", f"{table}_no_delete"} <= names


def test_p15_an_entry_altered_behind_the_triggers_is_named_by_its_place(trail):
    raw("UPDATE core_auditentry SET object_repr = 'someone else' WHERE id = %s", trail[2].pk)
    finding = verify()
    assert (finding.sequence, finding.entry) == (3, trail[2].pk)
    with pytest.raises(CommandError, match=rf"number 3 \(entry {trail[2].pk}\)"):
        call_command("verify_audit")


@pytest.mark.parametrize("place", [0, 3, -1])
def test_a_deleted_entry_is_named_by_its_place_the_newest_too(trail, place):
    raw("DELETE FROM core_auditentry WHERE id = %s", trail[place].pk)
    found = verify()
    assert (found.sequence, found.entry) == (range(1, len(trail) + 1)[place], trail[place].pk)


def test_deleting_all_from_a_place_on_is_named_by_that_place(trail):
    raw("DELETE FROM core_auditentry WHERE id >= %s", trail[2].pk)
    assert verify().sequence == 3


def test_a_deleted_seal_is_named_by_its_place(trail):
    raw("DELETE FROM core_auditseal WHERE sequence = 2")
    assert verify().sequence == 2


def test_an_entry_that_never_was_sealed_is_found(trail, education):
    late = event_record(event="read", obj=education)
    AuditEntry.objects.filter(pk=late.pk).update(timestamp=timezone.now() - timedelta(hours=1))
    assert verify().entry == late.pk


def test_a_chain_written_anew_does_not_fit_its_anchor(trail):
    anchor = anchor_make()
    assert anchors_verify() is None
    raw("UPDATE core_auditentry SET object_repr = 'other' WHERE id = %s", trail[0].pk)
    AuditSeal.objects.all().delete()
    seal_pending()
    assert verify() is None
    assert anchors_verify() == anchor


@pytest.fixture
def paper(trail, settings, tmp_path):
    """The anchor of the day on paper, as the scheduled task makes it."""
    settings.STORAGE_DIR = tmp_path
    tasks.anchor_audit()
    return documents_of(AuditAnchor.objects.get()).get()


def test_r23_the_daily_anchor_is_a_numbered_paper_with_the_head_of_the_chain(paper):
    anchor = AuditAnchor.objects.get()
    text = text_of(document_load(paper.path, paper.sha256))
    for words in (f"云纪锚〔{anchor.day.year}〕1号", "链末序号", anchor.hash, "安全审计员", "首个锚点"):
        assert words in text
    assert anchor.sequence >= 5


def test_the_scheduled_task_run_twice_makes_one_paper(paper):
    tasks.anchor_audit()
    assert documents_of(AuditAnchor.objects.get()).get() == paper
    call_command("verify_audit")


def test_the_auditor_prints_it_and_nobody_else_sees_it(client, paper, auditor, secretary, admin):
    client.force_login(auditor)
    page = client.get(reverse("audit-anchor-list")).content.decode()
    assert paper.get_absolute_url() in page
    assert client.get(paper.get_absolute_url()).content.startswith(b"%PDF")
    for user in (secretary, admin):
        client.force_login(user)
        assert client.get(reverse("audit-anchor-list")).status_code == 403
        assert client.get(paper.get_absolute_url()).status_code == 404


def _lost(paper, path):
    path.unlink()


def _changed(paper, path):
    path.chmod(0o600)
    path.write_bytes(path.read_bytes() + b" ")


def _exchanged(paper, path):
    """Another file with another hash, both written where they belong."""
    _write_instead(paper, path, _blank())


def _made_unreadable(paper, path):
    """No PDF any more, under a hash that fits."""
    _write_instead(paper, path, b"%PDF-1.7\n" + path.read_bytes().replace(b" obj", b" bjo"))


def _blank():
    """A PDF that says nothing."""
    pdf = io.BytesIO()
    with PdfWriter() as writer:
        writer.add_blank_page(100, 100)
        writer.write(pdf)
    return pdf.getvalue()


def _write_instead(paper, path, pdf):
    assert pdf != path.read_bytes()
    path.chmod(0o600)
    path.write_bytes(pdf)
    type(paper).objects.filter(pk=paper.pk).update(sha256=hashlib.sha256(pdf).hexdigest())


def _never_issued(paper, path):
    AuditAnchor.objects.create(day=AuditAnchor.objects.get().day + timedelta(days=1), sequence=1, hash=_seal(1))


def _seal(sequence):
    return AuditSeal.objects.get(sequence=sequence).hash


@pytest.mark.parametrize("spoil", [_lost, _changed, _exchanged, _made_unreadable, _never_issued])
def test_verification_names_the_first_day_whose_paper_does_not_hold(paper, tmp_path, spoil):
    spoil(paper, tmp_path / paper.path)
    broken = AuditAnchor.objects.order_by("-day").first()
    with pytest.raises(CommandError, match=f"paper of the anchor of {broken.day}"):
        call_command("verify_audit")


def test_sealing_twice_seals_nothing_twice(trail):
    assert seal_pending() == 0
    assert AuditSeal.objects.count() == 5
