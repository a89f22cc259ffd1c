"""``manage.py file_dataset``: the same course without a browser."""

import io

import pytest
from django.core.management import CommandError, call_command

from early_warning.filings import services
from early_warning.filings.mapping.plan import MappingPlan
from early_warning.filings.models import DataFiling
from tests.warnings.filings import files
from tests.warnings.filings.conftest import left_in

BAD = files.ROW.replace("YL-1", "YL-2").replace("38.6", "soon")


def run(path, *options):
    out = io.StringIO()
    call_command("file_dataset", "purchases", str(path), "--unit", "U15", "--period", "2026Q1", *options, stdout=out)
    return out.getvalue()


def test_it_files_the_good_rows_and_says_why_not_the_others(tmp_path, education, liaison, head):
    path = files.saved(tmp_path, files.csv_bytes(files.ROW, BAD), "a.csv")
    text = run(path, "--confirm-as", "uhd")
    filing = DataFiling.objects.get()
    assert (filing.status, filing.submitter, filing.confirmer) == ("CONFIRMED", liaison, head)
    assert "1" in text
    assert filing.sha256 in text


def test_a_dry_run_keeps_nothing(tmp_path, storage, education, liaison, django_capture_on_commit_callbacks):
    path = files.saved(tmp_path, files.csv_bytes(files.ROW), "a.csv")
    with django_capture_on_commit_callbacks(execute=True):
        run(path, "--dry-run")
    assert not DataFiling.objects.exists()
    assert left_in(storage) == []


def test_a_saved_mapping_is_used_by_name(tmp_path, education, liaison, upload):
    draft = upload()
    plan = MappingPlan.from_json(draft.plan)
    services.mapping_save(unit=education, kind="purchases", name="系统", plan=plan, actor=liaison)
    services.filing_cancel(filing=draft, actor=liaison)
    path = files.saved(tmp_path, files.csv_bytes(files.ROW), "a.csv")
    assert "1" in run(path, "--mapping", "系统")
    with pytest.raises(CommandError, match="系统"):
        run(files.saved(tmp_path, files.csv_bytes(BAD), "b.csv"), "--mapping", "unknown")


def test_what_cannot_be_filed_ends_with_a_sentence(tmp_path, storage, education, liaison):
    with pytest.raises(CommandError):
        run(files.saved(tmp_path, b"%PDF", "a.csv"))
    with pytest.raises(CommandError):
        run(tmp_path / "missing.csv")
    path = files.saved(tmp_path, files.csv_bytes(files.ROW), "a.csv")
    with pytest.raises(CommandError):
        call_command("file_dataset", "purchases", str(path), "--unit", "U99", "--period", "2026Q1")
    with pytest.raises(CommandError):
        run(path, "--file-as", "nobody")
    assert not DataFiling.objects.exists()
    assert left_in(storage) == []
