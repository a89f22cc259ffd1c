"""The course of a filing: what each step keeps, who may take it, and what is left after a refusal."""

import datetime
import hashlib
import os
import stat
from datetime import timedelta
from decimal import Decimal

import pyarrow as pa
import pytest

from core import clock
from core.audit.models import AuditEntry, AuditEvent
from core.errors import Conflict, InvalidInput, NotAllowed
from core.reading.refusals import FileRefused
from core.workflow.queries import actions_for, history_of
from core.workflow.services import transition_perform
from early_warning.filings import services
from early_warning.filings.mapping.plan import ColumnPlan, MappingPlan
from early_warning.filings.models import DataFiling, FilingMapping
from tests.support.cast import make_user
from tests.warnings.filings import files
from tests.warnings.filings.conftest import left_in

OTHER = files.ROW.replace("YL-1", "YL-2")


def plan_of(filing):
    return MappingPlan.from_json(filing.plan)


def test_an_upload_waits_with_a_guess_and_a_sample(upload, storage):
    filing = upload()
    assert filing.status == "UPLOADED"
    assert filing.due_on == datetime.date(2026, 4, 15)
    assert filing.retain_until == datetime.date(2041, 12, 31)
    assert plan_of(filing).column("amount").sources == ("成交金额(万元)",)
    assert filing.sample["words"]["采购方式"] == ["公开招标"]
    assert left_in(storage) == [filing.upload]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (files.csv_bytes(files.ROW + ",wx-1", header=files.HEADER + ",微信号"), "forbidden_column"),
        (files.workbook([["采购编号", "微信号"], ["YL-1", "wx-1"]]), "forbidden_column"),
        (files.zip_bomb(), "zip_bomb"),
        (b"%PDF-1.4", "wrong_type"),
        (files.csv_bytes('A,"cut').rstrip(), "truncated"),
    ],
)
def test_what_is_refused_leaves_nothing_but_a_line_in_the_trail(upload, storage, content, reason):
    with pytest.raises(FileRefused) as refusal:
        upload(content)
    assert refusal.value.reason == reason
    assert left_in(storage) == []
    assert not DataFiling.objects.exists()
    assert AuditEntry.objects.get(event=AuditEvent.REFUSED).additional_data["reason"] == reason


def test_the_same_file_again_is_refused_until_the_first_is_withdrawn(confirmed, upload, head, storage):
    first = confirmed()
    before = left_in(storage)
    with pytest.raises(FileRefused) as refusal:
        upload(period="2025Q4")
    assert refusal.value.reason == "duplicate"
    assert str(first.pk) in str(refusal.value.message)
    assert left_in(storage) == before
    transition_perform(instance=first, name="withdraw", actor=head, reason="wrong file")
    assert upload().status == "UPLOADED"


def test_a_period_that_has_not_begun_cannot_be_filed(upload):
    with pytest.raises(InvalidInput) as error:
        upload(period="2026Q3")
    assert error.value.field == "period"


@pytest.mark.parametrize("period", ["2026", "2026Q5", "Q1", "2026M13"])
def test_nonsense_is_no_period(upload, period):
    with pytest.raises(InvalidInput):
        upload(period=period)


def test_only_the_units_own_liaison_files(education, head, sup, stranger, health):
    other = make_user("lia_health", "LIA", units=[health], kind="OWN", unit=health)
    for actor in (head, sup, stranger, other):
        with pytest.raises(NotAllowed):
            services.filing_start(
                unit=education, kind="purchases", period="2026Q1", name="a.csv", chunks=[b"a,b\n1,2"], actor=actor
            )


def test_filing_publishes_an_immutable_file_and_forgets_the_upload(filed, storage):
    filing = filed()
    assert filing.status == "VALIDATED"
    assert (filing.row_count, filing.rejected_count) == (1, 0)
    assert filing.stored_path == storage / "purchases" / "U15" / "2026Q1" / f"{filing.pk}.parquet"
    assert hashlib.sha256(filing.stored_path.read_bytes()).hexdigest() == filing.sha256
    assert not filing.stored_path.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH)
    assert filing.sample == {}


def test_after_the_commit_only_the_stored_file_is_left(filed, storage, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        filing = filed()
    assert left_in(storage) == [f"{filing.pk}.parquet"]


WORKBOOK = files.workbook([files.HEADER.split(","), files.ROW.split(",")])
REWRITTEN = {"workbook": WORKBOOK, "GB18030": files.csv_bytes(files.ROW, encoding="gb18030")}


@pytest.mark.parametrize("content", REWRITTEN.values(), ids=REWRITTEN.keys())
def test_the_working_copy_goes_with_the_upload(upload, liaison, storage, content, django_capture_on_commit_callbacks):
    dropped = upload(content)
    assert len(left_in(storage)) == 2
    with django_capture_on_commit_callbacks(execute=True):
        services.filing_cancel(filing=dropped, actor=liaison)
    assert left_in(storage) == []
    filing = upload(content)
    services.filing_check(filing=filing, plan=plan_of(filing), actor=liaison)
    with django_capture_on_commit_callbacks(execute=True):
        services.filing_file(filing=filing, actor=liaison)
    assert left_in(storage) == [f"{filing.pk}.parquet"]


def test_bad_rows_stay_out_and_are_counted(upload, liaison):
    filing = upload(files.csv_bytes(files.ROW, OTHER.replace("38.6", "soon")))
    report = services.filing_check(filing=filing, plan=plan_of(filing), actor=liaison)
    filing = services.filing_file(filing=filing, actor=liaison)
    assert (report.taken, report.not_taken) == (1, 1)
    assert (filing.row_count, filing.rejected_count) == (1, 1)
    assert filing.findings[0]["value"] == "soon"


def test_nothing_is_filed_unchecked_or_without_a_single_good_row(upload, liaison):
    filing = upload(files.csv_bytes(files.ROW.replace("38.6", "soon")))
    with pytest.raises(InvalidInput):
        services.filing_file(filing=filing, actor=liaison)
    services.filing_check(filing=filing, plan=plan_of(filing), actor=liaison)
    with pytest.raises(InvalidInput):
        services.filing_file(filing=filing, actor=liaison)


def test_a_second_check_replaces_the_first(upload, liaison, storage, django_capture_on_commit_callbacks):
    filing = upload()
    services.filing_check(filing=filing, plan=plan_of(filing), actor=liaison)
    with django_capture_on_commit_callbacks(execute=True):
        services.filing_check(filing=filing, plan=plan_of(filing), actor=liaison)
    filing.refresh_from_db()
    assert left_in(storage) == sorted([filing.upload, filing.draft])


def test_a_check_that_fails_leaves_the_upload_and_no_draft(upload, liaison, storage):
    filing = upload()
    broken = MappingPlan({"title": ColumnPlan(("项目名称",))})
    with pytest.raises(FileRefused) as refusal:
        services.filing_check(filing=filing, plan=broken, actor=liaison)
    assert refusal.value.reason == "missing_column"
    assert left_in(storage) == [filing.upload]


def test_a_cancelled_check_leaves_no_draft(upload, liaison, storage):
    filing = upload()

    def stop(_share):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        services.filing_check(filing=filing, plan=plan_of(filing), actor=liaison, progress=stop)
    assert left_in(storage) == [filing.upload]


def test_a_dropped_upload_is_gone(upload, liaison, storage, django_capture_on_commit_callbacks):
    filing = upload()
    services.filing_check(filing=filing, plan=plan_of(filing), actor=liaison)
    with django_capture_on_commit_callbacks(execute=True):
        services.filing_cancel(filing=filing, actor=liaison)
    assert left_in(storage) == []
    assert not DataFiling.objects.exists()


def test_what_is_filed_cannot_be_dropped_or_filed_twice(filed, liaison):
    filing = filed()
    with pytest.raises(Conflict):
        services.filing_cancel(filing=filing, actor=liaison)
    with pytest.raises(Conflict):
        services.filing_file(filing=filing, actor=liaison)


def test_the_head_confirms_and_nobody_else(filed, head, liaison, sup, health):
    filing = filed()
    other_head = make_user("uhd2", "UHD", units=[filing.unit, health], kind="OWN", unit=health)
    for actor in (liaison, sup, other_head):
        with pytest.raises(NotAllowed):
            transition_perform(instance=filing, name="confirm", actor=actor)
    filing = transition_perform(instance=filing, name="confirm", actor=head)
    assert (filing.status, filing.confirmer) == ("CONFIRMED", head)
    assert [record.to_status for record in history_of(filing)] == ["VALIDATED", "CONFIRMED"]


def test_who_filed_does_not_confirm_even_as_head(education, filed, liaison):
    liaison.groups.add(make_user("tmp", "UHD").groups.get())
    person = type(liaison).objects.get(pk=liaison.pk)
    action = next(action for action in actions_for(filed(), person) if action.name == "confirm")
    assert not action.allowed
    assert action.why_not


def test_refiling_a_period_supersedes_and_the_old_version_stays_readable(confirmed):
    first, second = confirmed(), confirmed(files.csv_bytes(OTHER))
    first.refresh_from_db()
    assert (first.status, second.supersedes) == ("SUPERSEDED", first)
    assert first.ended_at is not None
    assert first.stored_path.exists()
    assert list(DataFiling.objects.in_force()) == [second]


def test_a_filing_sent_back_leaves_the_period_open(filed, head, confirmed):
    filing = transition_perform(instance=filed(), name="send_back", actor=head, reason="wrong month")
    assert filing.status == "REJECTED"
    assert confirmed().status == "CONFIRMED"


def test_withdrawing_needs_a_reason_and_the_head(confirmed, head, liaison):
    filing = confirmed()
    with pytest.raises(NotAllowed):
        transition_perform(instance=filing, name="withdraw", actor=liaison, reason="mistake")
    with pytest.raises(InvalidInput):
        transition_perform(instance=filing, name="withdraw", actor=head)
    filing = transition_perform(instance=filing, name="withdraw", actor=head, reason="mistake")
    assert filing.status == "WITHDRAWN"
    assert filing.stored_path.exists()
    assert not DataFiling.objects.in_force().exists()


def test_a_liaison_takes_back_what_is_not_confirmed(filed, liaison):
    assert transition_perform(instance=filed(), name="withdraw", actor=liaison, reason="typo").status == "WITHDRAWN"


def test_in_force_knows_the_past(confirmed, settings):
    settings.TODAY = datetime.date(2026, 4, 10)
    first = confirmed()
    settings.TODAY = datetime.date(2026, 5, 20)
    second = confirmed(files.csv_bytes(OTHER))
    days = {
        day: list(DataFiling.objects.in_force(datetime.date(2026, *day))) for day in ((4, 9), (4, 10), (5, 19), (5, 20))
    }
    assert days == {(4, 9): [], (4, 10): [first], (5, 19): [first], (5, 20): [second]}


def test_a_nil_return_is_a_filing_of_no_rows(education, liaison, head):
    filing = services.filing_nil(unit=education, kind="bids", period="2026Q1", actor=liaison)
    assert (filing.nil, filing.row_count, filing.status) == (True, 0, "VALIDATED")
    assert transition_perform(instance=filing, name="confirm", actor=head).stored_path.exists()


def test_a_saved_mapping_is_chosen_when_the_headers_fit(upload, liaison, education):
    filing = upload()
    plan = plan_of(filing).with_column("status", ColumnPlan(default="AWARDED"))
    services.mapping_save(unit=education, kind="purchases", name=" 采购系统 ", plan=plan, actor=liaison)
    services.filing_cancel(filing=filing, actor=liaison)
    assert plan_of(upload()) == plan
    assert FilingMapping.objects.get().name == "采购系统"
    other = upload(files.csv_bytes("B,x", header="采购编号,项目名称"))
    assert plan_of(other).column("status") == ColumnPlan()


def test_a_mapping_of_a_name_is_replaced_not_doubled(upload, liaison, education):
    plan = plan_of(upload())
    for _time in range(2):
        services.mapping_save(unit=education, kind="purchases", name="A", plan=plan, actor=liaison)
    assert FilingMapping.objects.count() == 1
    with pytest.raises(InvalidInput):
        services.mapping_save(unit=education, kind="purchases", name=" ", plan=plan, actor=liaison)


def test_forgotten_uploads_and_orphans_are_swept_but_nothing_else(confirmed, upload, storage, monkeypatch):
    kept = confirmed()
    fresh = upload(files.csv_bytes(OTHER))
    old = upload(files.csv_bytes(OTHER.replace("YL-2", "YL-3")))
    DataFiling.objects.filter(pk=old.pk).update(uploaded_at=clock.now() - timedelta(days=8))
    orphan = kept.stored_path.with_name("999999.parquet")
    orphan.write_bytes(b"x")
    for path in storage.rglob("*"):
        if path.is_file():
            os.utime(path, (0, 0))
    swept = services.storage_sweep()
    assert swept["uploads"] == 1
    assert not orphan.exists()
    assert left_in(storage) == sorted([kept.stored_path.name, fresh.upload])


def test_a_crash_between_file_and_row_leaves_only_an_orphan(upload, liaison, storage, monkeypatch):
    filing = upload()
    services.filing_check(filing=filing, plan=plan_of(filing), actor=liaison)

    def crash(**_values):
        raise RuntimeError("power cut")

    monkeypatch.setattr("early_warning.filings.services.filing.transition_perform", crash)
    with pytest.raises(RuntimeError):
        services.filing_file(filing=filing, actor=liaison)
    filing.refresh_from_db()
    assert filing.status == "UPLOADED"
    monkeypatch.undo()
    report = services.filing_check(filing=filing, plan=plan_of(filing), actor=liaison)
    assert report.taken == 1
    filing.refresh_from_db()
    assert services.filing_file(filing=filing, actor=liaison).stored_path.exists()


def test_rows_made_by_the_system_are_filed_the_same_way(education, liaison):
    rows = pa.table(
        {"purchase_no": ["A"], "bidder_name": ["青橡咨询"], "price": [Decimal(1)], "valid": [True], "won": [True]}
    )
    filing = services.filing_record(unit=education, kind="bids", period="2026Q1", rows=rows, submitter=liaison)
    assert (filing.row_count, filing.status) == (1, "VALIDATED")
    with pytest.raises(InvalidInput):
        services.filing_record(
            unit=education, kind="bids", period="2026Q1", rows=rows.drop_columns(["price"]), submitter=liaison
        )
