"""`manage.py anchor_audit`: today's anchor and its paper, as the scheduled task makes them."""

from typing import Any

from django.core.management.base import BaseCommand

from core.audit.models import AuditAnchor
from core.audit.tasks import anchor_audit


class Command(BaseCommand):
    help = "Seal the audit trail, keep its head as today's anchor, and issue the anchor's paper."

    def handle(self, *args: Any, **options: Any) -> None:
        anchor_audit()
        self.stdout.write(str(AuditAnchor.objects.first() or "The trail is empty."))
