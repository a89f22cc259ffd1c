"""The columns that many rows have: an account, a point of time, a day that may stay empty."""

from typing import Any

from django.conf import settings
from django.db import models


def person(label: Any, **options: Any) -> models.ForeignKey:
    """An account that a record names and that may be empty."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=label,
        **options,
    )


def moment(label: Any) -> models.DateTimeField:
    """A point of time that stays empty until it comes."""
    return models.DateTimeField(label, null=True, blank=True)


def day(label: Any) -> models.DateField:
    """A day that stays empty until it comes."""
    return models.DateField(label, null=True, blank=True)
