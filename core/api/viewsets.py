from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.forms import BaseForm
from django.utils.translation import gettext as _
from rest_framework import mixins, serializers
from rest_framework.decorators import action
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from core.audit.services import search_record
from core.mechanisms.forms import step_form
from core.records.payload import valid_form, validated
from core.scope import Viewer
from core.workflow import guards
from core.workflow.queries import Action, actions_for, step_of
from core.workflow.services import step_assert, transition_perform, transition_perform_plain
from core.workflow.steps import takes_input


class ScopedViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, GenericViewSet):
    """Read-only rows of ``queryset``'s model, narrowed by ``visible_to``: a hidden row is 404."""

    permission_required: str = ""

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if self.permission_required and not request.user.has_perm(self.permission_required):
            raise PermissionDenied(_("Your role may not open this page."))

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        rows: Any = super().get_queryset()
        search_record(model=rows.model, text=request.query_params.get("q", ""), actor=request.user)
        return super().list(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet:
        rows: Any = super().get_queryset()
        return rows.visible_to(self.request.user)

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        """A record is found by its key alone: only lists are filtered and sorted."""
        return queryset if self.detail else super().filter_queryset(queryset)

    def get_object(self) -> Any:
        return guards.enter(super().get_object(), self.request.user)


class TransitionSerializer(serializers.Serializer):
    """What a transition takes: a reason, and beside it the fields that ``GET transitions/`` names for the step."""

    reason = serializers.CharField(required=False, allow_blank=True, default="")


@dataclass(frozen=True)
class OwnStep:
    """A step with a service of its own: the form of its page (record, user, data, files), and what is done with it."""

    form: Callable[[Any, Viewer, Any, Any], BaseForm]
    perform: Callable[[Any, Viewer, Any], Any]


class TransitionsMixin(GenericViewSet):
    """``GET …/transitions/`` lists what may be done or why not; ``POST …/transitions/<name>/`` does it."""

    own_steps: Mapping[str, OwnStep] = {}

    @action(detail=True, methods=["get"], url_path="transitions")
    def transitions(self, request: Request, **_kwargs: Any) -> Response:
        record: Any = self.get_object()
        rows = actions_for(record, request.user)
        return Response(
            [
                {
                    "name": row.name,
                    "label": str(row.label),
                    "allowed": row.allowed,
                    "why_not": row.why_not,
                    "reason": row.reason,
                    "fields": self._fields(record, row) if row.allowed else [],
                }
                for row in rows
            ]
        )

    def _fields(self, record: Any, row: Action) -> list[dict[str, Any]]:
        """What a step asks for: name, label, whether it is required."""
        own, found = self.own_steps.get(row.name), step_of(record, row.name)
        form: BaseForm | None = None
        if own is not None:
            form = own.form(record, self.request.user, None, None)
        elif found is not None and row.page:
            form = step_form(record, found, self.request.user)
        return [
            {"name": name, "label": str(field.label), "required": field.required}
            for name, field in (form.fields.items() if form is not None else ())
        ]

    @action(
        detail=True,
        methods=["post"],
        url_path=r"transitions/(?P<name>[a-z_]+)",
        serializer_class=TransitionSerializer,
    )
    def perform_transition(self, request: Request, name: str, **_kwargs: Any) -> Response:
        record: Any = self.get_object()
        found = step_of(record, name)
        if name in self.own_steps:
            step_assert(instance=record, name=name, actor=request.user)
            record = self._perform_own(record, self.own_steps[name], request)
        elif found is not None and takes_input(found.custom) and not found.custom.get("form"):
            values = validated(lambda data: step_form(record, found, request.user, data), given=request.data) | {
                "files": request.FILES.getlist("files")
            }
            record = transition_perform(instance=record, name=name, actor=request.user, **values)
        else:
            data = TransitionSerializer(data=request.data)
            data.is_valid(raise_exception=True)
            reason = data.validated_data["reason"]
            record = transition_perform_plain(instance=record, name=name, actor=request.user, reason=reason)
        return Response({"id": record.pk, "status": record.status_for(request.user)})

    @staticmethod
    def _perform_own(record: Any, own: OwnStep, request: Request) -> Any:
        form = valid_form(
            lambda data: own.form(record, request.user, data, request.FILES),
            given=request.data,
            kept=own.form(record, request.user, None, None).initial,
        )
        own.perform(record, request.user, form)
        record.refresh_from_db()
        return record
