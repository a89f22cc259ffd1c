"""Whatever bytes arrive, the answer is a table or a refusal, never a crash, and no half copy is left."""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from core.reading.refusals import FileRefused
from core.reading.source import open_source
from tests.warnings.filings import files

WORKBOOK = files.workbook([["采购编号", "项目名称", "成交金额"], ["YL-1", "桌椅", 38.6], ["YL-2", "=1+1", 2]])
TEXT = files.csv_bytes(files.ROW, files.ROW)
pieces = st.sampled_from(
    [",", '"', "\n", "\r", "\r\n", ";", "\t", "采购编号", "项目", "1", " ", "\0", "\u2028", "\x0b", "a" * 300]
)
tables = st.lists(pieces, max_size=60).map("".join)


def read(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as name:
        path, answer = files.saved(Path(name), content), "read"
        try:
            source = open_source(path, name="file")
            for batch in source.batches(source.headers):
                assert len(batch.row_no) == len(batch.cells)
            source.preview(5)
        except FileRefused as refusal:
            answer = str(refusal.cure)
        assert answer
        assert {left.name for left in Path(name).iterdir()} <= {"file.upload", "file.utf8", "file.arrow"}


def damaged(content: bytes, place: int, byte: int, keep: int) -> bytes:
    changed = bytearray(content)
    changed[place % len(changed)] = byte
    return bytes(changed[: max(1, len(changed) - keep)])


@settings(max_examples=100, deadline=None)
@given(tables, st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16"]))
def test_any_text(text, encoding):
    read(text.encode(encoding) or b" ")


@settings(max_examples=100, deadline=None)
@given(st.binary(min_size=1, max_size=400))
def test_any_bytes(content):
    read(content)


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 10**6), st.integers(0, 255), st.sampled_from([0, 0, 0, 1, 50]))
def test_a_damaged_workbook(place, byte, keep):
    read(damaged(WORKBOOK, place, byte, keep))


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 10**6), st.integers(0, 255), st.sampled_from([0, 0, 1, 50]))
def test_a_damaged_csv(place, byte, keep):
    read(damaged(TEXT, place, byte, keep))
