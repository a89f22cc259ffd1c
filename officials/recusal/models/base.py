"""What the three records of recusal share: accounts as fields, steps that only need a reason."""

from typing import Any

from django.conf import settings
from django.db import models


def account(label: Any, *, null: bool = False) -> Any:
    """A foreign key to an account, without a way back."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=null, blank=null, related_name="+", verbose_name=label
    )
