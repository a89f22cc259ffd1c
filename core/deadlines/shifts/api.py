"""Suspensions and extensions through JSON: ask with ``POST``, decide with ``transitions/<name>/``."""

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from core.api.viewsets import ScopedViewSet, TransitionsMixin
from core.deadlines.shifts.models import Extension, Suspension, SuspensionReason
from core.deadlines.shifts.services import extension_ask, suspension_ask
from core.deadlines.shifts.views import record_of

COMMON = ("id", "record", "kind", "asked_by", "asked_at", "approver", "decided_at", "due_before", "due_after", "status")


class _ShiftSerializer(serializers.ModelSerializer):
    record = serializers.SerializerMethodField()

    def get_record(self, row: Any) -> str:
        """ "app.model:pk", as it is given when asking."""
        return f"{row.content_type.app_label}.{row.content_type.model}:{row.object_id}"


class SuspensionSerializer(_ShiftSerializer):
    class Meta:
        model = Suspension
        fields = (*COMMON, "reason", "note", "start", "end")


class ExtensionSerializer(_ShiftSerializer):
    class Meta:
        model = Extension
        fields = (*COMMON, "reason", "new_due")


class SuspensionAsk(serializers.Serializer):
    record = serializers.CharField(help_text="app.model:pk")
    kind = serializers.CharField(required=False, default="", allow_blank=True)
    reason = serializers.ChoiceField(SuspensionReason.choices)
    note = serializers.CharField(max_length=2000)
    start = serializers.DateField()
    end = serializers.DateField(required=False, allow_null=True, default=None)


class ExtensionAsk(serializers.Serializer):
    record = serializers.CharField(help_text="app.model:pk")
    kind = serializers.CharField(required=False, default="", allow_blank=True)
    new_due = serializers.DateField()
    reason = serializers.CharField(max_length=2000)


class _ShiftViewSet(TransitionsMixin, ScopedViewSet):
    filterset_fields = ("status",)
    asking: type[serializers.Serializer]

    def service(self, **values: Any) -> Any:
        """Ask for it."""
        raise NotImplementedError

    def create(self, request: Request) -> Response:
        """Ask about a visible record."""
        given = self.asking(data=request.data)
        given.is_valid(raise_exception=True)
        values = given.validated_data
        record = record_of(values.pop("record"), request.user)
        return Response(self.get_serializer(self.service(record=record, actor=request.user, **values)).data, status=201)


class SuspensionViewSet(_ShiftViewSet):
    permission_required = "core.view_suspension"
    queryset = Suspension.objects.select_related("content_type").order_by("-asked_at", "-pk")
    serializer_class = SuspensionSerializer
    asking = SuspensionAsk

    def service(self, **values: Any) -> Any:
        return suspension_ask(**values)


class ExtensionViewSet(_ShiftViewSet):
    permission_required = "core.view_extension"
    queryset = Extension.objects.select_related("content_type").order_by("-asked_at", "-pk")
    serializer_class = ExtensionSerializer
    asking = ExtensionAsk

    def service(self, **values: Any) -> Any:
        return extension_ask(**values)
