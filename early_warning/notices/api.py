"""Notices through JSON: the same rows, the same services; what the portal does has an action each."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from core.api.viewsets import OwnStep, ScopedViewSet, TransitionsMixin
from early_warning.notices import services
from early_warning.notices.choices import CheckReason, Kind, Level, Source
from early_warning.notices.choices import Request as Asked
from early_warning.notices.forms import DeliveryCheckForm, ReferForm
from early_warning.notices.models import DeliveryCheck, Notice, NoticeFact, Objection
from early_warning.notices.portal_forms import AnswerForm, ObjectionForm, RectificationForm
from early_warning.notices.queries import copy_recipients
from officials.models import Official
from organization.models import Unit


class FactRecordSerializer(serializers.Serializer):
    """What a fact rests on: a record of the addressed unit that the drafter may see; of a filing one row."""

    type = serializers.CharField(max_length=40, help_text="doubtpoint, datafiling, filingduty, problem")
    id = serializers.IntegerField(min_value=1)
    row = serializers.IntegerField(min_value=1, required=False, allow_null=True, default=None)


class FactSerializer(serializers.ModelSerializer):
    record = serializers.SerializerMethodField()

    class Meta:
        model = NoticeFact
        fields = ("id", "text", "doubt_point", "record", "evidence")

    @extend_schema_field(FactRecordSerializer(allow_null=True))
    def get_record(self, row: NoticeFact) -> dict[str, Any] | None:
        kind, _colon, pk = row.rests_on.partition(":")
        return {"type": kind, "id": int(pk), "row": row.row_no} if kind else None


class DraftFactSerializer(serializers.Serializer):
    text = serializers.CharField(max_length=5000)
    record = FactRecordSerializer(required=False, allow_null=True, default=None)


def fact_input(given: dict[str, Any]) -> services.FactInput:
    record = given["record"]
    if record is None:
        return services.FactInput(text=given["text"])
    return services.FactInput(text=given["text"], record=f"{record['type']}:{record['id']}", row_no=record["row"])


class NoticeSerializer(serializers.ModelSerializer):
    unit: Any = serializers.SlugRelatedField(slug_field="code", read_only=True)
    official: Any = serializers.SlugRelatedField(slug_field="code", read_only=True)
    rule = serializers.SerializerMethodField()
    status = serializers.SerializerMethodField()
    facts = FactSerializer(many=True, read_only=True)
    copies: Any = serializers.StringRelatedField(many=True, read_only=True)

    class Meta:
        model = Notice
        fields = (
            "id", "kind", "doc_no", "level", "source", "unit", "official", "subject", "period", "rule", "request",
            "request_text", "reply_days", "reply_due", "objection_text", "contact_office", "contact_phone", "status",
            "served_at", "acked_at", "replied_at", "rectified_at", "closed_at", "revoked_at", "revoke_reason", "facts",
            "copies",
        )  # fmt: skip

    def get_rule(self, row: Notice) -> str:
        """Nothing while it may not be printed (handbook 0.1)."""
        return row.rule.text if row.rule and row.rule.printable else ""

    def get_status(self, row: Notice) -> str:
        return row.status_for(self.context["request"].user)


class CopySerializer(serializers.Serializer):
    """Who gets a copy (by user name), and how the letter names him; empty: his organ."""

    user: Any = serializers.SlugRelatedField(slug_field="username", queryset=copy_recipients())
    label: Any = serializers.CharField(max_length=60, required=False, allow_blank=True, default="")


class DraftSerializer(serializers.Serializer):
    """What a draft takes; files of evidence are added on the page."""

    kind = serializers.ChoiceField(Kind.choices, default=Kind.WARNING)
    level = serializers.ChoiceField(Level.choices, required=False, allow_null=True, default=None)
    source: Any = serializers.ChoiceField(Source.choices, default=Source.MANUAL)
    unit = serializers.SlugRelatedField(slug_field="code", queryset=Unit.objects.all())
    official = serializers.SlugRelatedField(
        slug_field="code", queryset=Official.objects.all(), required=False, allow_null=True, default=None
    )
    subject = serializers.CharField(max_length=80)
    period = serializers.CharField(max_length=30, required=False, allow_blank=True, default="")
    rule_text = serializers.CharField(max_length=300, required=False, allow_blank=True, default="")
    request = serializers.ChoiceField(Asked.choices, default=Asked.EXPLAIN)
    request_text = serializers.CharField(required=False, allow_blank=True, default="")
    facts = DraftFactSerializer(many=True, required=False, default=list)
    copies = CopySerializer(many=True, required=False, default=list)


class NoticeExtensionSerializer(serializers.Serializer):
    days = serializers.IntegerField(min_value=1)
    reason = serializers.CharField(max_length=2000)


def _answer(form: type[AnswerForm], service: Callable[..., Any]) -> OwnStep:
    """What an addressee writes, with files."""
    return OwnStep(
        lambda _notice, _user, data, files: form(data, files),
        lambda notice, user, filled: service(notice=notice, actor=user, **filled.cleaned_data),
    )


def _checked(notice: Notice, user: Any, form: Any) -> None:
    waiting = DeliveryCheck.objects.visible_to(user).filter(notice=notice, why=CheckReason.NO_REPLY, at__isnull=True)
    services.delivery_check_record(check=get_object_or_404(waiting), actor=user, **form.cleaned_data)


OWN_STEPS = {
    "reply": _answer(AnswerForm, services.notice_reply),
    "report_rectification": _answer(RectificationForm, services.rectification_report),
    "raise_objection": _answer(ObjectionForm, services.objection_raise),
    "refer": OwnStep(
        lambda _notice, _user, data, _files: ReferForm(data),
        lambda notice, user, form: services.notice_refer(notice=notice, actor=user, **form.cleaned_data),
    ),
    "delivery_checked": OwnStep(lambda _notice, _user, data, _files: DeliveryCheckForm(data), _checked),
}


class NoticeViewSet(TransitionsMixin, ScopedViewSet):
    """Staff see their jurisdiction, addressees their own."""

    own_steps = OWN_STEPS

    queryset = Notice.objects.select_related("unit", "official", "rule").prefetch_related("facts", "copies")
    serializer_class = NoticeSerializer
    filterset_fields = ("kind", "level", "request", "doc_no")

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().order_by("-drafted_at", "-pk")

    def create(self, request: Request) -> Response:
        """A new draft."""
        given = DraftSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        values = given.validated_data
        values["facts"] = tuple(fact_input(fact) for fact in values["facts"])
        values["copies"] = tuple((copy["user"], copy["label"]) for copy in values["copies"])
        notice = services.notice_draft(given=services.NoticeInput(**values), actor=request.user)
        return Response(self.get_serializer(notice).data, status=201)

    @action(detail=True, methods=["post"], serializer_class=NoticeExtensionSerializer)
    def extension(self, request: Request, **_kwargs: Any) -> Response:
        row = services.extension_request(
            notice=self.get_object(), actor=request.user, **self._valid(NoticeExtensionSerializer, request)
        )
        return Response({"id": row.pk, "state": row.state})

    @staticmethod
    def _valid(serializer: type[serializers.Serializer], request: Request) -> dict[str, Any]:
        given = serializer(data=request.data)
        given.is_valid(raise_exception=True)
        return given.validated_data


class ObjectionSerializer(serializers.ModelSerializer):
    class Meta:
        model = Objection
        fields = ("id", "notice", "text", "at", "decide_by", "state", "decision_reason", "decided_at")


class ObjectionViewSet(ScopedViewSet):
    """Own objections, and those one may know of; never the drafter's."""

    queryset = Objection.objects.order_by("-at", "-pk")
    serializer_class = ObjectionSerializer
