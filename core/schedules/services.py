"""Change when periodic work runs. The scheduler (beat) reads the rows anew within seconds."""

from dataclasses import dataclass
from datetime import time, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django_celery_beat.models import CrontabSchedule, IntervalSchedule

from core.audit.models import AuditEvent
from core.audit.services import event_record
from core.errors import InvalidInput, NotAllowed
from core.schedules.models import Schedule
from core.scope import Viewer


@dataclass(frozen=True)
class Days:
    """At a time of the day, on the days that are named; nothing named means all."""

    at: time
    months: tuple[int, ...] = ()
    days: tuple[int, ...] = ()
    weekdays: tuple[int, ...] = ()  # cron's: Sunday is 0


@transaction.atomic
def schedule_change(
    *, schedule: Schedule, when: Days | timedelta, enabled: bool, reason: str, actor: Viewer
) -> Schedule:
    """Let ``schedule`` run at other times (``when``: on days, or again and again), or switch it off or on.

    Raises NotAllowed without the right and for work that nobody may touch, InvalidInput without a reason or when
    nothing would change.
    """
    if not actor.has_perm("core.change_schedule"):
        raise NotAllowed(_("Your role may not do this."))
    if schedule.is_fixed:
        raise NotAllowed(_("The audit trail is sealed whatever the administrator decides; this schedule stays."))
    if not reason.strip():
        raise InvalidInput(_("A reason is required."), field="reason", cure=_("Write why, in one sentence."))
    row = Schedule.objects.select_for_update(of=("self",)).get(pk=schedule.pk)
    before = _state(row)
    row.crontab, row.interval = (_crontab(when), None) if isinstance(when, Days) else (None, _interval(when))
    row.enabled = enabled
    if _state(row) == before:
        raise InvalidInput(_("This is how it runs already."), cure=_("Change at least one of them."))
    row.save()
    event_record(event=AuditEvent.CHANGE, obj=row, actor=actor, before=before, after=_state(row), reason=reason.strip())
    return row


def _state(schedule: Schedule) -> str:
    return f"{schedule.when} · {_('switched on') if schedule.enabled else _('switched off')}"


def _crontab(when: Days) -> CrontabSchedule:
    found = {
        "minute": str(when.at.minute),
        "hour": str(when.at.hour),
        "month_of_year": _numbers(when.months),
        "day_of_month": _numbers(when.days),
        "day_of_week": _numbers(when.weekdays),
        "timezone": settings.CELERY_TIMEZONE,
    }
    # The library's table may hold a row twice: no get_or_create.
    return CrontabSchedule.objects.filter(**found).first() or CrontabSchedule.objects.create(**found)


def _numbers(chosen: tuple[int, ...]) -> str:
    return ",".join(str(number) for number in sorted(set(chosen))) or "*"


def _interval(every: timedelta) -> IntervalSchedule:
    found = {"every": int(every.total_seconds()), "period": IntervalSchedule.SECONDS}
    return IntervalSchedule.objects.filter(**found).first() or IntervalSchedule.objects.create(**found)
