"""Small files for the tests: good ones and hostile ones. All content is invented."""

import io
import struct
import zipfile
from pathlib import Path

import xlsxwriter

HEADER = "采购编号,项目名称,财政年度,品目名称,采购方式,成交金额(万元),状态,成交日期,中标供应商,协议供货"
ROW = "YL-1,办公桌椅,2026,家具,公开招标,38.6,已成交,2026-02-03,澜辰园林有限公司,否"


def csv_bytes(*rows: str, header: str = HEADER, encoding: str = "utf-8") -> bytes:
    return ("\n".join([header, *rows]) + "\n").encode(encoding)


def workbook(rows: list[list], *, sheets: int = 1) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for number in range(sheets):
            sheet = book.add_worksheet(f"表{number + 1}")
            for line, row in enumerate(rows):
                for place, value in enumerate(row):
                    if hasattr(value, "isoformat"):
                        sheet.write_datetime(line, place, value, day)
                    else:
                        sheet.write(line, place, value)
    return buffer.getvalue()


def with_part(package: bytes, name: str, content: bytes) -> bytes:
    """The same archive with one more part."""
    buffer = io.BytesIO(package)
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return buffer.getvalue()


def archive(**parts: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return buffer.getvalue()


def zip_bomb() -> bytes:
    """A workbook with a part of 64 MB of zeros."""
    return with_part(workbook([["a", "b"], [1, 2]]), "xl/media/image1.png", bytes(64 * 1024 * 1024))


def lying_bomb() -> bytes:
    """The same, but the directory of the archive claims that the part is one byte long."""
    package = bytearray(zip_bomb())
    size = struct.pack("<I", 64 * 1024 * 1024)
    while (place := package.find(size)) >= 0:
        package[place : place + 4] = struct.pack("<I", 1)
    return bytes(package)


def corner_bomb() -> bytes:
    """Two cells, the second in the last corner of the sheet: a reader would allocate 17 thousand million cells."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "a")
        sheet.write(1_048_575, 16_383, "z")
    return buffer.getvalue()


def sheet_changed(old: bytes, new: bytes) -> bytes:
    """A small workbook whose sheet was changed by hand, with right checksums."""
    source = zipfile.ZipFile(io.BytesIO(workbook([["a", "b"], [1, 2]])))
    parts = {name: source.read(name).replace(old, new) for name in source.namelist()}
    return archive(**parts)


def saved(folder: Path, content: bytes, name: str = "file.upload") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path
