"""An SMTP server in a thread that keeps what it is sent."""

from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from scripts.ports import free_port
from tests.support.processes import wait_until

HOST = "127.0.0.1"


class SmtpSink:
    """`messages` in order of arrival, parsed; `recipients` beside them. `refuse` answers mail with 451."""

    def __init__(self) -> None:
        self.messages: list[EmailMessage] = []
        self.recipients: list[list[str]] = []
        self.refuse = False
        self.port = free_port()

    @property
    def url(self) -> str:
        """Value for EMAIL_URL."""
        return f"smtp://{HOST}:{self.port}"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Called by aiosmtpd for each mail."""
        if self.refuse:
            return "451 Refused by the test"
        content = envelope.content or b""
        raw = content.encode() if isinstance(content, str) else content
        message = message_from_bytes(raw, policy=policy.default)
        assert isinstance(message, EmailMessage)
        self.recipients.append(list(envelope.rcpt_tos))
        self.messages.append(message)
        return "250 OK"

    def to(self, address: str) -> list[EmailMessage]:
        """The mails one address got."""
        pairs = zip(self.recipients, self.messages, strict=True)
        return [message for recipients, message in pairs if address in recipients]

    def wait_for(self, count: int, seconds: float = 30) -> list[EmailMessage]:
        """Wait until at least `count` mails have come."""
        wait_until(lambda: len(self.messages) >= count, seconds=seconds, what=f"{count} mails")
        return self.messages


@pytest.fixture
def smtp_sink() -> Iterator[SmtpSink]:
    """A fresh, empty sink."""
    sink = SmtpSink()
    controller = Controller(sink, hostname=HOST, port=sink.port)
    controller.start()
    yield sink
    controller.stop()
