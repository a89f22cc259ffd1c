"""A virus scanner sees every file before it is kept; while it does not answer, nothing is taken."""

import socketserver
import struct
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.attachments.models import Attachment
from core.attachments.refusals import ScannerUnreachable
from core.errors import InvalidInput
from tests.core.attachments.files import PDF

pytestmark = pytest.mark.django_db
# The test string every scanner knows, in two pieces so that no scanner finds it in this file.
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


class Clamd(socketserver.StreamRequestHandler):
    """As much of clamd as INSTREAM needs."""

    def handle(self) -> None:
        if self.rfile.read(10) != b"zINSTREAM\0":
            self.wfile.write(b"UNKNOWN COMMAND\0")
            return
        content = b""
        while size := struct.unpack("!L", self.rfile.read(4))[0]:
            content += self.rfile.read(size)
        self.server.seen.append(content)  # type: ignore[attr-defined]
        told = "stream: Eicar-Test-Signature FOUND" if EICAR in content else self.server.answer  # type: ignore[attr-defined]
        self.wfile.write(told.encode() + b"\0")


@pytest.fixture
def clamd(settings) -> Iterator[socketserver.ThreadingTCPServer]:
    """A real little server; the settings lead to it."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Clamd) as server:
        server.seen, server.answer = [], "stream: OK"  # type: ignore[attr-defined]
        settings.VIRUS_SCANNER = f"clamd://127.0.0.1:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def test_the_scanner_sees_the_whole_file_and_lets_a_clean_one_pass(add, clamd):
    content = PDF + b"0" * 200_000
    assert add(content=content).pk
    assert clamd.seen == [content]


def test_what_the_scanner_finds_is_refused_by_its_name(add, clamd, tmp_path):
    with pytest.raises(InvalidInput, match="Eicar-Test-Signature"):
        add("说明.txt", b"text " + EICAR)
    assert not Attachment.objects.exists()
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_an_answer_that_is_no_verdict_counts_as_not_examined(add, clamd):
    clamd.answer = "INSTREAM size limit exceeded. ERROR"
    with pytest.raises(ScannerUnreachable):
        add()


def test_while_the_scanner_does_not_answer_nothing_is_taken(add, settings, tmp_path):
    settings.VIRUS_SCANNER = "clamd://127.0.0.1:9"
    with pytest.raises(ScannerUnreachable, match=r"scanner|杀毒"):
        add()
    assert not Attachment.objects.exists()
    settings.VIRUS_SCANNER = f"clamd://{tmp_path}/no.socket"
    with pytest.raises(ScannerUnreachable):
        add()


def by_house(path: Path) -> str:
    """A scanner of the customer's own."""
    return "Bad-Word" if b"bad" in path.read_bytes() else ""


def test_a_scanner_may_be_a_function_of_the_house(add, settings):
    settings.VIRUS_SCANNER = f"{__name__}.by_house"
    assert add("a.txt", b"good").pk
    with pytest.raises(InvalidInput, match="Bad-Word"):
        add("a.txt", b"bad")
