from typing import Any

from django.db.models import QuerySet
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from core.api.viewsets import OwnStep, ScopedViewSet, TransitionsMixin
from early_warning.notices.models import RuleBasis
from officials.models import Official, Tenure
from organization.models import Unit, User
from supervision.talks import services
from supervision.talks.choices import EarlySign, Kind, PlaceKind, Topic
from supervision.talks.forms import HoldForm, PaperForm, RecheckForm, RescheduleForm, held_initial, place_initial
from supervision.talks.models import Commitment, Talk


class CommitmentSerializer(serializers.ModelSerializer):
    class Meta:
        model = Commitment
        fields = ("id", "order", "text", "due", "outcome", "checked_on")


class TalkSerializer(serializers.ModelSerializer):
    unit_code = serializers.CharField(source="unit.code")
    official_code = serializers.CharField(source="official.code")
    talkers = serializers.ListField(source="talker_names", child=serializers.CharField())
    commitments = CommitmentSerializer(many=True)

    class Meta:
        model = Talk
        fields = (
            "id", "kind", "status", "doc_no", "unit_code", "official_code", "purpose", "early_sign", "topics",
            "outline", "talkers", "planned_at", "place_kind", "place", "notified_at", "held_at", "record",
            "own_remarks", "note_of_refusal", "official_signature", "signed_at", "follow_up_due", "recheck_result",
            "visible_until", "commitments",
        )  # fmt: skip


class PlanSerializer(serializers.Serializer):
    """A plan; what is missing is asked for when it is submitted."""

    kind = serializers.ChoiceField(Kind.choices)
    unit = serializers.SlugRelatedField(slug_field="code", queryset=Unit.objects.all())
    official = serializers.SlugRelatedField(slug_field="code", queryset=Official.objects.all())
    tenure = serializers.PrimaryKeyRelatedField(queryset=Tenure.objects.all(), required=False)
    purpose = serializers.CharField(max_length=120, required=False, default="")
    problem_related = serializers.BooleanField(required=False, default=False)
    early_sign = serializers.ChoiceField(EarlySign.choices, required=False, default="")
    rule = serializers.PrimaryKeyRelatedField(queryset=RuleBasis.objects.all(), required=False)
    topics = serializers.ListField(child=serializers.ChoiceField(Topic.choices), required=False, default=list)
    outline = serializers.CharField(required=False, default="")
    talker = serializers.SlugRelatedField(slug_field="username", queryset=User.objects.all(), required=False)
    second_talker = serializers.SlugRelatedField(slug_field="username", queryset=User.objects.all(), required=False)
    outside_talker = serializers.CharField(max_length=60, required=False, default="")
    planned_at = serializers.DateTimeField(required=False)
    place_kind = serializers.ChoiceField(PlaceKind.choices, required=False, default=PlaceKind.OFFICE)
    place = serializers.CharField(max_length=80, required=False, default="")


class SignSerializer(serializers.Serializer):
    remarks = serializers.CharField(max_length=5000, required=False, allow_blank=True, default="")


OWN_STEPS = {
    "reschedule": OwnStep(
        lambda talk, _user, data, _files: RescheduleForm(data, initial=place_initial(talk)),
        lambda talk, user, form: services.talk_reschedule(talk=talk, actor=user, **form.cleaned_data),
    ),
    "hold": OwnStep(
        lambda talk, _user, data, _files: HoldForm(data, talk=talk, initial=held_initial(talk)),
        lambda talk, user, form: services.talk_hold(talk=talk, actor=user, given=form.given()),
    ),
    "sign_on_paper": OwnStep(
        lambda _talk, _user, data, files: PaperForm(data, files),
        lambda talk, user, form: services.talk_sign_on_paper(talk=talk, actor=user, **form.cleaned_data),
    ),
    "recheck": OwnStep(
        lambda talk, _user, data, _files: RecheckForm(data, talk=talk),
        lambda talk, user, form: services.talk_recheck(talk=talk, actor=user, given=form.given()),
    ),
}


class TalkViewSet(TransitionsMixin, ScopedViewSet):
    """Staff see their jurisdiction, officials the talks with themselves; these sign by ``sign``."""

    own_steps = OWN_STEPS

    queryset = Talk.objects.select_related("unit", "official", "talker", "second_talker").prefetch_related(
        "commitments"
    )
    serializer_class = TalkSerializer
    filterset_fields = ("kind", "status", "doc_no")

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().order_by("-drafted_at", "-pk")

    def create(self, request: Request) -> Response:
        """A new plan."""
        values = self._valid(PlanSerializer, request)
        values["topics"] = tuple(values["topics"])
        talk = services.talk_plan(given=services.TalkInput(**values), actor=request.user)
        return Response(self.get_serializer(talk).data, status=201)

    @action(detail=True, methods=["post"], serializer_class=SignSerializer)
    def sign(self, request: Request, **_kwargs: Any) -> Response:
        """The official's own signature, with remarks."""
        talk = self.get_object()
        values = self._valid(SignSerializer, request)
        talk = services.talk_sign_as_official(talk=talk, actor=request.user, **values)
        return Response({"id": talk.pk, "status": talk.status})

    @staticmethod
    def _valid(serializer: type[serializers.Serializer], request: Request) -> dict[str, Any]:
        given = serializer(data=request.data)
        given.is_valid(raise_exception=True)
        return given.validated_data
