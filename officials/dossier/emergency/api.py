"""Break-glass openings through JSON: why, until when reviewed, what was found (R22)."""

from rest_framework import serializers

from core.api.viewsets import ScopedViewSet, TransitionsMixin
from officials.dossier.emergency.models import BreakGlass


class BreakGlassSerializer(serializers.ModelSerializer):
    user = serializers.CharField(source="user.username")
    official = serializers.CharField(source="official.code")
    reviewed_by = serializers.CharField(source="reviewed_by.username", allow_null=True, default=None)

    class Meta:
        model = BreakGlass
        fields = (
            "id", "user", "official", "reason", "opened_at", "review_due_at", "status", "reviewed_by", "finding",
        )  # fmt: skip


class BreakGlassViewSet(TransitionsMixin, ScopedViewSet):
    """One's own, all of them for who reviews or is told; reviewed by ``find_justified`` or ``find_unjustified``."""

    queryset = BreakGlass.objects.select_related("user", "official", "reviewed_by")
    serializer_class = BreakGlassSerializer
    filterset_fields = ("status",)
