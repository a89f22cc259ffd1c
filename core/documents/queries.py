"""What was issued for a record."""

from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, QuerySet

from core.documents.models import IssuedDocument
from core.scope import Viewer


def papers_by_owner(model: type[Model], keys: Iterable[int]) -> dict[int, IssuedDocument]:
    """The last paper of each of many owners by the owner's key; whose may be seen asks the caller."""
    owner = ContentType.objects.get_for_model(model)
    found = IssuedDocument.objects.filter(content_type=owner, object_id__in=keys)
    return {paper.object_id: paper for paper in found.order_by("pk")}


def documents_of(owner: Model, user: Viewer = None) -> QuerySet[IssuedDocument]:
    """What was issued for ``owner``, oldest first. For whoever may see the owner; for ``user`` nothing where the
    record's papers are narrower than itself (``papers_visible_to``)."""
    papers = getattr(getattr(type(owner), "objects", None), "papers_visible_to", None)
    if user is not None and papers is not None and not papers(user).filter(pk=owner.pk).exists():
        return IssuedDocument.objects.none()
    kind = ContentType.objects.get_for_model(owner)
    return IssuedDocument.objects.filter(content_type=kind, object_id=owner.pk).order_by("created_at", "pk")
