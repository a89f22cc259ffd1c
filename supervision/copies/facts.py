"""Which facts may be copied at all: only verified ones (M29)."""

from django.db.models import Q, QuerySet

from core.scope import Viewer
from early_warning.checks.models import DoubtPoint
from early_warning.notices.choices import Status as NoticeStatus
from early_warning.notices.models import Notice

SETTLED = (NoticeStatus.ACCEPTED, NoticeStatus.CLOSED)
CONFIRMED = ("CONFIRMED", "REMINDED", "WARNED")


def verified_notices(user: Viewer) -> QuerySet[Notice]:
    """Notices whose matter was verified to the end and that were not revoked (R08)."""
    return Notice.objects.visible_to(user).effective().filter(status__in=SETTLED)


def verified_doubts(user: Viewer) -> QuerySet[DoubtPoint]:
    """Doubt points that a person found substantiated."""
    return DoubtPoint.objects.visible_to(user).filter(Q(status__in=CONFIRMED) & Q(verdict="CONFIRMED"))


def is_verified(notice: Notice | None, doubt: DoubtPoint | None) -> bool:
    """Whether the one record a fact rests on is settled."""
    if notice is not None:
        return notice.status in SETTLED
    return doubt is not None and doubt.status in CONFIRMED
