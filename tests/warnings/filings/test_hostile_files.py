"""Every hostile file gets its own answer with a cure, and leaves nothing behind."""

import pytest

from core.reading import limits
from core.reading.receiving import receive
from core.reading.refusals import FileRefused
from core.reading.source import open_source
from core.reading.working_copy import remove_with_copies
from tests.warnings.filings import files

GOOD = files.workbook([["采购编号", "项目名称"], ["YL-1", "桌椅"]])
CASES = {
    "no rows": (files.csv_bytes(), "no_rows"),
    "no rows in excel": (files.workbook([["采购编号", "项目名称"]]), "no_rows"),
    "one column of prose": (b"hello\nworld\n", "no_table"),
    "cut off in a quoted cell": (files.csv_bytes('YL-2,"办公桌').rstrip(), "truncated"),
    "cut off in a row": (files.csv_bytes(files.ROW, "YL-2,办公桌").rstrip(), "truncated"),
    "cut off excel": (GOOD[: len(GOOD) // 2], "truncated"),
    "zip bomb": (files.zip_bomb(), "zip_bomb"),
    "zip bomb that lies": (files.lying_bomb(), "truncated"),
    "cell in the last corner": (files.corner_bomb(), "zip_bomb"),
    "last corner in other quotes": (files.sheet_changed(b'r="B2"', b"r='XFD1048576'"), "zip_bomb"),
    "more rows than memory": (files.sheet_changed(b'r="B2"', b"r='B4294967295'"), "zip_bomb"),
    "broken sheet": (files.sheet_changed(b"</sheetData>", b"<"), "unreadable"),
    "macro": (files.with_part(GOOD, "xl/vbaProject.bin", b"x"), "macro"),
    "other archive": (files.archive(**{"notes.txt": b"x"}), "wrong_type"),
    "old excel": (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(100), "wrong_type"),
    "pdf named csv": (b"%PDF-1.7 ...", "wrong_type"),
    "html table": (b"\n<html><table><tr><td>1</td></tr></table>", "wrong_type"),
    "json": (b'[{"a": 1, "b": 2}]', "wrong_type"),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(50), "wrong_type"),
    "program without a name": (bytes(range(32)) * 40, "wrong_type"),
    "unknown encoding": (b"a,b\n\xff\x80\x81,\xfe\n" * 5, "encoding"),
    "secret above the table": (files.csv_bytes(files.ROW, header="机密★1年,\n" + files.HEADER), "secret"),
    "too many columns": (",".join(f"c{n}" for n in range(300)).encode() + b"\n1,2\n", "too_wide"),
}


def read_all(path):
    source = open_source(path, name="采购.csv")
    list(source.batches(source.headers))


@pytest.mark.parametrize(("content", "reason"), CASES.values(), ids=CASES.keys())
def test_it_is_refused_with_its_own_answer(tmp_path, content, reason):
    path = files.saved(tmp_path, content)
    with pytest.raises(FileRefused) as refusal:
        read_all(path)
    assert refusal.value.reason == reason
    assert str(refusal.value.message)
    assert str(refusal.value.cure)
    assert {left.suffix for left in tmp_path.iterdir()} <= {".upload", ".utf8", ".arrow"}
    remove_with_copies(path)
    assert not list(tmp_path.iterdir())


def test_a_secret_file_name_is_refused(tmp_path):
    with pytest.raises(FileRefused) as refusal:
        open_source(files.saved(tmp_path, files.csv_bytes(files.ROW)), name="采购(秘密).csv")
    assert refusal.value.reason == "secret"


def test_trade_secrets_in_a_title_are_no_marking(tmp_path):
    row = files.ROW.replace("办公桌椅", "商业秘密保护服务")
    open_source(files.saved(tmp_path, files.csv_bytes(row)), name="商业秘密采购.csv")


def test_an_empty_upload_leaves_nothing(tmp_path):
    with pytest.raises(FileRefused) as refusal:
        receive([b"", b""], tmp_path)
    assert refusal.value.reason == "empty"
    assert not list(tmp_path.iterdir())


def test_a_huge_upload_is_stopped_on_the_way(tmp_path):
    sent = []

    def endless():
        while True:
            sent.append(1)
            yield bytes(limits.MIB)

    with pytest.raises(FileRefused) as refusal:
        receive(endless(), tmp_path)
    assert refusal.value.reason == "too_large"
    assert len(sent) == 201
    assert not list(tmp_path.iterdir())


def test_a_broken_connection_leaves_nothing(tmp_path):
    def broken():
        yield b"a,b\n"
        raise ConnectionError

    with pytest.raises(ConnectionError):
        receive(broken(), tmp_path)
    assert not list(tmp_path.iterdir())
