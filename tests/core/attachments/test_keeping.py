"""Files of a record: streamed to a name of ours with their hash, given out by the record's rights."""

import hashlib
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.core.management import CommandError, call_command
from django.db import IntegrityError

from core.attachments.models import Attachment
from core.attachments.services import attachment_add
from core.audit.models import AuditEntry, AuditEvent
from core.errors import InvalidInput
from core.parameters.models import ParameterVersion
from tests.core.attachments.files import PDF

pytestmark = pytest.mark.django_db
MIB = 1024 * 1024


def left(tmp_path: Path) -> list[Path]:
    return [path for path in tmp_path.rglob("*") if path.is_file()]


def test_a_file_is_kept_with_its_name_size_and_hash(add):
    kept = add()
    assert (kept.name, kept.size, kept.sha256) == ("说明.pdf", len(PDF), hashlib.sha256(PDF).hexdigest())
    assert "说明" not in kept.file.name
    with kept.file.open() as stored:
        assert stored.read() == PDF


@pytest.mark.parametrize("name", ["../../etc/passwd.pdf", "..\\..\\boot.pdf", "a/b/c.pdf", "\u202efdp.pdf"])
def test_tricks_in_the_name_are_cut_off(add, tmp_path, name):
    kept = add(name)
    assert not set("/\\\u202e") & set(kept.name)
    assert tmp_path.resolve() in (tmp_path / kept.file.name).resolve().parents


def test_a_very_long_name_keeps_its_ending(add):
    kept = add("长" * 300 + ".pdf")
    assert len(kept.name) == 200
    assert kept.name.endswith("长.pdf")


def test_a_large_file_goes_to_the_disk_in_pieces(education, sup):
    class Large(TemporaryUploadedFile):
        def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
            yield PDF
            for _piece in range(40):
                yield b"\0" * MIB

    upload = Large("扫描件.pdf", "application/pdf", 40 * MIB + len(PDF), None)
    tracemalloc.start()
    kept = attachment_add(owner=education, upload=upload, actor=sup)
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert kept.size == 40 * MIB + len(PDF)
    assert most < 8 * MIB


def test_the_limit_is_a_parameter_and_holds_whatever_size_was_said(education, sup, secretary, admin, tmp_path):
    ParameterVersion.objects.create(
        group="ATTACHMENTS",
        version=2,
        values={"max_mb": 1},
        effective_from="2020-01-01",
        reason="r",
        proposed_by=admin,
        approved_by=secretary,
    )
    upload = SimpleUploadedFile("big.pdf", PDF + b"\0" * MIB)
    with pytest.raises(InvalidInput, match="1 MB"):
        attachment_add(owner=education, upload=upload, actor=sup)
    upload.seek(0)
    upload.size = 10  # a sender that lies
    with pytest.raises(InvalidInput, match="1 MB"):
        attachment_add(owner=education, upload=upload, actor=sup)
    assert left(tmp_path) == []


def test_a_row_that_cannot_be_written_leaves_no_file(education, tmp_path):
    with pytest.raises(IntegrityError):
        attachment_add(owner=education, upload=SimpleUploadedFile("a.pdf", PDF), actor=None)
    assert left(tmp_path) == []


def test_whoever_sees_the_record_gets_the_file_and_the_trail_knows(client, add, sup, stranger):
    kept = add()
    client.force_login(stranger)
    assert client.get(kept.get_absolute_url()).status_code == 404
    client.force_login(sup)
    response = client.get(kept.get_absolute_url())
    assert b"".join(response.streaming_content) == PDF
    assert AuditEntry.objects.filter(event=AuditEvent.DOWNLOAD, actor=sup).count() == 1


def test_a_chinese_name_arrives_whole_and_cannot_break_the_header(client, add, sup):
    kept = add('报告"; filename="x.html\r\nX: y.pdf')
    client.force_login(sup)
    response = client.get(kept.get_absolute_url())
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''%E6%8A%A5%E5%91%8A")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "X" not in response.headers
    response.close()


def test_verification_names_strays_and_fails_on_damage(add, tmp_path, capsys):
    kept = add()
    (tmp_path / "attachments" / "stray.pdf").write_bytes(b"x")
    call_command("verify_attachments")
    assert "stray.pdf" in capsys.readouterr().out
    (tmp_path / kept.file.name).chmod(0o600)
    (tmp_path / kept.file.name).write_bytes(b"other")
    with pytest.raises(CommandError):
        call_command("verify_attachments")
    assert kept.file.name in capsys.readouterr().err
    assert Attachment.objects.visible_to(kept.uploaded_by).get() == kept
