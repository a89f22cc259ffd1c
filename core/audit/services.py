"""Write events into the audit trail. Never log contents: name the record, the purpose and counts."""

from typing import Any

from auditlog.registry import auditlog
from django.contrib.contenttypes.models import ContentType
from django.db import models

from core.audit.models import AuditEntry, AuditEvent


def register(model: type[models.Model], *, exclude: list[str] | None = None, mask: list[str] | None = None) -> None:
    """Log every change of ``model`` old -> new. ``exclude`` leaves fields out, ``mask`` hides their values."""
    auditlog.register(
        model, exclude_fields=exclude or [], mask_fields=mask or [], mask_callable="core.audit.services.hide"
    )


def hide(value: str) -> str:
    """The whole value replaced: the library's own mask leaves the second half readable."""
    return "***" if value and value != "None" else ""


def event_record(
    *, event: AuditEvent | str, obj: models.Model | type[models.Model], actor: Any = None, **details: Any
) -> AuditEntry:
    """Record that ``actor`` did ``event`` to ``obj`` (a row, or a model for lists). ``details`` must be JSON values.

    Request data (actor, address) are added by AuditMiddleware when there is a request and no ``actor`` is given.
    """
    row = obj if isinstance(obj, models.Model) else None
    # A request's user is a lazy wrapper: its class says nothing, its ``_meta`` does.
    model: type[models.Model] = obj._meta.model
    return AuditEntry.objects.create(
        content_type=ContentType.objects.get_for_model(model),
        object_pk=str(row.pk) if row is not None else "",
        object_id=row.pk if row is not None and isinstance(row.pk, int) else None,
        object_repr=str(row)[:500] if row is not None else str(model._meta.verbose_name_plural),
        action=AuditEntry.Action.ACCESS,
        event=AuditEvent(event),
        actor=actor if getattr(actor, "is_authenticated", False) else None,
        additional_data=details or None,
    )


def search_record(*, model: type[models.Model], text: str, actor: Any) -> None:
    """Record the words somebody searched for among the rows of ``model`` (R24); nothing for no words."""
    if text.strip():
        event_record(event=AuditEvent.SEARCH, obj=model, actor=actor, text=text.strip()[:100])
