"""Files through JSON: those of the records one sees; added by the same service as on the page."""

from typing import Any

from django.http import FileResponse
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from core.api.viewsets import ScopedViewSet
from core.attachments.models import Attachment
from core.attachments.rights import attach_target, owner_seen
from core.attachments.services import attachments_add
from core.attachments.views import download


class AttachmentSerializer(serializers.ModelSerializer):
    """One file without its content."""

    record = serializers.CharField(source="content_type.model", read_only=True)

    class Meta:
        model = Attachment
        fields = ("id", "record", "object_id", "name", "size", "sha256", "media_type", "uploaded_by", "uploaded_at")


class UploadSerializer(serializers.Serializer):
    """Which record, and the files."""

    app = serializers.SlugField()
    model = serializers.SlugField()
    id = serializers.IntegerField(min_value=1)
    files = serializers.ListField(child=serializers.FileField())


class AttachmentViewSet(ScopedViewSet):
    """``GET`` lists and tells, ``POST`` adds one or more files to a record, ``GET …/file/`` downloads."""

    queryset = Attachment.objects.select_related("content_type")
    serializer_class = AttachmentSerializer
    filterset_fields = ("object_id", "content_type__model")
    parser_classes = (MultiPartParser,)

    def get_object(self) -> Any:
        attachment = super().get_object()
        owner_seen(attachment, self.request.user)
        return attachment

    def create(self, request: Request) -> Response:
        """Add files (multipart: app, model, id, files …)."""
        data = UploadSerializer(data=request.data)
        data.is_valid(raise_exception=True)
        given = data.validated_data
        record = attach_target(request.user, given["app"], given["model"], given["id"])
        kept = attachments_add(owner=record, uploads=given["files"], actor=request.user)
        return Response(AttachmentSerializer(kept, many=True).data, status=status.HTTP_201_CREATED)

    @action(detail=True, methods=["get"], url_path="file")
    def file(self, request: Request, pk: int) -> FileResponse:
        """The content; written into the trail as every download."""
        return download(request, int(pk))
