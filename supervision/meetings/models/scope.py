"""Who sees a meeting: whoever may view meetings inside his jurisdiction; what belongs to it is seen with it."""

from datetime import date
from typing import Self

from django.db.models import Q

from core.scope import ScopedQuerySet, Viewer
from organization.records import UnitRecordQuerySet
from supervision.meetings.choices import TOOK_PLACE


class MeetingQuerySet(UnitRecordQuerySet):
    def held(self) -> Self:
        """Meetings that took place."""
        return self.filter(status__in=TOOK_PLACE)

    def on_days(self, first: date, last: date) -> Self:
        return self.filter(convened_on__range=(first, last))


class OfMeetingQuerySet(ScopedQuerySet):
    """Rows that belong to a meeting. ``meeting_lookup`` leads there."""

    meeting_lookup = "meeting"

    def scope_q(self, user: Viewer) -> Q:
        from supervision.meetings.models.meeting import Meeting

        return Q(**{f"{self.meeting_lookup}__in": Meeting.objects.visible_to(user).values("pk")})


class OfItemQuerySet(OfMeetingQuerySet):
    """Rows that belong to an agenda item."""

    meeting_lookup = "item__meeting"
