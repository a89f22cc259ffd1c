"""Assessments through JSON: read, and moved along their course."""

from decimal import Decimal

from django.db.models import QuerySet
from django.forms import Form
from rest_framework import serializers

from core.api.viewsets import OwnStep, ScopedViewSet, TransitionsMixin
from core.workflow.services import transition_perform
from early_warning.ecology.forms import AnswerForm, MeetingForm, OpinionForm, ResponseForm, written_initial
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


def _written(name: str, form: type[Form]) -> OwnStep:
    """A step that takes the words of its form."""
    return OwnStep(
        lambda record, _user, data, _files: form(data, initial=written_initial(record, form)),
        lambda record, user, filled: transition_perform(instance=record, name=name, actor=user, **filled.cleaned_data),
    )


FORMS = {"give_opinion": OpinionForm, "record_meeting": MeetingForm, "respond": ResponseForm, "answer": AnswerForm}


class EcologyViewSet(TransitionsMixin, ScopedViewSet):
    """By unit code; ``ordering`` is not offered."""

    own_steps = {name: _written(name, form) for name, form in FORMS.items()}

    queryset = EcologyAssessment.objects.live().select_related("unit", "previous").order_by("unit__code", "-period")
    filterset_fields = ("period", "band", "status")

    def get_queryset(self) -> QuerySet:
        rows = super().get_queryset()
        return rows.prefetch_related("values__assessment") if self.action == "retrieve" else rows

    def get_serializer_class(self) -> type[serializers.Serializer]:
        return EcologyDetailSerializer if self.action == "retrieve" else EcologyListSerializer
