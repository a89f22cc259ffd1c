"""From doubt to rectification, month by month: what the workbench's chart counts. Context, never a score."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models.functions import TruncDate

from core.charts import Number
from core.clock import start_of
from core.deadlines.calendar import add_months
from core.scope import Viewer
from early_warning.checks.models import DoubtPoint
from early_warning.notices.choices import Kind, Outcome
from early_warning.notices.models import Notice, NoticeVerdict

MONTHS = 12


def last_months(today: date) -> list[date]:
    """The first days of the twelve months up to the present one."""
    this = today.replace(day=1)
    return [add_months(this, -back) for back in range(MONTHS - 1, -1, -1)]


def by_month(days: Iterable[date], months: Sequence[date]) -> list[Number | None]:
    """How many of ``days`` fall into each month."""
    counted = Counter(day.replace(day=1) for day in days)
    return [counted[month] for month in months]


def found_doubts(user: Viewer, since: date) -> Iterable[date]:
    rows = DoubtPoint.objects.visible_to(user).filter(found_on__gte=since)
    return rows.order_by().values_list("found_on", flat=True)


def served_warnings(user: Viewer, since: date) -> Iterable[date]:
    """Warning notices served, revoked ones left out (R08)."""
    rows = Notice.objects.for_staff(user).effective().filter(kind=Kind.WARNING, served_at__gte=start_of(since))
    return rows.order_by().annotate(day=TruncDate("served_at")).values_list("day", flat=True)


def verified_rectifications(user: Viewer, since: date) -> Iterable[date]:
    notices = Notice.objects.for_staff(user).effective().values("pk")
    rows = NoticeVerdict.objects.filter(
        notice__in=notices, outcome=Outcome.RECTIFICATION_VERIFIED, at__gte=start_of(since)
    )
    return rows.order_by().annotate(day=TruncDate("at")).values_list("day", flat=True)
