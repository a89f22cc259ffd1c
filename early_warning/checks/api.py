"""Doubt points and health checks through JSON: the same rows, the same services."""

from collections.abc import Callable
from typing import Any

from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request
from rest_framework.response import Response

from core.api.viewsets import OwnStep, ScopedViewSet, TransitionsMixin

from . import services
from .forms import AssignForm, DeferForm, MaterialForm, NoteForm
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


def _noted(service: Callable[..., Any]) -> OwnStep:
    """A step that takes a note for whoever drafts."""
    return OwnStep(
        lambda _doubt, _user, data, _files: NoteForm(data, initial={"note": ""}),
        lambda doubt, user, form: service(doubt_point=doubt, actor=user, **form.cleaned_data),
    )


OWN_STEPS = {
    "assign": OwnStep(
        lambda doubt, _user, data, _files: AssignForm(data, doubt=doubt),
        lambda doubt, user, form: services.doubt_assign(doubt_point=doubt, actor=user, **form.cleaned_data),
    ),
    "ask_material": OwnStep(
        lambda _doubt, _user, data, _files: MaterialForm(data, initial={"due_on": services.material_due()}),
        lambda doubt, user, form: services.material_ask(doubt_point=doubt, actor=user, **form.cleaned_data),
    ),
    "defer": OwnStep(
        lambda _doubt, _user, data, _files: DeferForm(data),
        lambda doubt, user, form: services.doubt_defer(doubt_point=doubt, actor=user, **form.cleaned_data),
    ),
    "remind": _noted(services.doubt_remind),
    "warn": _noted(services.doubt_warn),
}


class DoubtPointViewSet(TransitionsMixin, ScopedViewSet):
    """Doubt points of one's jurisdiction and what was made of them."""

    queryset = DoubtPoint.objects.select_related("unit")
    serializer_class = DoubtPointSerializer
    permission_required = "warnings.view_doubtpoint"
    own_steps = OWN_STEPS


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
