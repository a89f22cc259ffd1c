"""What a service refuses, said so that a person can mend it."""

from collections.abc import Sequence

from django.utils.functional import Promise

Text = str | Promise


class DomainError(Exception):
    """A rule of the domain was not met. ``message`` says what, ``cure`` how to mend it, ``field`` where."""

    status = 400
    code = "domain-error"

    def __init__(self, message: Text, *, field: str = "", cure: Text = "", details: Sequence[Text] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.field = field
        self.cure = cure
        self.details = list(details)

    def __str__(self) -> str:
        return " ".join(str(part) for part in (self.message, self.cure) if part)


class InvalidInput(DomainError):
    """The values given cannot be taken."""

    code = "invalid-input"


class NotAllowed(DomainError):
    """The row is visible, but this person may not do this to it."""

    status = 403
    code = "not-allowed"


class Conflict(DomainError):
    """Somebody else was faster, or the record has moved on."""

    status = 409
    code = "conflict"
