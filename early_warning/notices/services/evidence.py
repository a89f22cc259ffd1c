"""Opening and ticking evidence (R03): who checks or approves has looked at everything, and it is on record."""

from django.db import transaction
from django.utils.translation import gettext as _

from core import clock
from core.audit.models import AuditEvent
from core.audit.services import event_record
from core.errors import Conflict
from core.scope import Viewer
from early_warning.notices.models import EvidenceView, NoticeFact


def evidence_open(*, fact: NoticeFact, actor: Viewer) -> EvidenceView:
    """Record that ``actor`` opened the evidence of ``fact``; each reading is also in the audit trail."""
    with transaction.atomic():
        event_record(event=AuditEvent.READ, obj=fact, actor=actor, notice=fact.notice_id)
        view, _created = EvidenceView.objects.get_or_create(fact=fact, user=actor, defaults={"opened_at": clock.now()})
    return view


def evidence_tick(*, fact: NoticeFact, actor: Viewer, ticked: bool = True) -> None:
    """Say that the evidence bears the fact out, or take it back. Raises Conflict when it was never opened."""
    changed = EvidenceView.objects.filter(fact=fact, user=actor).update(ticked_at=clock.now() if ticked else None)
    if not changed:
        raise Conflict(_("Open the evidence before you tick it."), field="evidence")
