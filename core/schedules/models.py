from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_celery_beat.models import PeriodicTask

from core.records.labels import labelled
from core.schedules.words import in_words
from core.scope import PermissionScopedQuerySet

# R18, R23: the trail is sealed and anchored whatever the system administrator would like.
FIXED = ("audit-seal", "audit-anchor")


class ScheduleQuerySet(PermissionScopedQuerySet):
    def with_times(self) -> QuerySet:
        """With what says when a schedule runs."""
        return self.select_related("crontab", "interval")


class Schedule(PeriodicTask):
    """A row of django-celery-beat, whose scheduler reads it, behind the rights of the house."""

    if not TYPE_CHECKING:  # the library's own manager finds what is enabled
        objects = ScheduleQuerySet.as_manager()

    class Meta:
        proxy = True
        ordering = ["name"]
        default_permissions = ("view", "change")
        verbose_name = _("schedule")
        verbose_name_plural = _("schedules")

    def __str__(self) -> str:
        return self.label

    def get_absolute_url(self) -> str:
        return reverse("schedule", args=[self.pk])

    @property
    @labelled(_("Work"))
    def label(self) -> str:
        """What the work is called; its name where nobody has given it words."""
        return str(settings.SCHEDULE_LABELS.get(self.name) or self.name)

    @property
    @labelled(_("Runs"))
    def when(self) -> str:
        return in_words(self.schedule)

    @property
    @labelled(_("Next run"))
    def next_run_at(self) -> datetime | None:
        """About when it runs next, by the clock; None while it is switched off."""
        if not self.enabled:
            return None
        now = timezone.now()
        return max(now, now + self.schedule.remaining_estimate(self.last_run_at or self.date_changed))

    @property
    def is_fixed(self) -> bool:
        return self.name in FIXED
