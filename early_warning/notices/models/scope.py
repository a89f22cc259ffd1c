"""Who sees a notice: staff inside their jurisdiction, the addressee once it is served, and those who got a copy."""

from functools import reduce
from operator import or_

from django.db.models import Case, CharField, F, Q, When

from core.scope import NOTHING, ScopedQuerySet, Viewer
from early_warning.notices.choices import OPEN, Status
from organization.models import Jurisdiction, JurisdictionKind
from organization.scope import UnitScopedQuerySet

VIEW = "warnings.view_notice"
ANSWER = "warnings.answer_notice"
ANSWER_FOR_UNIT = "warnings.answer_unit_notice"
VIEW_OBJECTION = "warnings.view_objection"


def addressed_q(user: Viewer) -> Q:
    """Notices that ``user`` answers: his own, and as unit head those to his unit. Only what was served exists for him.

    His own unit is meant (jurisdiction OWN), whatever else he may look at.
    """
    condition = NOTHING
    if user.has_perm(ANSWER):
        condition = Q(official__user=user)
    if user.has_perm(ANSWER_FOR_UNIT):
        own = Jurisdiction.objects.filter(user=user, kind=JurisdictionKind.OWN).values("unit")
        unit = Q(official__isnull=True, unit__in=own)
        condition = unit if condition == NOTHING else condition | unit
    return condition if condition == NOTHING else Q(served_at__isnull=False) & condition


def copied_q(user: Viewer) -> Q:
    """Served notices of which ``user`` got a copy."""
    if not user.pk:
        return NOTHING
    from early_warning.notices.models.copies import NoticeCopy

    return Q(served_at__isnull=False, pk__in=NoticeCopy.objects.filter(user=user).values("notice"))


def _any(ways: list[Q]) -> Q:
    """One way in is enough."""
    open_ways = [way for way in ways if way != NOTHING]
    return reduce(or_, open_ways) if open_ways else NOTHING


def knows_objections(user: Viewer) -> bool:
    return user.has_perm(VIEW_OBJECTION)


class NoticeQuerySet(UnitScopedQuerySet):
    view_permission = VIEW

    def scope_q(self, user: Viewer) -> Q:
        """Staff never see by their office what is addressed to themselves: that reaches them like anybody else."""
        return _any([addressed_q(user), copied_q(user), self.staff_q(user)])

    def staff_q(self, user: Viewer) -> Q:
        if not user.has_perm(VIEW):
            return NOTHING
        condition = self.in_jurisdiction_q(user)
        return condition if condition == NOTHING else condition & ~Q(official__user=user)

    def for_staff(self, user: Viewer) -> "NoticeQuerySet":
        """The rows of staff pages: by office, not by being addressed."""
        condition = self.staff_q(user)
        return self.none() if condition == NOTHING or not user.is_active else self.filter(condition).behind_walls(user)

    def addressed_to(self, user: Viewer) -> "NoticeQuerySet":
        """The rows of the portal: what ``user`` has to acknowledge and answer, or once had to."""
        condition = addressed_q(user) if user.is_authenticated and user.is_active else NOTHING
        return self.none() if condition == NOTHING else self.filter(condition)

    def received_by(self, user: Viewer) -> "NoticeQuerySet":
        """What the portal shows: addressed to ``user``, or sent to him as a copy."""
        if not (user.is_authenticated and user.is_active):
            return self.none()
        return self.filter(_any([addressed_q(user), copied_q(user)]))

    def effective(self) -> "NoticeQuerySet":
        """Served and not revoked: all that dossiers, statistics and indicators may count (R08)."""
        return self.filter(served_at__isnull=False).exclude(status=Status.REVOKED)

    def drafts_of(self, user: Viewer) -> "NoticeQuerySet":
        """What ``user`` drafted and is not over: meanwhile he learns nothing of what the addressee asks for (R38)."""
        return self.filter(drafter=user, closed_at__isnull=True, revoked_at__isnull=True)

    def open(self) -> "NoticeQuerySet":
        return self.filter(status__in=OPEN)

    def with_shown_status(self, user: Viewer) -> "NoticeQuerySet":
        """``shown_status``: the state as ``user`` may know it (R38: an objection is not the drafter's business)."""
        hidden = Q(status=Status.OBJECTED)
        if knows_objections(user):
            hidden &= Q(drafter=user)
        if (own := addressed_q(user)) != NOTHING:
            hidden &= ~Q(pk__in=type(self)(self.model).filter(own).values("pk"))
        return self.annotate(
            shown_status=Case(
                When(hidden, then=F("status_before_objection")), default=F("status"), output_field=CharField()
            )
        )


class OfNoticeQuerySet(ScopedQuerySet):
    """Rows that belong to a notice are seen with it; ``staff_only`` ones only by office."""

    notice_lookup = "notice"
    staff_only = False

    def scope_q(self, user: Viewer) -> Q:
        from early_warning.notices.models.notice import Notice

        rows = Notice.objects.for_staff(user) if self.staff_only else Notice.objects.visible_to(user)
        return Q(**{f"{self.notice_lookup}__in": rows.values("pk")})


class StaffOnlyQuerySet(OfNoticeQuerySet):
    staff_only = True
