"""Sending a reminder: a job that tells everybody once, however often it is begun again."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core.jobs.registry import job_kind
from core.jobs.services import JobHandle, job_enqueue
from core.outbox.telling import tell
from core.scope import Viewer
from organization.models import User

KIND = "holiday-reminder"
ROLES = ("OFF", "TMB", "UHD")
CHUNK = 100


def enqueue(reminder: Any, actor: Viewer) -> None:
    job_enqueue(kind=KIND, params={"reminder": reminder.pk}, actor=actor)


def audience(reminder: Any) -> list[int]:
    """Keys of the accounts that are reminded: leading officials of the units named, or of all."""
    rows = User.objects.filter(is_active=True, groups__name__in=ROLES, official__isnull=False)
    units = list(reminder.units.values_list("pk", flat=True))
    if units:
        rows = rows.filter(unit__in=units)
    return sorted(set(rows.values_list("pk", flat=True)))


@job_kind(KIND, label=_("Holiday reminder"), in_parts=True)
def send(handle: JobHandle, *, reminder: int) -> dict[str, int]:
    """Portal row and contentless mail for each; what a killed worker has written is not written again."""
    from supervision.holidays.models import HolidayReminder

    row = HolidayReminder.objects.get(pk=reminder)
    people = audience(row)
    for start in range(0, len(people), CHUNK):
        with transaction.atomic():
            for user in User.objects.filter(pk__in=people[start : start + CHUNK]):
                tell(owner=row, recipient=user, key=f"holiday:{user.pk}")
        handle.progress(min(start + CHUNK, len(people)), len(people))
    return {"told": len(people)}
