"""What was issued for a record."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, QuerySet

from core.documents.models import IssuedDocument


def documents_of(owner: Model) -> QuerySet[IssuedDocument]:
    """What was issued for ``owner``, oldest first. For whoever may see the owner."""
    kind = ContentType.objects.get_for_model(owner)
    return IssuedDocument.objects.filter(content_type=kind, object_id=owner.pk).order_by("created_at", "pk")
