"""`manage.py verify_audit`: does the trail still say what was sealed, do the anchors and their papers still fit?"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core.audit.anchors import anchors_verify
from core.audit.models import AuditSeal
from core.audit.papers import papers_verify
from core.audit.sealing import seal_pending, verify


class Command(BaseCommand):
    help = "Verify the sealed audit trail; names the first broken place."

    def handle(self, *args: Any, **options: Any) -> None:
        while seal_pending():
            pass
        finding = verify()
        if finding is not None:
            raise CommandError(f"Broken at number {finding.sequence} (entry {finding.entry}): {finding.what}.")
        wrong = anchors_verify()
        if wrong is not None:
            raise CommandError(f"The chain does not fit the anchor of {wrong.day}: it was written anew after that day.")
        paper = papers_verify()
        if paper is not None:
            raise CommandError(f"The paper of the anchor of {paper.anchor.day} does not hold: {paper.what}.")
        self.stdout.write(f"{AuditSeal.objects.count()} sealed entries, all as they were written.")
