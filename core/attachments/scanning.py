"""The virus scanner, when there is one: ``settings.VIRUS_SCANNER``.

"" is off; ``clamd://host:port`` and ``clamd:///path/of/socket`` speak clamd's INSTREAM; a dotted path names a function
``scan(path: Path) -> str``: the name of what it found, "" for nothing; it raises OSError when it cannot tell.
"""

import socket
import struct
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.module_loading import import_string

from core.attachments import refusals

SECONDS = 60
CHUNK = 64 * 1024
LONGEST_ANSWER = 4096


def refuse_infected(path: Path, name: str) -> None:
    """Ask the configured scanner. Raises InvalidInput for a finding, ScannerUnreachable when it does not answer."""
    scan = _scanner()
    if scan is None:
        return
    try:
        finding = scan(path)
    except OSError as error:
        raise refusals.scanner_unreachable() from error
    if finding:
        raise refusals.infected(name, finding)


def _scanner() -> Callable[[Path], str] | None:
    where = settings.VIRUS_SCANNER
    if not where:
        return None
    return clamd(where) if where.startswith("clamd:") else import_string(where)


def clamd(where: str) -> Callable[[Path], str]:
    """A scanner that streams the file to a clamd."""

    def scan(path: Path) -> str:
        with _connect(where) as connection, path.open("rb") as file:
            connection.sendall(b"zINSTREAM\0")
            while chunk := file.read(CHUNK):
                connection.sendall(struct.pack("!L", len(chunk)) + chunk)
            connection.sendall(struct.pack("!L", 0))
            return _finding(_answer(connection))

    return scan


def _connect(where: str) -> socket.socket:
    address = urlsplit(where)
    if address.hostname:
        return socket.create_connection((address.hostname, address.port or 3310), timeout=SECONDS)
    connection = socket.socket(socket.AF_UNIX)
    connection.settimeout(SECONDS)
    try:
        connection.connect(address.path)
    except OSError:
        connection.close()
        raise
    return connection


def _answer(connection: socket.socket) -> str:
    answer = b""
    while not answer.endswith(b"\0") and len(answer) < LONGEST_ANSWER:
        piece = connection.recv(LONGEST_ANSWER)
        if not piece:
            break
        answer += piece
    return answer.rstrip(b"\0\n").decode("utf-8", errors="replace")


def _finding(answer: str) -> str:
    """ "stream: OK" is nothing, "stream: NAME FOUND" a finding; anything else means that it was not examined."""
    told = answer.removeprefix("stream: ")
    if told == "OK":
        return ""
    if told.endswith(" FOUND"):
        return told.removesuffix(" FOUND")
    raise OSError(f"clamd: {answer[:200]}")
