"""The scheduler of periodic work: settings seed it once, from then on the rows in the database are the truth."""

from collections.abc import Mapping
from typing import Any

from django_celery_beat.models import PeriodicTask
from django_celery_beat.schedulers import DatabaseScheduler


class SeededScheduler(DatabaseScheduler):
    """django-celery-beat's scheduler writes the settings over the rows at every start; ours adds only what is missing,
    so that an administrator's change of a schedule survives a restart."""

    def update_from_dict(self, mapping: Mapping[str, Any]) -> None:
        known = set(PeriodicTask.objects.filter(name__in=list(mapping)).values_list("name", flat=True))
        super().update_from_dict({name: entry for name, entry in mapping.items() if name not in known})
