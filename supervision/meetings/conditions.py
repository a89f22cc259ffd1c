"""What a meeting still lacks before a step, named item by item (M54). Functions return words; none means ready."""

from collections.abc import Callable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from core import clock, parameters
from core.errors import Text
from supervision.meetings.choices import FoundMajor, Legality, Outcome, Presence, Seat
from supervision.meetings.parameters import MEETING
from supervision.meetings.rules.checks import papers_by, papers_in_time, quorum_check
from supervision.meetings.thresholds import must_be_major


class lacks:  # noqa: N801 - reads as a word in the declaration
    """Refuse a step while ``missing(meeting)`` names anything, and say what."""

    def __init__(self, missing: Callable[[Any], list[str]], why: Text) -> None:
        self.missing = missing
        self.why = why

    def __call__(self, meeting: Any) -> bool:
        return not self.missing(meeting)

    def why_for(self, meeting: Any) -> str:
        return f"{self.why}: {'; '.join(self.missing(meeting))}."


def values_for(meeting: Any) -> parameters.Values:
    """The numbers in force on the day of the meeting."""
    return parameters.values(MEETING.key, as_of=meeting.convened_on)


def agenda_gaps(meeting: Any) -> list[str]:
    """Items that are not prepared or reviewed, and matters that reach the threshold without being called major."""
    items, values = list(meeting.items.all()), values_for(meeting)
    if not items:
        return [_("the agenda")]
    return [gap for item in items for gap in (*_review_gaps(item, values), *_item_gaps(meeting, item))]


def _review_gaps(item: Any, values: parameters.Values) -> Iterator[str]:
    """会前审核: done, passed, and its word on the three majors and one large agrees with the category."""
    number = {"no": item.no}
    if values["review_needed"] and not item.is_reviewed:
        yield _("item %(no)s: the review before the meeting") % number
    if item.legality == Legality.UNLAWFUL:
        yield _("item %(no)s: it was found not lawful and cannot be put to the meeting") % number
    if item.found_major and (item.found_major == FoundMajor.YES) != item.is_major:
        yield _("item %(no)s: its category, because the review found otherwise") % number


def _item_gaps(meeting: Any, item: Any) -> Iterator[str]:
    for step in item.missing_steps():
        yield _("item %(no)s: %(step)s, or why it was not needed") % {"no": item.no, "step": step}
    if must_be_major(meeting.unit, item, meeting.convened_on):
        yield _("item %(no)s: its category, because its amount reaches the unit's threshold") % {"no": item.no}
    if item.first_agenda and not item.documents.strip():
        yield _("item %(no)s: the documents to be studied") % {"no": item.no}


def late_papers(meeting: Any) -> list[str]:
    """Items whose papers would come too late if they were sent today."""
    values, last = values_for(meeting), papers_by(meeting, values_for(meeting))
    late = [item for item in meeting.items.all() if item.is_decided and _would_be_late(meeting, item, values, last)]
    return [_("item %(no)s: papers by %(day)s") % {"no": item.no, "day": last} for item in late]


def _would_be_late(meeting: Any, item: Any, values: parameters.Values, last: Any) -> bool:
    if item.papers_sent_on is not None or item.is_emergency:
        return not papers_in_time(meeting, item, values)
    return clock.today() > last


def attendance_gaps(meeting: Any) -> list[str]:
    """Members not recorded, absences without reason, a chair who is not there."""
    members = [row for row in meeting.attendance.all() if row.seat == Seat.MEMBER]
    if not members:
        return [_("the members due")]
    gaps = [_("whether %(name)s was present") % {"name": row} for row in members if row.presence == Presence.OPEN]
    absent = [row for row in members if row.presence == Presence.ABSENT and not row.reason.strip()]
    gaps += [_("why %(name)s was absent") % {"name": row} for row in absent]
    present = {row.official_id for row in members if row.presence == Presence.PRESENT}
    if meeting.chair_id is None or meeting.chair_id not in present:
        gaps.append(_("a chair among those present"))
    return gaps


def quorum_gaps(meeting: Any) -> list[str]:
    """Items that may not be decided by so few."""
    values = values_for(meeting)
    checks = [quorum_check(meeting, item, values) for item in meeting.items.all() if item.is_decided]
    return [
        _("item %(no)s: %(words)s") % {"no": check.item.no, "words": check.words}
        for check in checks
        if not check.passed
    ]


def minutes_gaps(meeting: Any) -> list[str]:
    """Items without outcome, adopted ones without vote or without a resolution with post and due day."""
    return [gap for item in meeting.items.all() for gap in _outcome_gaps(item)]


def _outcome_gaps(item: Any) -> Iterator[str]:
    number = {"no": item.no}
    if item.outcome == Outcome.OPEN:
        yield _("item %(no)s: its outcome") % number
    if item.outcome != Outcome.ADOPTED or not item.is_decided:
        return
    if not item.votes.all():
        yield _("item %(no)s: the votes") % number
    if getattr(item, "resolution", None) is None:
        yield _("item %(no)s: the resolution, who carries it out and by when") % number


def unfinished(meeting: Any) -> list[str]:
    """Resolutions that were not carried out and evaluated yet."""
    items = [item for item in meeting.items.all() if getattr(item, "resolution", None) is not None]
    return [
        _("item %(no)s: %(status)s") % {"no": item.no, "status": item.resolution.get_status_display()}
        for item in items
        if item.resolution.status != "EVALUATED"
    ]


def has_resolutions(meeting: Any) -> bool:
    return any(getattr(item, "resolution", None) is not None for item in meeting.items.all())
