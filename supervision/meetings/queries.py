"""Meetings with all that their pages, checks and printed minutes read, in a fixed number of queries."""

from datetime import date
from typing import Any

from django.db.models import Prefetch, QuerySet

from core import clock
from supervision.meetings.choices import Ballot
from supervision.meetings.conditions import values_for
from supervision.meetings.models import AgendaItem, Attendance, Meeting, MeetingRecusal, Speech, Vote
from supervision.meetings.rules.checks import Check, checks_of


def whole(rows: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """With attendance, items, speeches, votes, recusals and resolutions."""
    items = AgendaItem.objects.select_related("resolution", "power").prefetch_related(
        Prefetch("speeches", Speech.objects.select_related("official")),
        Prefetch("votes", Vote.objects.select_related("official")),
        Prefetch("recusals", MeetingRecusal.objects.select_related("official")),
    )
    people = Attendance.objects.select_related("official", "account")
    return rows.prefetch_related(Prefetch("attendance", people), Prefetch("items", items), "measures")


def lean(rows: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """What the checks read, without anybody's name."""
    items = AgendaItem.objects.select_related("resolution").prefetch_related("speeches", "votes", "recusals")
    return rows.prefetch_related("attendance", Prefetch("items", items))


def whole_meeting(pk: int) -> Meeting:
    return whole(Meeting.objects.filter(pk=pk)).select_related("unit", "chair").get()


def meeting_checks(meeting: Meeting, today: date | None = None) -> list[Check]:
    """The checks of one meeting, failed ones first."""
    checks = checks_of(meeting, values=values_for(meeting), today=today or clock.today())
    return sorted(checks, key=lambda check: check.passed)


def agenda_lines(meeting: Meeting) -> list[dict[str, Any]]:
    """Each item with turns, votes by kind, recusals and its resolution, for the page."""
    return [
        {
            "item": item,
            "speeches": item.speeches.all(),
            "counts": [(ballot, count_of(item, ballot)) for ballot in Ballot],
            "has_votes": bool(item.votes.all()),
            "recusals": item.recusals.all(),
            "measures": meeting.measures.all() if item.first_agenda else (),
            "resolution": getattr(item, "resolution", None),
        }
        for item in meeting.items.all()
    ]


def count_of(item: Any, ballot: str) -> int:
    """How many voted so on ``item``."""
    return sum(vote.count for vote in item.votes.all() if vote.ballot == ballot)
