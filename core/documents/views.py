"""Documents as PDF, and the two registers: what was issued, which numbers were given."""

from typing import Any
from urllib.parse import quote

import django_filters as filters
import django_tables2 as tables
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from core.documents.batch import PERMISSION, batch_print_start
from core.documents.models import AllocatedNumber, IssuedDocument, NumberSeries
from core.documents.services import document_print
from core.http import Request
from core.records.bulk import BulkAction
from core.records.filters import RecordFilterSet
from core.records.tables import RecordTable
from core.records.views import RecordListView
from core.scope import Viewer
from core.templatetags.ui import tone_badge
from core.workflow import guards


@require_GET
def document_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The document, for whoever sees its record; otherwise 404. Each opening counts as a print (R25)."""
    return pdf_answer(request.user, pk)


def pdf_answer(user: Viewer, pk: int) -> HttpResponse:
    """Document ``pk`` as an answer to ``user``, counted. Raises Http404 for a hidden one."""
    document = get_object_or_404(IssuedDocument.objects.visible_to(user), pk=pk)
    if document.owner is not None:
        guards.enter(document.owner, user)
    name = quote(f"{document}.pdf")
    return HttpResponse(
        document_print(document=document, actor=user),
        content_type="application/pdf",
        headers={
            "Content-Disposition": f"inline; filename=\"{document.kind}-{document.pk}.pdf\"; filename*=UTF-8''{name}",
            "Cache-Control": "private, no-store",
        },
    )


class IssuedDocumentTable(RecordTable):
    """One document a row; the title opens it."""

    title = tables.Column(linkify=True)

    class Meta(RecordTable.Meta):
        model = IssuedDocument
        fields = ("doc_no", "title", "kind", "version", "restricted", "printed_count", "created_by", "created_at")
        order_by = "-created_at"


class IssuedDocumentFilter(RecordFilterSet):
    """By words and day."""

    search_fields = ("doc_no", "title", "kind")
    created_at = filters.DateFromToRangeFilter(label=_("Issued"))

    class Meta:
        model = IssuedDocument
        fields = ("created_at",)


class IssuedDocumentListView(RecordListView):
    """The documents of the records that the reader may see."""

    model = IssuedDocument
    permission_required = "core.view_issueddocument"
    table_class = IssuedDocumentTable
    filterset_class = IssuedDocumentFilter
    title = _("Issued documents")
    template_name = "core/documents/list.html"
    empty_text = _("No document was issued yet. Documents are issued where a record is approved or served.")

    def get_bulk_actions(self) -> list[BulkAction]:
        may = self.request.user.has_perm(PERMISSION)
        return [BulkAction("print", _("Print as ZIP"), "required")] if may else []

    def bulk(self, request: Request) -> HttpResponse:
        """Print the chosen documents, or all that the filters leave (``bulk=filtered``): a job with a ZIP."""
        if request.POST["bulk"] == "filtered":
            rows = self.get_filterset(self.get_filterset_class()).qs
        else:
            rows = self.get_queryset().filter(pk__in=[pk for pk in request.POST.getlist("pk") if pk.isdecimal()])
        return redirect(batch_print_start(documents=rows, purpose=request.POST.get("reason", ""), actor=request.user))

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("created_by")


class NumberSeriesTable(RecordTable):
    """One series a row, with its check for gaps."""

    prefix = tables.Column(linkify=lambda record: f"{reverse('document-number-list')}?q={quote(str(record))}")
    given = tables.Column(verbose_name=_("given"))
    cancelled = tables.Column(verbose_name=_("cancelled"))
    check = tables.Column(verbose_name=_("Check"), empty_values=(), orderable=False)

    class Meta(RecordTable.Meta):
        model = NumberSeries
        fields = ("prefix", "year", "last_number", "given", "cancelled", "check")

    def value_check(self, record: Any) -> str:
        """In words; the missing numbers by name, the first ten of them."""
        if record.given == record.last_number == record.highest:
            return str(_("without gaps"))
        return str(_("missing: %(numbers)s")) % {"numbers": ", ".join(map(str, record.missing()[:10])) or "?"}

    def render_check(self, record: Any) -> SafeString:
        whole = record.given == record.last_number == record.highest
        return tone_badge("good" if whole else "bad", self.value_check(record), "check" if whole else "alert-triangle")


class NumberSeriesFilter(RecordFilterSet):
    """By words and year."""

    search_fields = ("prefix",)

    class Meta:
        model = NumberSeries
        fields = ("year",)


class NumberSeriesListView(RecordListView):
    """Every series of document numbers, each checked for gaps."""

    model = NumberSeries
    permission_required = "core.view_numberseries"
    table_class = NumberSeriesTable
    filterset_class = NumberSeriesFilter
    title = _("Number series")
    empty_text = _("No number was given yet. Numbers are given when a document is approved.")

    def get_queryset(self) -> QuerySet:
        return NumberSeries.objects.visible_to(self.request.user).counted()


class AllocatedNumberTable(RecordTable):
    """One number a row, cancelled ones with their reason."""

    # The kind only: the record itself would be fetched for each row, and may be hidden.
    owner = tables.Column(accessor="content_type", verbose_name=_("given to"), orderable=False, empty_values=())

    class Meta(RecordTable.Meta):
        model = AllocatedNumber
        fields = ("text", "owner", "allocated_by", "allocated_at", "cancelled_at", "cancelled_by", "cancel_reason")

    def render_owner(self, record: AllocatedNumber) -> Any:
        """Only the kind of record: who it is about is for those who may see it."""
        owner = record.content_type.model_class() if record.content_type else None
        return owner._meta.verbose_name if owner else "—"

    value_owner = render_owner


class AllocatedNumberFilter(RecordFilterSet):
    """By words; cancelled or not."""

    search_fields = ("text", "cancel_reason")
    in_use = filters.BooleanFilter(field_name="cancelled_at", lookup_expr="isnull", label=_("In use"))

    class Meta:
        model = AllocatedNumber
        fields = ("in_use",)


class AllocatedNumberListView(RecordListView):
    """Every number ever given, without gaps."""

    model = AllocatedNumber
    permission_required = "core.view_allocatednumber"
    table_class = AllocatedNumberTable
    filterset_class = AllocatedNumberFilter
    title = _("Document numbers")
    empty_text = _("No number was given yet. Numbers are given when a document is approved.")

    def get_primary_actions(self) -> list[tuple[Any, str]]:
        return [(_("Number series"), reverse("document-series-list"))]

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("series", "content_type", "allocated_by", "cancelled_by")
