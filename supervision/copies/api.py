"""Copies through JSON: whoever got one acknowledges it and reports what was done."""

from rest_framework import serializers

from core.api.viewsets import ScopedViewSet, TransitionsMixin
from supervision.copies.models import CopyRecipient


class CopySerializer(serializers.ModelSerializer):
    user = serializers.CharField(source="user.username")

    class Meta:
        model = CopyRecipient
        fields = ("id", "notice", "user", "status", "acked_at", "feedback", "answered_at")


class CopyViewSet(TransitionsMixin, ScopedViewSet):
    """The copies of the copy notices one may see."""

    queryset = CopyRecipient.objects.select_related("user", "notice").order_by("pk")
    serializer_class = CopySerializer
    filterset_fields = ("notice", "status")
