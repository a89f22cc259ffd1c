"""Reads that other rooms and pages ask for."""

from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet
from django.db.models.functions import TruncDate

from core.scope import Viewer
from early_warning.notices.choices import ANSWERABLE, Request, Status
from early_warning.notices.models import Notice
from officials.models import Official
from organization.models import Unit, User

COPIED_ROLES = ("SEC", "DEP", "CM", "SUP", "STA", "CON", "ORG", "JNT", "UHD", "LIA")


def replies_due_rows(unit: Unit, start: date, end: date) -> QuerySet[Notice]:
    """Notices and reminders to ``unit`` (or its officials) whose reply was due from ``start`` to ``end``.

    Revoked ones do not count (R08). One under objection is not due before the decision: to object costs nothing (R38).
    """
    rows = Notice.objects.effective().filter(unit=unit, reply_due__range=(start, end))
    return rows.exclude(status=Status.OBJECTED, replied_at__isnull=True)


def replies_due(unit: Unit, start: date, end: date) -> tuple[int, int]:
    """Indicator F3: (replies given by the due day, replies due) of ``unit``; both days belong to the period."""
    rows = replies_due_rows(unit, start, end)
    on_time = rows.annotate(replied_on=TruncDate("replied_at")).filter(replied_on__lte=F("reply_due"))
    return on_time.count(), rows.count()


def notices_of(official: Official) -> QuerySet[Notice]:
    """What stands in the dossier: addressed to the official himself, served and not revoked (R08)."""
    return Notice.objects.effective().filter(official=official).order_by("-served_at")


def waiting_for(user: Viewer) -> list[Notice]:
    """What ``user`` himself has to acknowledge, answer or mend, the most urgent first."""
    mend = Q(status=Status.REPLIED, request=Request.RECTIFY, rectified_at__isnull=True)
    rows = Notice.objects.addressed_to(user).filter(Q(status__in=ANSWERABLE) | mend)
    return list(rows.select_related("unit", "official").order_by("reply_due", "pk"))


def open_by_level(user: Viewer) -> dict[str, Any]:
    """Counts of the open warning notices within ``user``'s jurisdiction, by level."""
    rows = Notice.objects.for_staff(user).open().values_list("kind", "level")
    found = list(rows)
    levels = {level: sum(row[1] == level for row in found) for level in (1, 2, 3, 4)}
    return {"levels": levels, "reminders": sum(kind == "REMINDER" for kind, _level in found), "total": len(found)}


def copy_recipients() -> QuerySet[User]:
    """Accounts that may get a copy: those that hold an office, never an official as a private person."""
    rows = User.objects.filter(is_active=True, groups__name__in=COPIED_ROLES).select_related("unit")
    return rows.order_by("unit__code", "username").distinct()


def copy_label(user: User) -> str:
    """How a letter names who gets a copy, where the drafter gives no words: the organ, else the person."""
    return str(user.unit or user)


def earlier_on_same_facts(notice: Notice) -> QuerySet[Notice]:
    """Other notices that stood on one of these facts, revoked ones included: for whoever checks and approves."""
    prints = list(notice.facts.values_list("fingerprint", flat=True))
    return Notice.objects.filter(Q(facts__fingerprint__in=prints)).exclude(pk=notice.pk).distinct()
