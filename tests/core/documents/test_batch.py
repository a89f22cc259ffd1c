"""Many documents in one ZIP: marked, counted and written down one by one, or not at all."""

import io
import zipfile

import openpyxl
import pytest
from django.urls import reverse

from core.audit.models import AuditEntry, AuditEvent
from core.documents.batch import INDEX, batch_print_start
from core.documents.models import IssuedDocument
from core.documents.services import document_print
from core.errors import InvalidInput, NotAllowed
from core.jobs.models import Job, JobState
from core.jobs.services import job_cancel, job_execute
from core.parameters.models import ParameterVersion
from tests.core.documents.issued import receipts
from tests.core.documents.pdf import reader, text_of
from tests.support.cast import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _by_hand(monkeypatch, settings, tmp_path):
    """These tests run jobs by hand, in a storage of their own."""
    settings.STORAGE_DIR = tmp_path
    settings.MEDIA_ROOT = tmp_path / "media"
    monkeypatch.setattr("core.jobs.tasks.job_run.delay", lambda pk: None)


@pytest.fixture
def archivist(city):
    return make_user("arc", "ARC", units=[city], kind="TREE", name="欧阳某")


@pytest.fixture
def issued(education, sup) -> list[IssuedDocument]:
    """Three receipts, the second one restricted."""
    return receipts(education, 3, restricted={2})


@pytest.fixture
def order(issued, archivist):
    def start(rows=None, purpose="季度归档", actor=None) -> Job:
        rows = IssuedDocument.objects.all() if rows is None else rows
        return batch_print_start(documents=rows, purpose=purpose, actor=actor or archivist)

    return start


def content_of(job: Job) -> dict[str, bytes]:
    with job.result_file.open() as file, zipfile.ZipFile(io.BytesIO(file.read())) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def prints() -> int:
    return AuditEntry.objects.filter(event=AuditEvent.PRINT).count()


def test_the_zip_holds_every_document_and_an_index_that_says_what_was_printed(order, issued):
    job = job_execute(pk=order().pk)
    assert (job.state, job.done, job.total) == (JobState.DONE, 3, 3)
    found = content_of(job)
    assert sorted(found)[:1] == ["001_云纪警〔2026〕1号_送达回证.pdf"]
    assert len(found) == 4
    rows = list(openpyxl.load_workbook(io.BytesIO(found[INDEX])).worksheets[0].values)
    assert [row[1] for row in rows] == ["文书编号", *(f"云纪警〔2026〕{n}号" for n in (1, 2, 3))]
    assert [row[7] for row in rows[1:]] == [document.sha256 for document in issued]
    assert "季度归档" in str(list(openpyxl.load_workbook(io.BytesIO(found[INDEX])).worksheets[1].values))


def test_r25_what_was_printed_before_is_marked_as_a_copy_with_its_number(order, issued, sup):
    document_print(document=issued[0], actor=sup)
    found = content_of(job_execute(pk=order().pk))
    first, second, third = (text_of(found[name]) for name in sorted(found) if name != INDEX)
    assert "副本第2次打印" in first
    assert "副本" not in second + third
    assert list(IssuedDocument.objects.order_by("version").values_list("printed_count", flat=True)) == [2, 1, 1]


def test_r26_restricted_ones_name_their_reader_on_every_page(order):
    found = content_of(job_execute(pk=order().pk))
    marked = [
        name for name in sorted(found) if name != INDEX and "欧阳某" in reader(found[name]).pages[0].extract_text()
    ]
    assert [name[:3] for name in marked] == ["002"]


def test_r24_every_print_and_the_order_are_in_the_trail(order, archivist):
    job = job_execute(pk=order().pk)
    entries = AuditEntry.objects.filter(event=AuditEvent.PRINT)
    assert {(entry.actor, entry.additional_data["job"]) for entry in entries} == {(archivist, job.pk)}
    ordered = AuditEntry.objects.get(event=AuditEvent.BULK)
    assert (ordered.additional_data["purpose"], ordered.additional_data["count"]) == ("季度归档", 3)


def test_a_print_in_the_meantime_moves_the_number_on(order, issued, sup, monkeypatch):
    from core.documents import batch

    finish = batch._finish

    def late(*given, **named):
        document_print(document=issued[0], actor=sup)  # somebody prints between the copies and the count
        finish(*given, **named)

    monkeypatch.setattr(batch, "_finish", late)
    found = content_of(job_execute(pk=order().pk))
    assert "副本第2次打印" in text_of(found[min(found)])


def test_cancelled_in_the_middle_it_leaves_nothing_counted_and_nothing_written(order, tmp_path, monkeypatch):
    from core.documents import batch

    job, copies = order(), []

    def copy(line, actor) -> None:
        copies.append(line)
        if len(copies) == 2:
            job_cancel(job=Job.objects.get(pk=job.pk), actor=actor)

    monkeypatch.setattr(batch, "_copy", copy)
    assert job_execute(pk=job.pk).state == JobState.CANCELLED
    assert len(copies) == 2
    assert prints() == 0
    assert not IssuedDocument.objects.filter(printed_count__gt=0).exists()
    assert not list(tmp_path.glob("work/*"))
    assert not list(tmp_path.rglob("*.zip"))


def test_a_job_that_was_finished_but_not_reported_prints_nothing_twice(order):
    job = job_execute(pk=order().pk)
    Job.objects.filter(pk=job.pk).update(state=JobState.PENDING)
    assert job_execute(pk=job.pk).state == JobState.DONE
    assert prints() == 3


def test_it_prints_what_its_starter_may_see_when_it_runs(order, issued, stranger):
    job = order()
    Job.objects.filter(pk=job.pk).update(created_by=stranger)
    assert list(content_of(job_execute(pk=job.pk))) == [INDEX]
    assert prints() == 0


def test_a_damaged_document_is_left_out_and_the_index_says_why(order, issued, tmp_path):
    (tmp_path / issued[1].path).unlink()
    found = content_of(job_execute(pk=order().pk))
    rows = list(openpyxl.load_workbook(io.BytesIO(found[INDEX])).worksheets[0].values)
    assert [bool(row[9]) for row in rows[1:]] == [False, True, False]
    assert len(found) == 3
    issued[1].refresh_from_db()
    assert issued[1].printed_count == 0


def test_without_the_right_a_purpose_or_documents_nothing_starts(order, sup, issued, admin, secretary):
    with pytest.raises(NotAllowed):
        order(actor=sup)
    with pytest.raises(InvalidInput):
        order(purpose=" ")
    with pytest.raises(InvalidInput):
        order(rows=IssuedDocument.objects.none())
    ParameterVersion.objects.create(
        group="DOCUMENTS",
        version=2,
        values={"max_batch": 2},
        effective_from="2020-01-01",
        reason="r",
        proposed_by=admin,
        approved_by=secretary,
    )
    with pytest.raises(InvalidInput, match="2"):
        order()
    assert not Job.objects.exists()


def test_from_the_list_the_chosen_or_the_filtered_are_printed(client, issued, archivist, deputy):
    client.force_login(archivist)
    page = reverse("document-list")
    text = client.get(page).content.decode()
    assert text.count('name="pk"') == 3  # a box for each row
    assert 'value="filtered"' in text
    client.post(page, {"bulk": "print", "pk": [issued[0].pk], "reason": "归档"})
    client.post(page + "?q=3号", {"bulk": "filtered", "reason": "归档"})
    orders = [job.params["documents"] for job in Job.objects.order_by("pk")]
    assert orders == [[issued[0].pk], [issued[2].pk]]
    job = job_execute(pk=Job.objects.earliest("pk").pk)
    address = reverse("job-file", args=[job.pk])
    assert b"".join(client.get(address).streaming_content).startswith(b"PK")
    client.force_login(deputy)
    assert client.get(address).status_code == 404


def test_without_the_right_the_list_offers_no_printing(client, issued, sup):
    client.force_login(sup)
    page = reverse("document-list")
    assert 'value="print"' not in client.get(page).content.decode()
    assert client.post(page, {"bulk": "print", "pk": [issued[0].pk], "reason": "x"}).status_code == 403
