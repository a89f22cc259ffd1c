"""Who sees lists, tasks and problems: by office in the jurisdiction; an official what is his own, once it counts."""

from datetime import date
from typing import Self

from django.db.models import Q

from core.scope import NOTHING, Viewer
from organization.records import UnitRecordQuerySet
from supervision.lists.choices import (
    PROBLEM_AWAITING_UNIT,
    PROBLEM_IN_HAND,
    TASK_OPEN,
    ListStatus,
    ProblemStatus,
)


def either(one: Q, other: Q) -> Q:
    return one if other == NOTHING else (other if one == NOTHING else one | other)


class ListQuerySet(UnitRecordQuerySet):
    """Responsibility lists; a leader reads his own once it is approved (M57)."""

    def scope_q(self, user: Viewer) -> Q:
        own = Q(official__user=user) & ~Q(status=ListStatus.DRAFT) if user.pk else NOTHING
        return either(super().scope_q(user), own)

    def in_force(self) -> Self:
        return self.filter(status=ListStatus.IN_FORCE)


class WorkQuerySet(UnitRecordQuerySet):
    """Tasks and problems; an official sees those that are his duty."""

    def scope_q(self, user: Viewer) -> Q:
        return either(super().scope_q(user), self.own_q(user))

    def own_q(self, user: Viewer) -> Q:
        return Q(owner__user=user) if user.pk else NOTHING


class TaskQuerySet(WorkQuerySet):
    def overdue(self, on: date) -> Self:
        return self.filter(status__in=TASK_OPEN, due_on__lt=on)


class ProblemQuerySet(WorkQuerySet):
    """Problems. Before somebody has confirmed it, a problem found by others is no business of an official."""

    def own_q(self, user: Viewer) -> Q:
        known = ~Q(status__in=(ProblemStatus.FOUND, ProblemStatus.DISMISSED))
        own = super().own_q(user)
        return own if own == NOTHING else own & known

    def in_hand(self) -> Self:
        """Confirmed and not struck off."""
        return self.filter(status__in=PROBLEM_IN_HAND)

    def overdue(self, on: date) -> Self:
        """With the unit although the day is past; long-term items have no last day, and what waits for a verification
        is not the unit's delay."""
        return self.filter(status__in=PROBLEM_AWAITING_UNIT, long_term=False, due_on__lt=on)

    def overdue_or_reopened(self, on: date, *, times: int = 2) -> Self:
        """What model HC-H3 looks for: open and overdue, or reopened so often."""
        late = self.overdue(on).values("pk")
        return self.filter(Q(pk__in=late) | Q(times_reopened__gte=times, long_term=False))
