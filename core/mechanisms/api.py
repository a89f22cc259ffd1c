"""A mechanism through JSON: the same rows, the same forms, the same services."""

from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Model
from django.http import Http404
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from core.api.viewsets import ScopedViewSet, TransitionsMixin
from core.errors import NotAllowed
from core.mechanisms.filters import filterset_for
from core.mechanisms.forms import fields_asked, line_form, offer_record, record_form
from core.mechanisms.handling import HandlingForm
from core.mechanisms.registry import Lines, Mechanism
from core.mechanisms.services import line_add, line_edit, line_remove, record_create, record_edit
from core.records.base import Classification, Record
from core.records.handling import record_handle, why_not_handle
from core.records.payload import validated
from core.records.widgets import offer


class HandlingSerializer(serializers.Serializer):
    """Who handles the record from now on (left out: as before), how far it may go, and why."""

    handler = serializers.SlugRelatedField(
        slug_field="username", queryset=get_user_model()._default_manager.all(), required=False
    )
    classification = serializers.ChoiceField(choices=Classification.choices, required=False)
    reason = serializers.CharField(write_only=True)


class MechanismViewSet(TransitionsMixin, ScopedViewSet):
    """List, one, make, rewrite; steps under ``transitions/<name>/``; the rows below under their own name."""

    mechanism: Mechanism

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if not self.mechanism.opens_for(request.user):
            self.permission_denied(request)

    def create(self, request: Request) -> Response:
        """A new record."""
        values = self._values(request, None)
        record = record_create(model=self.mechanism.model, values=values, actor=request.user)
        return Response(self.get_serializer(record).data, status=201)

    def partial_update(self, request: Request, **_kwargs: Any) -> Response:
        """Rewrite what its maker may still rewrite; what is left out stays as it is."""
        record: Any = self.get_object()
        values = self._values(request, record)
        return Response(self.get_serializer(record_edit(record=record, values=values, actor=request.user)).data)

    @extend_schema(request=HandlingSerializer, responses=HandlingSerializer)
    @action(detail=True, methods=["post"], serializer_class=HandlingSerializer)
    def handling(self, request: Request, **_kwargs: Any) -> Response:
        """Hand the record over to a colleague, or classify it; for who handles it and who leads him."""
        record: Any = self.get_object()
        if not isinstance(record, Record):
            raise Http404
        if refusal := why_not_handle(record, request.user):
            raise NotAllowed(refusal)
        values = validated(lambda data: HandlingForm(data, record=record), given=request.data)
        return Response(HandlingSerializer(record_handle(record=record, actor=request.user, **values)).data)

    def _values(self, request: Request, record: Any) -> dict[str, Any]:
        form_class = record_form(self.mechanism)
        return validated(
            lambda data: form_class(data, instance=record),
            given=request.data,
            row=record,
            offer=lambda form: offer_record(form, request.user, self.mechanism),
        )


def viewset_for(mechanism: Mechanism) -> type[MechanismViewSet]:
    """The viewset of one mechanism, with an action for each kind of rows below it."""
    model = mechanism.model
    shown = serializer_for(model, mechanism.api_fields or _shown(mechanism))
    shown.mechanism = mechanism
    asked = serializer_for(model, fields_asked(mechanism), name=f"{model.__name__}Input")
    single, many = _relations(model, shown.Meta.fields)
    rows = mechanism.with_relations(model.objects.prefetch_related(*many))
    attributes: dict[str, Any] = {
        "mechanism": mechanism,
        "queryset": rows.select_related(*single, *mechanism.relations) if single else rows,
        "serializer_class": shown,
        "filterset_class": filterset_for(mechanism),
        "__doc__": f"{model._meta.verbose_name_plural}".capitalize(),
    }
    for lines in mechanism.lines:
        attributes |= _line_actions(mechanism, lines)
    made = type(f"{model.__name__}ViewSet", (MechanismViewSet,), attributes)
    return extend_schema_view(create=extend_schema(request=asked), partial_update=extend_schema(request=asked))(made)


def _shown(mechanism: Mechanism) -> list[str]:
    own = ("id", "status", "doc_no", *mechanism.columns, *mechanism.fields, *mechanism.form_fields)
    return list(dict.fromkeys([*own, *mechanism.having("handler", "classification", "legal_basis"), "created_at"]))


class RecordSerializer(serializers.ModelSerializer):
    """What a mechanism shows of a record; what it keeps from the reader is empty."""

    mechanism: Mechanism | None = None

    def to_representation(self, instance: Any) -> Any:
        shown = super().to_representation(instance)
        request = self.context.get("request")
        if self.mechanism is None or request is None:
            return shown
        kept = set(self.mechanism.kept_from(instance, request.user))
        if not request.user.is_staff_role:
            kept.add("handler")  # on whose desk a record lies, officials are not told (R32)
        return {name: None if name in kept else value for name, value in shown.items()}


def serializer_for(model: type[Model], fields: Any, *, name: str = "") -> type[RecordSerializer]:
    """A serializer that names units and officials by their code and accounts by their name."""
    attributes: dict[str, Any] = {"Meta": type("Meta", (), {"model": model, "fields": list(fields)})}
    for field in model._meta.concrete_fields:
        if field.name in fields and field.is_relation:
            attributes[field.name] = _relation(field)
    return type(f"{name or model.__name__}Serializer", (RecordSerializer,), attributes)


def _relations(model: type[Model], fields: Any) -> tuple[list[str], list[str]]:
    """What the serializer follows for each row: to one, to many."""
    single = [field.name for field in model._meta.concrete_fields if field.name in fields and field.is_relation]
    return single, [field.name for field in model._meta.many_to_many if field.name in fields]


def _relation(field: Any) -> serializers.Field:
    names = {found.name for found in field.related_model._meta.concrete_fields}
    slug = next((name for name in ("code", "username") if name in names), "")
    if not slug:
        return serializers.PrimaryKeyRelatedField(read_only=True)
    return serializers.SlugRelatedField(slug_field=slug, read_only=True)


def _line_actions(mechanism: Mechanism, lines: Lines) -> dict[str, Any]:
    """``GET/POST …/<line>/`` and ``PATCH/DELETE …/<line>/<id>/``."""
    name = f"{mechanism.model.__name__}{lines.model.__name__}Line"
    shown = serializer_for(lines.model, ["id", *dict.fromkeys((*lines.columns, *lines.form_fields))], name=name)

    def values(request: Request, record: Any, line: Any) -> dict[str, Any]:
        form_class = line_form(lines)
        return validated(
            lambda data: form_class(data, instance=line),
            given=request.data,
            row=line,
            offer=lambda form: offer(form, request.user, lines.offered(record)),
        )

    def many(self: MechanismViewSet, request: Request, **_kwargs: Any) -> Response:
        record: Any = self.get_object()
        if request.method == "GET":
            return Response(shown(lines.rows(record), many=True).data)
        line = line_add(record=record, lines=lines, values=values(request, record, None), actor=request.user)
        return Response(shown(line).data, status=201)

    def one(self: MechanismViewSet, request: Request, line: str, **_kwargs: Any) -> Response:
        record: Any = self.get_object()
        found = get_object_or_404(lines.rows(record), pk=line)
        if request.method == "DELETE":
            line_remove(record=record, lines=lines, line=found, actor=request.user)
            return Response(status=204)
        changed = line_edit(
            record=record, lines=lines, line=found, values=values(request, record, found), actor=request.user
        )
        return Response(shown(changed).data)

    many.__name__, one.__name__ = f"{lines.name}_rows", f"{lines.name}_row"
    common: dict[str, Any] = {"detail": True, "serializer_class": shown}
    return {
        many.__name__: action(**common, methods=["get", "post"], url_path=lines.name)(many),
        one.__name__: action(**common, methods=["patch", "delete"], url_path=rf"{lines.name}/(?P<line>\d+)")(one),
    }
