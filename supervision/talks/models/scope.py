"""Who sees a talk: staff inside their jurisdiction, by kind; who leads it; and the official once he is notified."""

from datetime import date
from typing import Self

from django.db.models import Q

from core import clock
from core.scope import NOTHING, ScopedQuerySet, Viewer
from organization.scope import UnitScopedQuerySet
from supervision.talks.choices import TOOK_PLACE, Kind, Status

VIEW = "supervision.view_talk"
VIEW_REMINDERS = "supervision.view_reminder_talk"
VIEW_ARCHIVED = "supervision.view_archived_talk"
CONDUCT = "supervision.conduct_talk"


def out_of_view(today: date) -> Q:
    """Reminder talks whose time in view is over (M27)."""
    return Q(kind=Kind.REMINDER, visible_until__lt=today)


def with_q(user: Viewer) -> Q:
    """Talks with ``user`` himself: a plan that was not notified does not exist for him."""
    return Q(official__user=user, notified_at__isnull=False)


class TalkQuerySet(UnitScopedQuerySet):
    view_permission = VIEW

    def scope_q(self, user: Viewer) -> Q:
        condition = with_q(user)
        for way in (self.staff_q(user), self._led_q(user)):
            condition = condition if way == NOTHING else condition | way
        return condition

    def staff_q(self, user: Viewer) -> Q:
        """By office: never the talks with oneself, reminder talks only with their own right."""
        if not user.has_perm(VIEW):
            return NOTHING
        condition = self.in_jurisdiction_q(user)
        if condition == NOTHING:
            return NOTHING
        return condition & ~Q(official__user=user) & self._kinds_q(user)

    def _led_q(self, user: Viewer) -> Q:
        if not user.has_perm(CONDUCT):
            return NOTHING
        mine = Q(talker=user) | Q(second_talker=user)
        return mine & ~Q(official__user=user) & self._kinds_q(user)

    @staticmethod
    def _kinds_q(user: Viewer) -> Q:
        if not user.has_perm(VIEW_REMINDERS):
            return ~Q(kind=Kind.REMINDER)
        return Q() if user.has_perm(VIEW_ARCHIVED) else ~out_of_view(clock.today())

    def for_staff(self, user: Viewer) -> Self:
        """The rows of staff pages: by office or because one leads them, never one's own."""
        return self.visible_to(user).exclude(official__user=user)

    def with_person(self, user: Viewer) -> Self:
        """The rows of the portal."""
        return self.filter(with_q(user)) if user.is_authenticated and user.is_active else self.none()

    def drafts_of(self, user: Viewer) -> Self:
        """What ``user`` plans and is not over: meanwhile he learns nothing of what the official asks for (R38)."""
        return self.filter(drafter=user).exclude(status__in=(Status.ARCHIVED, Status.CANCELLED))

    def held(self) -> Self:
        """Talks that took place."""
        return self.filter(status__in=TOOK_PLACE)

    def alive(self) -> Self:
        return self.exclude(status=Status.CANCELLED)

    def in_view(self) -> Self:
        """What dossiers may show today."""
        return self.exclude(out_of_view(clock.today()))


class OfTalkQuerySet(ScopedQuerySet):
    """Rows that belong to a talk are seen with it."""

    def scope_q(self, user: Viewer) -> Q:
        from supervision.talks.models.talk import Talk

        return Q(talk__in=Talk.objects.visible_to(user).values("pk"))
