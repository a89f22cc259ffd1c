"""Jobs through JSON: how far, cancel, start again, the file."""

from typing import Any

from django.http import FileResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from core.api.viewsets import ScopedViewSet
from core.jobs.models import Job
from core.jobs.services import job_cancel, job_retry
from core.jobs.views import JobFilter, result_answer


class JobSerializer(serializers.ModelSerializer):
    created_by: Any = serializers.SlugRelatedField(slug_field="username", read_only=True)

    class Meta:
        model = Job
        fields = (
            "id", "kind", "kind_label", "state", "done", "total", "percent", "message", "result", "created_by",
            "created_at", "finished_at", "attempts",
        )  # fmt: skip


class JobViewSet(ScopedViewSet):
    """The caller's own jobs; an administrator of jobs sees all."""

    queryset = Job.objects.select_related("created_by")
    serializer_class = JobSerializer
    filterset_class = JobFilter

    @extend_schema(request=None, responses=JobSerializer)
    @action(detail=True, methods=["post"])
    def cancel(self, request: Request, **_kwargs: Any) -> Response:
        """Ask it to stop."""
        job_cancel(job=self.get_object(), actor=request.user)
        return Response(self.get_serializer(self.get_object()).data)

    @extend_schema(request=None, responses=JobSerializer)
    @action(detail=True, methods=["post"])
    def retry(self, request: Request, **_kwargs: Any) -> Response:
        """The same work again, as a new job."""
        return Response(self.get_serializer(job_retry(job=self.get_object(), actor=request.user)).data, status=201)

    @extend_schema(responses={(200, "application/octet-stream"): OpenApiTypes.BINARY})
    @action(detail=True, methods=["get"])
    def file(self, request: Request, **_kwargs: Any) -> FileResponse:
        """What it made, for whoever started it."""
        return result_answer(request.user, self.get_object())
