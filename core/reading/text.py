"""A CSV file as UTF-8 text, whatever it was written in: UTF-8 with or without BOM, UTF-16, or GB18030."""

import codecs
import csv
import io
import mmap
from pathlib import Path

import numpy as np
import pyarrow as pa
from django.utils.translation import gettext as _

from core.reading import limits
from core.reading.refusals import FileRefused
from core.reading.working_copy import being_written

_BOMS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_CHUNK = 4 * limits.MIB
_CACHED = 256 * 1024


class Utf8Text:
    """The bytes of a CSV file in UTF-8, without BOM and NUL; what had to be rewritten for it is a working copy."""

    def __init__(self, path: Path) -> None:
        self.encoding = detect_encoding(path)
        self.had_nul = _holds_nul(path, self.encoding)
        buffer = self._transcoded(path) if self.encoding != "utf-8" or self.had_nul else _mapped(path)
        self.buffer: pa.Buffer = buffer.slice(3) if buffer[:3].to_pybytes() == codecs.BOM_UTF8 else buffer

    def _transcoded(self, path: Path) -> pa.Buffer:
        copy = path.with_suffix(".utf8")
        if copy.exists():
            return _mapped(copy)
        decoder = codecs.getincrementaldecoder(self.encoding)()
        with being_written(copy) as part:
            with path.open("rb") as source, part.open("wb") as target:
                while chunk := source.read(_CHUNK):
                    target.write(decoder.decode(chunk).replace("\0", "").encode())
                target.write(decoder.decode(b"", final=True).encode())
            return _mapped(part)

    def head(self, size: int = 256 * 1024) -> str:
        """The beginning as text; a character cut in two at the end is left out."""
        return self.buffer[:size].to_pybytes().decode("utf-8", errors="ignore")

    def quotes_balance(self) -> bool:
        """Whether every quoted cell ends. An odd number of quotes is looked at closely, an even one trusted."""
        if _count(self.buffer, ord('"')) % 2 == 0:
            return True
        return _ends_outside_quotes(self.buffer)


def _mapped(path: Path) -> pa.Buffer:
    return pa.memory_map(str(path)).read_buffer()


def _count(buffer: pa.Buffer, byte: int) -> int:
    """How often a byte occurs. In pieces that fit the processor's cache: ten times the speed of one large array."""
    content = np.frombuffer(buffer, dtype=np.uint8)
    same = np.empty(_CACHED, dtype=bool)
    found = 0
    for start in range(0, len(content), _CACHED):
        piece = content[start : start + _CACHED]
        found += int(np.count_nonzero(np.equal(piece, byte, out=same[: len(piece)])))
    return found


def _ends_outside_quotes(buffer: pa.Buffer) -> bool:
    lines = io.TextIOWrapper(io.BytesIO(buffer.to_pybytes()), encoding="utf-8", errors="replace", newline="")
    try:
        for _row in csv.reader(lines, strict=True):
            pass
    except csv.Error as error:
        return "unexpected end" not in str(error)
    return True


def detect_encoding(path: Path) -> str:
    """The Python name of the file's encoding. Raises FileRefused when it is none of ours."""
    with path.open("rb") as file:
        start = file.read(2)
    if start in _BOMS:
        return _BOMS[start]
    if _decodes_as_utf8(path):
        return "utf-8"
    if _decodes_as(path, "gb18030"):
        return "gb18030"
    raise FileRefused(
        "encoding",
        _("The text is neither UTF-8 nor GB18030 and cannot be read without errors."),
        _("Open the file in Excel or WPS and save it as “CSV UTF-8”."),
    )


def _decodes_as_utf8(path: Path) -> bool:
    """Checked by Arrow at memory speed: one string value that spans the whole file."""
    buffer = _mapped(path)
    ends = pa.array([0, buffer.size], pa.int64()).buffers()[1]
    whole = pa.LargeBinaryArray.from_buffers(pa.large_binary(), 1, [None, ends, buffer])
    try:
        whole.cast(pa.large_string())
    except pa.ArrowInvalid:
        return False
    return True


def _decodes_as(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        with path.open("rb") as source:
            while chunk := source.read(_CHUNK):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _holds_nul(path: Path, encoding: str) -> bool:
    if encoding == "utf-16":
        return False
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        return content.find(b"\0") >= 0
