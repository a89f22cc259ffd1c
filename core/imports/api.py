"""Imports through the API: the same services and jobs as the pages."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.parsers import FormParser, JSONParser, MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from core.api.viewsets import ScopedViewSet, TransitionsMixin
from core.imports import jobs, presenting
from core.imports.models import ImportBatch, ImportPolicy
from core.imports.services import batch_start
from core.jobs.models import Job
from core.reading.receiving import too_large
from core.reading.uploading import limit_struck, limit_upload


class ImportBatchSerializer(serializers.ModelSerializer):
    uploaded_by: Any = serializers.SlugRelatedField(slug_field="username", read_only=True)

    class Meta:
        model = ImportBatch
        fields = (
            "id", "kind", "policy", "status", "file_name", "sha256", "row_count", "dropped", "remarks",
            "uploaded_by", "uploaded_at", "job",
        )  # fmt: skip


class ImportUploadSerializer(serializers.Serializer):
    """A file of one kind, and what happens to records that exist."""

    kind = serializers.CharField()
    policy = serializers.ChoiceField(choices=ImportPolicy.choices)
    file = serializers.FileField()


class ImportPolicySerializer(serializers.Serializer):
    policy = serializers.ChoiceField(choices=ImportPolicy.choices)


class ImportUndoSerializer(serializers.Serializer):
    reason = serializers.CharField()


class ImportReportSerializer(serializers.Serializer):
    """The dry run: rows by outcome, every row, and errors by cell."""

    counts = serializers.DictField(child=serializers.IntegerField())
    refused = serializers.CharField()
    lines = serializers.ListField(child=serializers.DictField())
    findings = serializers.ListField(child=serializers.DictField())


class ImportBatchViewSet(TransitionsMixin, ScopedViewSet):
    """Upload a file (its dry run starts at once), read the report, apply, undo; ``drop`` is a plain transition."""

    queryset = ImportBatch.objects.defer("rows", "report").select_related("uploaded_by")
    serializer_class = ImportBatchSerializer
    filterset_fields = ("kind", "status")
    parser_classes = (MultiPartParser, FormParser, JSONParser)

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        if request.method == "POST":
            limit_upload(request)
        return super().dispatch(request, *args, **kwargs)

    @extend_schema(request=ImportUploadSerializer, responses=ImportBatchSerializer)
    def create(self, request: Request, **_kwargs: Any) -> Response:
        """Take a file in; the answer names the job of its dry run."""
        sent = ImportUploadSerializer(data=request.data)
        if limit_struck(request._request):
            raise too_large()
        sent.is_valid(raise_exception=True)
        data = sent.validated_data
        upload = data["file"]
        batch = batch_start(
            kind=data["kind"], policy=data["policy"], name=upload.name, chunks=upload.chunks(), actor=request.user
        )
        job = jobs.check_later(batch=batch, policy=data["policy"], actor=request.user)
        return self._answer(batch, job, status.HTTP_201_CREATED)

    @extend_schema(request=ImportPolicySerializer, responses=ImportBatchSerializer)
    @action(detail=True, methods=["post"])
    def check(self, request: Request, **_kwargs: Any) -> Response:
        """The dry run again, under a policy."""
        batch = self.get_object()  # before a look at the body: hidden is hidden, whatever is sent
        sent = ImportPolicySerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        return self._answer(batch, jobs.check_later(batch=batch, actor=request.user, **sent.validated_data))

    @extend_schema(responses=ImportReportSerializer)
    @action(detail=True, methods=["get"])
    def report(self, _request: Request, **_kwargs: Any) -> Response:
        """The dry run."""
        batch = self.get_object()
        report = batch.report or {"counts": {}, "lines": [], "refused": ""}
        return Response(report | {"findings": list(presenting.findings(batch))})

    @extend_schema(request=None, responses=ImportBatchSerializer)
    @action(detail=True, methods=["post"])
    def apply(self, request: Request, **_kwargs: Any) -> Response:
        """Apply what the dry run showed; the job says how it went."""
        batch = self.get_object()
        return self._answer(batch, jobs.apply_later(batch=batch, actor=request.user))

    @extend_schema(request=ImportUndoSerializer, responses=ImportBatchSerializer)
    @action(detail=True, methods=["post"])
    def undo(self, request: Request, **_kwargs: Any) -> Response:
        """Take it back; the job says how it went."""
        batch = self.get_object()
        sent = ImportUndoSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        return self._answer(batch, jobs.undo_later(batch=batch, actor=request.user, **sent.validated_data))

    def _answer(self, batch: ImportBatch, job: Job, code: int = status.HTTP_202_ACCEPTED) -> Response:
        batch.refresh_from_db()
        return Response(self.get_serializer(batch).data | {"job": job.pk}, status=code)
