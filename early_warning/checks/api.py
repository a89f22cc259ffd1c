"""Doubt points and health checks through JSON: the same rows, the same services."""

from typing import Any

from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request
from rest_framework.response import Response

from core.api.viewsets import ScopedViewSet, TransitionsMixin
from organization.models import User

from . import services
from .jobs import run_start
from .models import CheckRun, DoubtPoint, Trigger
from .pseudonyms import shown_objects, shown_sentence


class DoubtPointSerializer(serializers.ModelSerializer):
    unit: Any = serializers.SlugRelatedField(slug_field="code", read_only=True)
    object_ids = serializers.SerializerMethodField()
    explanation = serializers.SerializerMethodField()

    class Meta:
        model = DoubtPoint
        fields = (
            "id", "model", "finding", "unit", "period", "object_ids", "rows", "value", "threshold", "explanation",
            "severity", "params_version", "data_version", "status", "assignee", "verdict", "found_on", "last_seen_on",
            "vanished_at", "deferred_until", "fingerprint",
        )  # fmt: skip

    def get_object_ids(self, row: DoubtPoint) -> list[str]:
        return shown_objects(row.object_ids, self.context["request"].user)

    def get_explanation(self, row: DoubtPoint) -> str:
        return shown_sentence(row, self.context["request"].user)


class AssignSerializer(serializers.Serializer):
    assignee = serializers.PrimaryKeyRelatedField(queryset=User.objects.filter(is_active=True))


class AskSerializer(serializers.Serializer):
    question = serializers.CharField(max_length=2000)
    due_on = serializers.DateField(required=False)


class DeferSerializer(serializers.Serializer):
    until = serializers.DateField()
    reason = serializers.CharField(max_length=2000)


class NoteSerializer(serializers.Serializer):
    note = serializers.CharField(max_length=2000, required=False, allow_blank=True, default="")


class DoubtPointViewSet(TransitionsMixin, ScopedViewSet):
    """Plain steps go through `transitions/<name>/`; steps that need values have an action each."""

    queryset = DoubtPoint.objects.select_related("unit")
    serializer_class = DoubtPointSerializer
    permission_required = "warnings.view_doubtpoint"

    @action(detail=True, methods=["post"], serializer_class=AssignSerializer)
    def assign(self, request: Request, **_kwargs: Any) -> Response:
        return self._step(services.doubt_assign, request)

    @action(detail=True, methods=["post"], serializer_class=AskSerializer, url_path="ask-material")
    def ask_material(self, request: Request, **_kwargs: Any) -> Response:
        return self._step(services.material_ask, request)

    @action(detail=True, methods=["post"], serializer_class=DeferSerializer)
    def defer(self, request: Request, **_kwargs: Any) -> Response:
        return self._step(services.doubt_defer, request)

    @action(detail=True, methods=["post"], serializer_class=NoteSerializer)
    def remind(self, request: Request, **_kwargs: Any) -> Response:
        return self._step(services.doubt_remind, request)

    @action(detail=True, methods=["post"], serializer_class=NoteSerializer)
    def warn(self, request: Request, **_kwargs: Any) -> Response:
        return self._step(services.doubt_warn, request)

    def _step(self, service: Any, request: Request) -> Response:
        doubt = self.get_object()
        data = self.get_serializer(data=request.data)
        data.is_valid(raise_exception=True)
        service(doubt_point=doubt, actor=request.user, **data.validated_data)
        doubt = self.get_object()
        return Response(DoubtPointSerializer(doubt, context=self.get_serializer_context()).data)


class CheckRunSerializer(serializers.ModelSerializer):
    class Meta:
        model = CheckRun
        fields = (
            "id", "as_of", "model_codes", "unit_codes", "trigger", "state", "recompute_only", "data_version", "hits",
            "created", "vanished", "message", "job", "created_at", "finished_at",
        )  # fmt: skip


class StartSerializer(serializers.Serializer):
    models = serializers.ListField(child=serializers.CharField(), required=False, default=list)
    units = serializers.ListField(child=serializers.CharField(), required=False, default=list)
    as_of = serializers.DateField(required=False, allow_null=True, default=None)


class CheckRunViewSet(ScopedViewSet):
    """`POST start/` starts a run over the units one sees; its job shows the progress."""

    queryset = CheckRun.objects.all()
    serializer_class = CheckRunSerializer
    permission_required = "warnings.view_checkrun"

    @action(detail=False, methods=["post"], serializer_class=StartSerializer)
    def start(self, request: Request, **_kwargs: Any) -> Response:
        if not request.user.has_perm("warnings.start_checkrun"):
            raise PermissionDenied
        data = self.get_serializer(data=request.data)
        data.is_valid(raise_exception=True)
        run, _job = run_start(actor=request.user, trigger=Trigger.BUTTON, **data.validated_data)
        return Response(CheckRunSerializer(run).data, status=201)
