from datetime import date

from django.utils import timezone

from core.audit.models import AuditAnchor, AuditSeal


def anchor_make(*, day: date | None = None) -> AuditAnchor | None:
    """Keep the chain's head as the anchor of ``day`` (real calendar, default today); None while nothing is sealed."""
    last = AuditSeal.objects.order_by("-sequence").first()
    if last is None:
        return None
    anchor, _created = AuditAnchor.objects.get_or_create(
        day=day or timezone.localdate(), defaults={"sequence": last.sequence, "hash": last.hash}
    )
    return anchor


def anchors_verify() -> AuditAnchor | None:
    """The first anchor whose seal is not in the chain any more, or None."""
    for anchor in AuditAnchor.objects.order_by("day"):
        if not AuditSeal.objects.filter(sequence=anchor.sequence, hash=anchor.hash).exists():
            return anchor
    return None
