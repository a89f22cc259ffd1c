"""The wording of documents: what is in force, proposals, versions with their differences, previews."""

from typing import Any

import django_filters as filters
import django_tables2 as tables
from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core import clock
from core.documents.texts.diff import pieces
from core.documents.texts.models import DocumentText, TextState
from core.documents.texts.queries import former, versions_of, wordings
from core.documents.texts.registry import DocumentKind, TextPart, document_kinds, find_kind
from core.documents.texts.services import text_check, text_preview_pdf, text_propose
from core.errors import DomainError
from core.http import Request
from core.records.filters import RecordFilterSet
from core.records.forms import put_on_form
from core.records.tables import RecordTable
from core.records.views import RecordDetailView, RecordListView
from core.scope import Viewer
from core.workbench.registry import Todo

VIEW, PROPOSE, APPROVE = (f"core.{verb}_documenttext" for verb in ("view", "propose", "approve"))


def require(user: Viewer, permission: str = VIEW) -> None:
    """Raises PermissionDenied with the reason."""
    if not user.has_perm(permission):
        raise PermissionDenied(_("Your role may not open this page."))


class TextForm(forms.Form):
    """A proposal for one part."""

    text = forms.CharField(label=_("Text"), widget=forms.Textarea(attrs={"rows": 6}))
    effective_from = forms.DateField(label=_("effective from"), widget=forms.DateInput(attrs={"type": "date"}))
    grounds = forms.CharField(label=_("grounds"), widget=forms.Textarea(attrs={"rows": 2}))
    basis_checked = forms.BooleanField(
        label=_("basis checked"), required=False, help_text=_("I have read every article that the text cites.")
    )


@require_GET
def text_list(request: Request) -> HttpResponse:
    """Every kind of document with the wording of its parts in force today."""
    require(request.user)
    rows = [(kind, [(part, wordings(kind)[part.key]) for part in kind.parts]) for kind in document_kinds()]
    return render(request, "core/texts/list.html", {"rows": rows, "title": _("Texts of documents")})


@require_http_methods(["GET", "HEAD", "POST"])
def text_page(request: Request, code: str, part: str) -> HttpResponse:
    """One part: in force, proposal, versions. ``?from=N`` puts an older version into the form."""
    require(request.user)
    kind, definition = _part(code, part)
    versions = list(versions_of(code, part))
    current = wordings(kind)[part]
    chosen = next((row.text for row in versions if str(row.version) == request.GET.get("from")), current.text)
    if request.GET.get("from") == "0":
        chosen = definition.default
    form = TextForm(request.POST or None, initial={"text": chosen, "effective_from": clock.today().isoformat()})
    if request.method == "POST":
        require(request.user, PROPOSE)
        if form.is_valid() and (row := _proposed(form, code, part, request.user)):
            return redirect(row)
    context = {
        "title": f"{kind.code} {kind.name} · {definition.label}",
        "kind": kind,
        "part": definition,
        "current": current,
        "form": form,
        "versions": [(row, pieces(former(row, versions).text, row.text)) for row in versions],
        "may_propose": request.user.has_perm(PROPOSE),
    }
    return render(request, "core/texts/part.html", context, status=422 if form.errors else 200)


@require_POST
def text_preview(request: Request, code: str, part: str) -> HttpResponse:
    """The text in the form as it would be printed, before anything is saved."""
    require(request.user)
    kind, definition = _part(code, part)
    text = request.POST.get("text", "").strip()
    text_check(part=definition, text=text, basis_checked=True)
    return _pdf(kind, {part: text})


@require_GET
def text_version_preview(request: Request, pk: int) -> HttpResponse:
    """A version as it would be printed."""
    row = get_object_or_404(DocumentText.objects.visible_to(request.user), pk=pk)
    return _pdf(row.definition, {row.part: row.text})


def _part(code: str, key: str) -> tuple[DocumentKind, TextPart]:
    try:
        return find_kind(code), find_kind(code).part(key)
    except KeyError as error:
        raise Http404 from error


def _proposed(form: TextForm, code: str, part: str, actor: Viewer) -> DocumentText | None:
    try:
        return text_propose(kind=code, part=part, actor=actor, **form.cleaned_data)
    except DomainError as error:
        put_on_form(form, error)
        return None


def _pdf(kind: DocumentKind, given: dict[str, str]) -> HttpResponse:
    return HttpResponse(
        text_preview_pdf(kind=kind, given=given),
        content_type="application/pdf",
        headers={
            "Content-Disposition": f'inline; filename="{kind.code}-preview.pdf"',
            "Cache-Control": "private, no-store",
        },
    )


class TextTable(RecordTable):
    """One version a row."""

    kind = tables.Column(linkify=True)
    part = tables.Column(accessor="part_label", order_by="part")

    class Meta(RecordTable.Meta):
        model = DocumentText
        fields = ("kind", "part", "version", "effective_from", "proposed_by", "proposed_at", "approved_by", "status")
        order_by = "-proposed_at"


class TextFilter(RecordFilterSet):
    """By words and status."""

    search_fields = ("kind", "text", "grounds")
    status = filters.ChoiceFilter(choices=TextState.choices, label=_("Status"))

    class Meta:
        model = DocumentText
        fields = ("status",)


class TextListView(RecordListView):
    """Every version ever proposed."""

    model = DocumentText
    permission_required = VIEW
    table_class = TextTable
    filterset_class = TextFilter
    title = _("Versions of texts")
    empty_text = _("No other wording was proposed yet: documents are printed with their default texts.")

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("proposed_by", "approved_by")


class TextDetailView(RecordDetailView):
    """One version with what it changes."""

    model = DocumentText
    permission_required = VIEW
    template_name = "core/texts/detail.html"
    detail_fields = (
        "kind",
        "part",
        "version",
        "effective_from",
        "grounds",
        "basis_checked",
        "proposed_by",
        "proposed_at",
        "approved_by",
    )

    def get_panels(self) -> list[dict[str, Any]]:
        before = former(self.object, versions_of(self.object.kind, self.object.part))
        context = {"pieces": pieces(before.text, self.object.text), "before": before}
        return [{"title": _("Text"), "template": "core/texts/difference.html", "context": context}]


def texts_to_decide(user: Viewer) -> list[Todo]:
    """Open proposals for whoever may approve and did not propose them."""
    if not user.has_perm(APPROVE):
        return []
    rows = DocumentText.objects.filter(status=TextState.PROPOSED).exclude(proposed_by=user)
    return [
        Todo(
            kind=_("Decide on a text of a document"),
            title=str(row),
            url=row.get_absolute_url(),
            action=_("Decide"),
            due=row.effective_from,
        )
        for row in rows
    ]
