"""Rows that belong to a record of any kind: whoever sees the record sees them."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet

from core.scope import NOTHING, ScopedQuerySet, Viewer


class OwnedQuerySet(ScopedQuerySet):
    """For models with ``content_type`` and ``object_id``; the record's own ``visible_to`` decides, in SQL.

    Records whose papers are narrower than themselves say so by ``papers_visible_to(user)``.
    """

    def scope_q(self, user: Viewer) -> Q:
        condition = NOTHING
        owners = self.model._default_manager.order_by().values("content_type").distinct()
        for kind in ContentType.objects.filter(pk__in=owners):
            owner: Any = kind.model_class()
            rows: Any = getattr(owner, "objects", None)
            if hasattr(rows, "visible_to"):
                seen = papers_seen(owner, user).order_by().values("pk")
                condition |= Q(content_type=kind, object_id__in=seen)
        return condition


def papers_seen(model: Any, user: Viewer) -> QuerySet:
    """The rows of ``model`` whose papers ``user`` may read."""
    rows: Any = model.objects
    return rows.papers_visible_to(user) if hasattr(rows, "papers_visible_to") else rows.visible_to(user)
