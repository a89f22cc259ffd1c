"""Openings of dossiers through JSON: who asked, what for, until when, decided by whom (R14)."""

from rest_framework import serializers

from core.api.viewsets import ScopedViewSet, TransitionsMixin
from officials.dossier.access.models import DossierAccess


class DossierAccessSerializer(serializers.ModelSerializer):
    official = serializers.CharField(source="official.code")
    user = serializers.CharField(source="user.username")
    decided_by = serializers.CharField(source="decided_by.username", allow_null=True, default=None)

    class Meta:
        model = DossierAccess
        fields = (
            "id", "official", "user", "role", "purpose", "reason", "standing", "status", "asked_at", "until",
            "decided_by",
        )  # fmt: skip


class DossierAccessViewSet(TransitionsMixin, ScopedViewSet):
    """One's own openings, all of them for who watches or decides. A dossier itself is opened in the browser only."""

    queryset = DossierAccess.objects.select_related("official", "user", "decided_by")
    serializer_class = DossierAccessSerializer
    filterset_fields = ("purpose", "status")
