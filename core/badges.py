"""What a state looks like: a tone (colour) and an icon for each code; the word always comes from the record itself.

Colour never stands alone (handbook 7.1): every badge carries its word and an icon. Apps add their own codes in
``AppConfig.ready`` with ``register``; an unknown code gets the neutral look, so a badge can never be missing.
"""

from typing import Any, NamedTuple

from core.errors import Text


class Look(NamedTuple):
    """``tone`` is one of good, normal, watch, focus, bad, busy, plain, muted; ``icon`` a name of the sprite."""

    tone: str
    icon: str


UNKNOWN = Look("plain", "point-filled")

_looks: dict[str, Look] = {
    # jobs
    "PENDING": Look("plain", "hourglass"),
    "RUNNING": Look("busy", "progress"),
    "DONE": Look("good", "circle-check"),
    "FAILED": Look("bad", "alert-circle"),
    "CANCELLED": Look("muted", "ban"),
    # notices and the other papers that are drafted, checked, approved and served (handbook 7.2)
    "DRAFT": Look("plain", "pencil"),
    "SUBMITTED": Look("busy", "send"),
    "CHECKED": Look("busy", "eye-check"),
    "APPROVED": Look("busy", "rubber-stamp"),
    "SERVED": Look("busy", "mail-forward"),
    "ACKED": Look("busy", "mail-opened"),
    "REPLIED": Look("normal", "message-2"),
    "OBJECTED": Look("watch", "message-exclamation"),
    "VERIFYING": Look("busy", "zoom-question"),
    "VERIFIED": Look("good", "zoom-check"),
    "ACCEPTED": Look("good", "circle-check"),
    "RETURNED": Look("watch", "arrow-back-up"),
    "REJECTED": Look("bad", "circle-x"),
    "REVOKED": Look("muted", "arrow-back-up"),
    "CLOSED": Look("muted", "lock"),
    "ESCALATED": Look("bad", "flag-exclamation"),
    "OPEN": Look("busy", "circle-dot"),
    "ANSWERED": Look("good", "message-2"),
    "PROPOSED": Look("watch", "git-pull-request"),
    "WAITING": Look("plain", "hourglass"),
    "CLAIMED": Look("busy", "progress"),
    "SENT": Look("good", "send"),
    "GIVEN_UP": Look("bad", "alert-circle"),
    "OVERDUE": Look("bad", "clock-exclamation"),
    # doubt points
    "NEW": Look("watch", "circle-dot"),
    "ASSIGNED": Look("busy", "user-check"),
    "EXCLUDED": Look("muted", "circle-x"),
    "MATERIAL_ASKED": Look("busy", "message-question"),
    "REMINDED": Look("normal", "bell"),
    "WARNED": Look("focus", "bell-ringing"),
    "DEFERRED": Look("plain", "clock-pause"),
    "VANISHED": Look("muted", "eye-off"),
    # filings
    "UPLOADED": Look("plain", "upload"),
    "VALIDATED": Look("normal", "checklist"),
    "CONFIRMED": Look("good", "square-check"),
    "SUPERSEDED": Look("muted", "replace"),
    "WITHDRAWN": Look("muted", "arrow-back-up"),
    # health-check results
    "HIT": Look("watch", "target"),
    "NO_HIT": Look("good", "circle-check"),
    "NOT_APPLICABLE": Look("muted", "minus"),
    "DATA_INADEQUATE": Look("plain", "question-mark"),
    # bands of the political-ecology index (handbook 3.1 rule 7)
    "BAND_GOOD": Look("good", "circle-check"),
    "BAND_NORMAL": Look("normal", "circle-dot"),
    "BAND_WATCH": Look("watch", "alert-triangle"),
    "BAND_FOCUS": Look("focus", "alert-octagon"),
    "BAND_INADEQUATE": Look("plain", "question-mark"),
}


def register(looks: dict[str, Look]) -> None:
    """Add or replace looks by state code."""
    _looks.update(looks)


def look_of(code: object) -> Look:
    """The look of a state code such as ``"APPROVED"``; case does not matter, unknown codes are neutral."""
    return _looks.get(str(code).upper(), UNKNOWN)


def word_of(value: Any, field: str = "status") -> tuple[str, Text]:
    """Code and readable word of a record's ``field``, of a choices member, or of a bare value."""
    display = getattr(value, f"get_{field}_display", None)
    if display is not None:
        return str(getattr(value, field)), display()
    return str(getattr(value, "value", value)), getattr(value, "label", value)
