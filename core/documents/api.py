"""Documents through JSON: the register, a copy of one, many as a job; the wording and proposals to change it."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from core.api.viewsets import ScopedViewSet, TransitionsMixin
from core.documents.batch import batch_print_start
from core.documents.models import IssuedDocument
from core.documents.texts.models import DocumentText
from core.documents.texts.registry import find_kind
from core.documents.texts.services import text_propose
from core.documents.views import IssuedDocumentFilter, pdf_answer
from core.errors import InvalidInput


class DocumentSerializer(serializers.ModelSerializer):
    created_by: Any = serializers.SlugRelatedField(slug_field="username", read_only=True)

    class Meta:
        model = IssuedDocument
        fields = (
            "id", "doc_no", "title", "kind", "version", "restricted", "sha256", "printed_count", "created_by",
            "created_at",
        )  # fmt: skip


class BatchPrintSerializer(serializers.Serializer):
    """Which documents, and what for."""

    documents = serializers.ListField(child=serializers.IntegerField(min_value=1), allow_empty=False)
    purpose = serializers.CharField(max_length=300)


class JobNumberSerializer(serializers.Serializer):
    job = serializers.IntegerField(help_text=_("The job; its ZIP is downloaded on its page."))


class DocumentViewSet(ScopedViewSet):
    """Documents of the records that the caller may see. Each download counts as a print (R25)."""

    queryset = IssuedDocument.objects.select_related("created_by")
    serializer_class = DocumentSerializer
    permission_required = "core.view_issueddocument"
    filterset_class = IssuedDocumentFilter

    @extend_schema(responses={(200, "application/pdf"): OpenApiTypes.BINARY})
    @action(detail=True, methods=["get"])
    def pdf(self, request: Request, **_kwargs: Any) -> HttpResponse:
        """The document; from the second time on marked 副本."""
        return pdf_answer(request.user, self.get_object().pk)

    @extend_schema(request=BatchPrintSerializer, responses={202: OpenApiResponse(JobNumberSerializer)})
    @action(detail=False, methods=["post"], url_path="print")
    def print_many(self, request: Request, **_kwargs: Any) -> Response:
        """Many at once, as a job that leaves a ZIP with an index."""
        sent = BatchPrintSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        asked = set(sent.validated_data["documents"])
        chosen = self.get_queryset().filter(pk__in=asked)
        unknown = asked - set(chosen.values_list("pk", flat=True))
        if unknown:
            raise InvalidInput(
                _("There are no such documents: %(numbers)s.") % {"numbers": ", ".join(map(str, sorted(unknown)))},
                field="documents",
            )
        job = batch_print_start(documents=chosen, purpose=sent.validated_data["purpose"], actor=request.user)
        return Response({"job": job.pk}, status=status.HTTP_202_ACCEPTED)


class DocumentTextSerializer(serializers.ModelSerializer):
    proposed_by: Any = serializers.SlugRelatedField(slug_field="username", read_only=True)
    approved_by: Any = serializers.SlugRelatedField(slug_field="username", read_only=True)

    class Meta:
        model = DocumentText
        fields = (
            "id", "kind", "part", "version", "text", "effective_from", "grounds", "basis_checked", "proposed_by",
            "proposed_at", "approved_by", "status",
        )  # fmt: skip
        read_only_fields = ("version", "proposed_at", "status")


class DocumentTextViewSet(TransitionsMixin, ScopedViewSet):
    """Versions of the wording of documents: propose with ``POST``, decide with ``transitions/<name>/``."""

    queryset = DocumentText.objects.select_related("proposed_by", "approved_by")
    serializer_class = DocumentTextSerializer
    filterset_fields = ("kind", "part", "status")

    @extend_schema(request=DocumentTextSerializer, responses={201: DocumentTextSerializer})
    def create(self, request: Request, **_kwargs: Any) -> Response:
        """Propose another wording for one part."""
        sent = self.get_serializer(data=request.data)
        sent.is_valid(raise_exception=True)
        _known(sent.validated_data["kind"], sent.validated_data["part"])
        row = text_propose(actor=request.user, **sent.validated_data)
        return Response(self.get_serializer(row).data, status=status.HTTP_201_CREATED)


def _known(kind: str, part: str) -> None:
    try:
        find_kind(kind).part(part)
    except KeyError as error:
        raise InvalidInput(_("No document has this part."), field="part") from error
