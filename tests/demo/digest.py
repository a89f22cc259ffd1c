"""What two builds of the city must have in common: every field of every row, but for what is random on purpose."""

import hashlib
from collections.abc import Iterator

from django.apps import apps
from django.db import models

OURS = frozenset({"core", "organization", "officials", "warnings", "supervision", "cases"})
# The trail's own clock is the real one, and its chain is sealed with it.
SEALED = "audit"
# A Message-ID and a file's name on disk are drawn anew, so that nobody can guess them; the outbox retries by the real
# clock.
RANDOM = frozenset({"core.Delivery.message_id", "core.Delivery.next_attempt_at", "core.IssuedDocument.path"})


def compared_models() -> list[type[models.Model]]:
    """Our models, their many-to-many tables included, without the audit trail."""
    found = [model for model in apps.get_models(include_auto_created=True) if model._meta.app_label in OURS]
    return [model for model in found if not model._meta.model_name.startswith(SEALED)]


def digests() -> dict[str, str]:
    """Model -> digest of its rows. Ciphers are compared by what they hide; names of files on disk are not."""
    return {model._meta.label: _digest(model) for model in compared_models()}


def _digest(model: type[models.Model]) -> str:
    whole = hashlib.sha256()
    for row in model._base_manager.order_by("pk").values_list(*_fields(model)).iterator():
        whole.update(repr(row).encode())
    return whole.hexdigest()[:16]


def _fields(model: type[models.Model]) -> Iterator[str]:
    for field in model._meta.concrete_fields:
        stamped = getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False)
        if not stamped and not isinstance(field, models.FileField) and str(field) not in RANDOM:
            yield field.attname
