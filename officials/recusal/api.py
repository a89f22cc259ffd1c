from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request
from rest_framework.response import Response

from core.api.viewsets import OwnStep, ScopedViewSet, TransitionsMixin
from officials.recusal.forms import GrantForm
from officials.recusal.models import InterestDeclaration, InterestKind, KinRelation, RecusalOverride, RecusalRequest
from officials.recusal.queries import commission_staff, official_named
from officials.recusal.services import interest_declare, recusal_request_grant

ADD = "officials.add_interestdeclaration"


class InterestSerializer(serializers.ModelSerializer):
    user = serializers.CharField(source="user.username")
    official = serializers.CharField(source="official.code")

    class Meta:
        model = InterestDeclaration
        fields = ["id", "user", "official", "kind", "relation", "ground", "start", "end", "status"]


class DeclareSerializer(serializers.Serializer):
    """What a declaration takes; ``user`` (login) only from the cadre supervision office."""

    user = serializers.CharField(required=False)
    official = serializers.CharField(help_text=_("Code (O-…) or full name."))
    kind = serializers.ChoiceField(choices=InterestKind.choices)
    relation = serializers.ChoiceField(choices=KinRelation.choices, required=False, default="")
    ground = serializers.CharField(max_length=300)
    start = serializers.DateField(required=False, default=None)
    end = serializers.DateField(required=False, default=None)


class InterestViewSet(TransitionsMixin, ScopedViewSet):
    """One's own declarations, all of them for CSO; ``POST`` declares."""

    queryset = InterestDeclaration.objects.select_related("user", "official")
    serializer_class = InterestSerializer
    permission_required = ADD
    filterset_fields = ("kind", "status")

    @extend_schema(request=DeclareSerializer)
    def create(self, request: Request) -> Response:
        data = DeclareSerializer(data=request.data)
        data.is_valid(raise_exception=True)
        values: dict[str, Any] = dict(data.validated_data)
        login = values.pop("user", "")
        if login:
            values["user"] = commission_staff().filter(username=login).first()
            if values["user"] is None or not request.user.has_perm("officials.confirm_interestdeclaration"):
                raise PermissionDenied(_("For somebody else only the cadre supervision office enters a ground."))
        row = interest_declare(actor=request.user, official=official_named(values.pop("official")), **values)
        return Response(InterestSerializer(row).data, status=status.HTTP_201_CREATED)


class OverrideSerializer(serializers.ModelSerializer):
    user = serializers.CharField(source="user.username")
    official = serializers.CharField(source="official.code")

    class Meta:
        model = RecusalOverride
        fields = ["id", "user", "official", "grounds", "reason", "start", "until", "status", "decision"]


class OverrideViewSet(TransitionsMixin, ScopedViewSet):
    """Overrides; decided by the transitions ``approve``, ``refuse``, ``revoke`` with a reason."""

    queryset = RecusalOverride.objects.select_related("user", "official")
    serializer_class = OverrideSerializer
    permission_required = ADD
    filterset_fields = ("status",)


class RequestSerializer(serializers.ModelSerializer):
    official = serializers.CharField(source="official.code")

    class Meta:
        model = RecusalRequest
        fields = ["id", "official", "office", "person_name", "ground", "text", "status", "asked_at", "answer"]


class RequestViewSet(TransitionsMixin, ScopedViewSet):
    """Requests for recusal, for who decides or watches."""

    queryset = RecusalRequest.objects.select_related("official")
    serializer_class = RequestSerializer
    permission_required = "officials.view_recusalrequest"
    filterset_fields = ("status", "office")
    own_steps = {
        "grant": OwnStep(
            lambda row, _user, data, _files: GrantForm(data, initial={"person": row.person_id}),
            lambda row, user, form: recusal_request_grant(request=row, actor=user, **form.cleaned_data),
        )
    }
