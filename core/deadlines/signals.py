"""The catalogue is there after every migrate; a changed calendar is seen at once by the process that changed it."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_delete, post_migrate, post_save
from django.dispatch import receiver

from core.deadlines.calendar import forget
from core.deadlines.models import CalendarDay
from core.deadlines.seeds import deadline_rules_seed


@receiver(post_migrate)
def seed_rules(sender: AppConfig, **_kwargs: Any) -> None:
    """Seed once the core tables stand."""
    if sender.label == "core":
        deadline_rules_seed()


@receiver([post_save, post_delete], sender=CalendarDay)
def forget_calendar(**_kwargs: Any) -> None:
    """A row changed."""
    forget()
