"""Assessments through JSON, read-only: steps that move people's papers have their own pages."""

from decimal import Decimal

from django.db.models import QuerySet
from rest_framework import serializers

from core.api.viewsets import ScopedViewSet
from early_warning.ecology.models import EcologyAssessment, IndicatorValue
from early_warning.ecology.sentences import sentence


class IndicatorValueSerializer(serializers.ModelSerializer):
    indicator = serializers.CharField(source="indicator.label")
    dimension = serializers.SerializerMethodField()
    sentence = serializers.SerializerMethodField()

    class Meta:
        model = IndicatorValue
        fields = (
            "code", "indicator", "dimension", "state", "start", "end", "numerator", "denominator", "n", "value",
            "covered", "weight", "bar", "n_min", "score", "effective_weight", "contribution", "previous_contribution",
            "sentence",
        )  # fmt: skip

    def get_dimension(self, value: IndicatorValue) -> str:
        return value.dimension.code if value.dimension else ""

    def get_sentence(self, value: IndicatorValue) -> str:
        return sentence(value, value.assessment)


class EcologyListSerializer(serializers.ModelSerializer):
    """One line of the list: the band, not the index; a list of indices would be a ranking."""

    unit = serializers.CharField(source="unit.code")
    unit_name = serializers.CharField(source="unit.name")

    class Meta:
        model = EcologyAssessment
        fields: tuple[str, ...] = (
            "id",
            "unit",
            "unit_name",
            "period",
            "version",
            "status",
            "band",
            "coverage",
            "as_of",
        )


class EcologyDetailSerializer(EcologyListSerializer):
    previous_index = serializers.SerializerMethodField()
    values = IndicatorValueSerializer(many=True)

    class Meta(EcologyListSerializer.Meta):
        fields = (
            *EcologyListSerializer.Meta.fields, "index", "previous_index", "scored_share", "dimension_scores",
            "params_version", "params_versions", "data_version", "computed_at", "values",
        )  # fmt: skip

    def get_previous_index(self, record: EcologyAssessment) -> Decimal | None:
        return record.previous.index if record.previous else None


class EcologyViewSet(ScopedViewSet):
    """Read-only, by unit code; ``ordering`` is not offered."""

    queryset = EcologyAssessment.objects.live().select_related("unit", "previous").order_by("unit__code", "-period")
    filterset_fields = ("period", "band", "status")

    def get_queryset(self) -> QuerySet:
        rows = super().get_queryset()
        return rows.prefetch_related("values__assessment") if self.action == "retrieve" else rows

    def get_serializer_class(self) -> type[serializers.Serializer]:
        return EcologyDetailSerializer if self.action == "retrieve" else EcologyListSerializer
