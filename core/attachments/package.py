"""DOCX, XLSX and OFD are zip archives that others made: looked at before anything in them is unpacked."""

import re
import zipfile
import zlib
from pathlib import Path

from core import parameters
from core.attachments import refusals
from core.attachments.parameters import ATTACHMENTS, MIB

MACRO = re.compile(r"vbaproject|vbadata|macrosheet|activex|\.(exe|dll|js|vbs|bat|cmd|ps1|hta|jar|scr)$", re.IGNORECASE)
MOST_PARTS = 5_000
# Small files may pack better than the limit without harm.
RATIO_FROM = 8 * MIB
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)
_CHUNK = MIB


def examine_package(path: Path, name: str) -> frozenset[str]:
    """The names of the parts. Raises InvalidInput for a damaged file, a bomb, or one with macros or programs."""
    limits = parameters.values(ATTACHMENTS.key)
    most = limits["max_unpacked_mb"] * MIB
    try:
        with zipfile.ZipFile(path) as package:
            parts = package.infolist()
            unpacked = sum(part.file_size for part in parts)
            grown = unpacked / max(path.stat().st_size, 1)
            if unpacked > most or len(parts) > MOST_PARTS or (unpacked > RATIO_FROM and grown > limits["max_ratio"]):
                raise refusals.bomb(name)
            _refuse_programs(package, parts, name)
            for part in parts:
                _inflate(package, part)
    except BROKEN as error:
        raise refusals.broken(name) from error
    return frozenset(part.filename for part in parts)


def part_text(path: Path, part: str, most: int) -> str:
    """At most ``most`` bytes of a part as text; "" when it is not there."""
    with zipfile.ZipFile(path) as package:
        try:
            with package.open(part) as content:
                return content.read(most).decode("utf-8", errors="replace")
        except KeyError:
            return ""


def part_names(path: Path, pattern: str) -> list[str]:
    """Names of the parts that match, shorter ones first (page 2 before page 10)."""
    with zipfile.ZipFile(path) as package:
        found = [name for name in package.namelist() if re.fullmatch(pattern, name)]
    return sorted(found, key=lambda name: (len(name), name))


def _refuse_programs(package: zipfile.ZipFile, parts: list[zipfile.ZipInfo], name: str) -> None:
    if any(MACRO.search(part.filename) for part in parts):
        raise refusals.program(name)
    types = next((part for part in parts if part.filename == "[Content_Types].xml"), None)
    if types is not None:
        with package.open(types) as content:
            if b"macroenabled" in content.read(MIB).lower():
                raise refusals.program(name)


def _inflate(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """Unpack a part without keeping it: a size or checksum that lies raises."""
    with package.open(part) as content:
        while content.read(_CHUNK):
            pass
