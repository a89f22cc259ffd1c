from rest_framework import serializers

from core.api.viewsets import ScopedViewSet
from organization.units.models import Unit


class UnitSerializer(serializers.ModelSerializer):
    class Meta:
        model = Unit
        fields = ("id", "code", "name", "kind", "parent", "path", "head_kind", "field", "active")


class UnitViewSet(ScopedViewSet):
    """Units of one's jurisdiction."""

    queryset = Unit.objects.real()
    permission_required = "organization.view_unit"
    serializer_class = UnitSerializer
    filterset_fields = ("code", "kind")
