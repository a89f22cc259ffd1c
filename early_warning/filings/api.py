"""Filings through the API: the same services as the pages."""

from decimal import Decimal
from typing import Any

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.parsers import FormParser, JSONParser, MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from core.api.viewsets import ScopedViewSet, TransitionsMixin
from core.errors import InvalidInput
from core.reading.receiving import too_large
from core.reading.uploading import limit_struck, limit_upload
from early_warning.filings import jobs, presenting, services
from early_warning.filings.catalogue import all_kinds, kind_choices
from early_warning.filings.mapping.plan import MappingPlan
from early_warning.filings.models import DataFiling, FilingDuty, FilingMapping
from early_warning.filings.pseudonyms import mask_of, masked_cells, masked_plan
from early_warning.filings.queries import filed_rows
from early_warning.filings.services.checking import CHECK_AT_ONCE
from early_warning.filings.services.mappings import mapping_named
from organization.models import Unit

_MOST_ROWS = 1000


class DataFilingSerializer(serializers.ModelSerializer):
    unit: Any = serializers.SlugRelatedField(slug_field="code", read_only=True)
    submitter: Any = serializers.SlugRelatedField(slug_field="username", read_only=True)
    confirmer: Any = serializers.SlugRelatedField(slug_field="username", read_only=True)

    class Meta:
        model = DataFiling
        fields = (
            "id", "unit", "kind", "period", "status", "due_on", "nil", "file_name", "source_sha256", "sha256",
            "schema_version", "row_count", "rejected_count", "quality", "submitter", "uploaded_at", "filed_at",
            "confirmer", "confirmed_at", "ended_at", "supersedes", "legal_basis", "retain_until",
        )  # fmt: skip


class FilingUploadSerializer(serializers.Serializer):
    """An upload, or a nil return. ``mapping`` names a saved mapping, ``plan`` gives one; else it is guessed."""

    unit = serializers.CharField()
    kind = serializers.ChoiceField(choices=kind_choices())
    period = serializers.CharField()
    file = serializers.FileField(required=False)
    nil = serializers.BooleanField(required=False, default=False)
    mapping = serializers.CharField(required=False, default="")
    plan = serializers.JSONField(required=False, default=None)


class FilingCheckSerializer(serializers.Serializer):
    """Under which mapping the upload is checked; without one it is the filing's own."""

    mapping = serializers.CharField(required=False, default="")
    plan = serializers.JSONField(required=False, default=None)


class DataFilingViewSet(TransitionsMixin, ScopedViewSet):
    """Filings of the jurisdiction; upload, check, file and drop those of the own unit."""

    queryset = DataFiling.objects.select_related("unit", "submitter", "confirmer").defer("sample", "findings", "plan")
    serializer_class = DataFilingSerializer
    permission_required = "warnings.view_datafiling"
    filterset_fields = ("unit__code", "kind", "period", "status")
    parser_classes = (MultiPartParser, FormParser, JSONParser)

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        if request.method == "POST":
            limit_upload(request)
        return super().dispatch(request, *args, **kwargs)

    @extend_schema(request=FilingUploadSerializer, responses=DataFilingSerializer)
    def create(self, request: Request, **_kwargs: Any) -> Response:
        """Take a file in and check it at once (large files: by a job, whose id is in the answer)."""
        sent = FilingUploadSerializer(data=request.data)
        if limit_struck(request._request):
            raise too_large()
        sent.is_valid(raise_exception=True)
        data = sent.validated_data
        unit = get_object_or_404(Unit.objects.visible_to(request.user), code=data["unit"])
        common = {"unit": unit, "kind": data["kind"], "period": data["period"], "actor": request.user}
        if data["nil"]:
            filing = services.filing_nil(**common)
            return Response(self.get_serializer(filing).data, status=status.HTTP_201_CREATED)
        if "file" not in data:
            raise InvalidInput(_("Choose a file, or state that there is nothing to file."), field="file")
        upload = data["file"]
        filing = services.filing_start(name=upload.name, chunks=upload.chunks(), **common)
        return self._check(filing, data, status.HTTP_201_CREATED)

    @extend_schema(request=FilingCheckSerializer, responses=DataFilingSerializer)
    @action(detail=True, methods=["post"])
    def check(self, request: Request, **_kwargs: Any) -> Response:
        """The dry run under another mapping."""
        sent = FilingCheckSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        return self._check(self.get_object(), sent.validated_data, status.HTTP_200_OK)

    def _check(self, filing: DataFiling, data: dict[str, Any], code: int) -> Response:
        plan = _plan(filing, data)
        if filing.source_size > CHECK_AT_ONCE:
            job = jobs.check_later(filing=filing, plan=plan, actor=self.request.user)
            return Response(self.get_serializer(filing).data | {"job": job.pk}, status=status.HTTP_202_ACCEPTED)
        services.filing_check(filing=filing, plan=plan, actor=self.request.user)
        filing.refresh_from_db()
        return Response(self.get_serializer(filing).data | {"report": _report(filing, self.request.user)}, status=code)

    @action(detail=True, methods=["get"])
    def report(self, request: Request, **_kwargs: Any) -> Response:
        """How many rows were taken, why the others were not, and the first findings."""
        return Response(_report(self.get_object(), request.user))

    @extend_schema(request=None)
    @action(detail=True, methods=["post"], url_path="file")
    def file_rows(self, request: Request, **_kwargs: Any) -> Response:
        """Store the good rows; the head confirms by the transition ``confirm``."""
        filing = services.filing_file(filing=self.get_object(), actor=request.user)
        return Response(self.get_serializer(filing).data)

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def cancel(self, request: Request, **_kwargs: Any) -> Response:
        """Drop an upload that was not filed."""
        services.filing_cancel(filing=self.get_object(), actor=request.user)
        return Response(status=status.HTTP_204_NO_CONTENT)

    @action(detail=True, methods=["get"])
    def rows(self, request: Request, **_kwargs: Any) -> Response:
        """Stored rows from position ``first`` (0), at most 1000; with pseudonyms for whom names are hidden (R19)."""
        filing = self.get_object()
        if not filing.is_stored:
            raise InvalidInput(_("Nothing is stored yet."), cure=_("File the upload first."))
        first = request.query_params.get("first", "0")
        table = filed_rows(filing, first=int(first) if first.isdigit() else 0, count=_MOST_ROWS)
        mask = mask_of(request.user, filing)
        shown = (masked_cells(row, mask) for row in table.to_pylist())
        rows = [{name: _exact(value) for name, value in row.items()} for row in shown]
        return Response({"count": filing.row_count, "rows": rows})

    @action(detail=False, methods=["get"])
    def catalogue(self, _request: Request) -> Response:
        """The datasets with their columns."""
        return Response([_kind(kind) for kind in all_kinds()])


def _exact(value: Any) -> Any:
    """Money as text: a JSON number would be read as a float."""
    return str(value) if isinstance(value, Decimal) else value


def _plan(filing: DataFiling, data: dict[str, Any]) -> MappingPlan:
    if data["mapping"]:
        return mapping_named(unit=filing.unit, kind=filing.kind, name=data["mapping"])
    try:
        return MappingPlan.from_json(data["plan"] or filing.plan)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise InvalidInput(
            _("The mapping cannot be read: %(error)s") % {"error": error},
            field="plan",
            cure=_("Send the object that the filing's own mapping shows."),
        ) from error


def _report(filing: DataFiling, user: Any) -> dict[str, Any]:
    return {
        "taken": filing.row_count,
        "not_taken": filing.rejected_count,
        "reasons": presenting.reason_lines(filing),
        "remarks": presenting.remark_lines(filing),
        "not_listed": presenting.not_listed(filing),
        "dropped_columns": filing.quality.get("dropped", []),
        "findings": [
            {"row": row.row_no, "column": str(row.column), "value": row.value, "message": row.message, "cure": row.cure}
            for row in presenting.finding_rows(filing, mask_of(user, filing), _MOST_ROWS)
        ],
    }


def _kind(kind: Any) -> dict[str, Any]:
    columns = [
        {
            "name": column.name,
            "label": str(column.label),
            "type": column.type.value,
            "required": column.required,
            "key": column.key,
            "headers": list(column.headers),
            "choices": {choice.code: str(choice.label) for choice in column.choices},
        }
        for column in kind.columns
    ]
    return {"code": kind.code, "label": str(kind.label), "schema_version": kind.schema_version, "columns": columns}


class FilingDutySerializer(serializers.ModelSerializer):
    unit: Any = serializers.SlugRelatedField(slug_field="code", read_only=True)
    state = serializers.CharField()
    filed_at = serializers.DateTimeField()

    class Meta:
        model = FilingDuty
        fields = ("id", "unit", "kind", "period", "due_on", "state", "filed_at", "waived_because")


class FilingDutyViewSet(ScopedViewSet):
    """Who owes what, and how it stands."""

    queryset = FilingDuty.objects.select_related("unit")
    serializer_class = FilingDutySerializer
    permission_required = "warnings.view_filingduty"
    filterset_fields = ("unit__code", "kind", "period")

    def get_queryset(self) -> Any:
        rows: Any = super().get_queryset()
        return rows.with_state()


class FilingMappingSerializer(serializers.ModelSerializer):
    unit: Any = serializers.SlugRelatedField(slug_field="code", read_only=True)
    plan = serializers.SerializerMethodField()

    class Meta:
        model = FilingMapping
        fields = ("id", "unit", "kind", "name", "plan", "saved_at")

    def get_plan(self, row: FilingMapping) -> dict[str, Any]:
        return masked_plan(row.plan, mask_of(self.context["request"].user, row))


class FilingMappingViewSet(ScopedViewSet):
    """Saved mappings of the own unit."""

    queryset = FilingMapping.objects.select_related("unit")
    serializer_class = FilingMappingSerializer
    permission_required = "warnings.view_filingmapping"
    filterset_fields = ("unit__code", "kind")
