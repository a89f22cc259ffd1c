import hashlib
import json
from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from core import clock
from core.attachments.services import attachments_of
from core.audit.models import AuditEvent
from core.audit.services import event_record
from core.evidence.models import EvidenceOpened
from core.scope import Viewer


def has_evidence(fact: Any) -> bool:
    """Whether a fact stands on a record or on files (R04)."""
    return bool(fact.evidence_records) or attachments_of(fact).exists()


def evidence_open(*, fact: Any, actor: Viewer) -> None:
    """Record that ``actor`` opened the evidence of ``fact`` as it is now; each reading is in the audit trail too."""
    kind = ContentType.objects.get_for_model(fact)
    with transaction.atomic():
        event_record(event=AuditEvent.READ, obj=fact, actor=actor, record=str(fact.paper))
        EvidenceOpened.objects.update_or_create(
            content_type=kind, object_id=fact.pk, user=actor, defaults={"mark": mark_of(fact), "at": clock.now()}
        )


def unopened(facts: Iterable[Any], user: Viewer) -> list[Any]:
    """The facts whose evidence, as it is now, ``user`` has not opened."""
    rows = list(facts)
    if not rows:
        return []
    found = EvidenceOpened.objects.filter(
        content_type=ContentType.objects.get_for_model(rows[0]), object_id__in=[row.pk for row in rows], user=user
    )
    opened = dict(found.values_list("object_id", "mark"))
    return [row for row in rows if opened.get(row.pk) != mark_of(row)]


def mark_of(fact: Any) -> str:
    """Differs as soon as the words, a record or a file of ``fact`` differs."""
    words = {field.attname: str(getattr(fact, field.attname)) for field in fact._meta.concrete_fields}
    files = list(attachments_of(fact).values_list("sha256", flat=True))
    return hashlib.sha256(json.dumps([words, files], ensure_ascii=False).encode()).hexdigest()
