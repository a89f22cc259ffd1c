"""Proposed changes of parameters through JSON; decided by ``approve``, ``reject`` and ``withdraw``."""

from rest_framework import serializers

from core.api.viewsets import ScopedViewSet, TransitionsMixin
from core.parameters.models import ParameterChange


class ParameterChangeSerializer(serializers.ModelSerializer):
    proposed_by = serializers.CharField(source="proposed_by.username")

    class Meta:
        model = ParameterChange
        fields = ("id", "group", "values", "effective_from", "grounds", "proposed_by", "proposed_at", "status")


class ParameterChangeViewSet(TransitionsMixin, ScopedViewSet):
    """Changes that wait for their decision, and what became of the others."""

    queryset = ParameterChange.objects.select_related("proposed_by")
    serializer_class = ParameterChangeSerializer
    permission_required = "core.view_parameterchange"
    filterset_fields = ("group", "status")
