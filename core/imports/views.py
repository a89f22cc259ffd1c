"""Pages of imports: upload by kind, the report of the dry run, apply, undo."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_GET
from django.views.generic import View

from core.audit.models import AuditEvent
from core.audit.services import event_record
from core.errors import Conflict, DomainError, NotAllowed, Text
from core.http import Request
from core.imports import jobs, presenting, workbooks
from core.imports.forms import ApplyForm, PolicyForm, UndoForm, UploadForm
from core.imports.kinds import ImportKind, find_kind, kinds_for
from core.imports.models import ImportBatch, ImportStatus
from core.imports.services import batch_start
from core.imports.tables import ImportFilter, ImportTable
from core.reading.receiving import too_large
from core.reading.uploading import limit_upload, was_too_large
from core.records.exports import MEDIA_TYPE
from core.records.forms import RecordFormView
from core.records.views import RecordDetailView, RecordListView
from core.workflow.queries import actions_for


def own_kind(request: Request, key: str) -> ImportKind:
    """The kind of that address: 404 for an unknown one, 403 for one that is not the user's."""
    kind = find_kind(key)
    if kind is None:
        raise Http404
    if not request.user.has_perm(kind.permission):
        raise PermissionDenied(_("Your role may not import this kind of data."))
    return kind


class ImportListView(RecordListView):
    """The imports of the kinds that one may import."""

    model = ImportBatch
    table_class = ImportTable
    filterset_class = ImportFilter
    title = gettext_lazy("Imports")
    empty_text = gettext_lazy("Nothing was imported yet. Choose a kind of data above.")

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not kinds_for(request.user):
            raise PermissionDenied(_("Your role may not open this page."))
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet:
        return ImportBatch.objects.visible_to(self.request.user).without_rows().select_related("uploaded_by")

    def get_primary_actions(self) -> list[tuple[Text, str]]:
        return [
            (_("Import: %(kind)s") % {"kind": kind.label}, reverse("import-new", args=[kind.key]))
            for kind in kinds_for(self.request.user)
        ]


@method_decorator(csrf_exempt, name="dispatch")
class ImportNewView(View):
    """The columns of a kind, its template, and the upload. The limit is set before the token is looked for."""

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        limit_upload(request)
        return self._protected(request, *args, **kwargs)

    @method_decorator(csrf_protect)
    def _protected(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: Request, kind: str) -> HttpResponse:
        return self._page(request, own_kind(request, kind), UploadForm())

    def post(self, request: Request, kind: str) -> HttpResponse:
        spec = own_kind(request, kind)
        if was_too_large(request):
            return self._page(request, spec, UploadForm(), too_large())
        form = UploadForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._page(request, spec, form)
        upload, policy = form.cleaned_data["file"], form.cleaned_data["policy"]
        try:
            batch = batch_start(kind=kind, policy=policy, name=upload.name, chunks=upload.chunks(), actor=request.user)
        except DomainError as error:
            return self._page(request, spec, form, error)
        jobs.check_later(batch=batch, policy=policy, actor=request.user)
        return redirect(batch)

    @staticmethod
    def _page(request: Request, kind: ImportKind, form: UploadForm, error: DomainError | None = None) -> HttpResponse:
        context = {
            "form": form,
            "error": error,
            "kind": kind,
            "columns": [workbooks.explanation(column) for column in kind.columns],
            "title": _("Import: %(kind)s") % {"kind": kind.label},
            "submit_label": _("Upload and check"),
            "list_url": reverse("import-list"),
            "list_title": _("Imports"),
            "cancel_url": reverse("import-list"),
        }
        status = error.status if error else 422 if form.errors else 200
        return render(request, "core/imports/new.html", context, status=status)


@require_GET
def template_view(request: Request, kind: str) -> HttpResponse:
    """The empty template of a kind."""
    spec = own_kind(request, kind)
    return _workbook(workbooks.template(spec), f"{spec.key}.xlsx")


class ImportDetailView(RecordDetailView):
    """One import: what it did, or would do."""

    model = ImportBatch
    template_name = "core/imports/detail.html"
    detail_fields = ("file_name", "policy", "row_count", "uploaded_by", "uploaded_at", "sha256")

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("uploaded_by", "job").defer("rows")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        batch = self.object
        lines, findings = list(presenting.lines(batch)), list(presenting.findings(batch))
        return super().get_context_data(
            **kwargs,
            batch=batch,
            job=batch.job,
            is_open=batch.status in (ImportStatus.UPLOADED, ImportStatus.CHECKED),
            counts=presenting.counts(batch),
            lines=lines[: presenting.SHOWN],
            line_count=len(lines),
            findings=findings[: presenting.SHOWN],
            finding_count=len(findings),
            policy_form=PolicyForm(initial={"policy": batch.policy}),
            list_url=reverse("import-list"),
            list_title=_("Imports"),
        )


class _StepView(RecordFormView):
    """A step of an import that runs as a job; refused at once where the declared rules refuse it."""

    model = ImportBatch
    step = ""

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        self._refuse()
        return super().get(request, *args, **kwargs)

    def perform(self, form: Any) -> None:
        self._refuse()
        self.enqueue(form.cleaned_data)

    def enqueue(self, data: dict[str, Any]) -> None:
        raise NotImplementedError

    def _refuse(self) -> None:
        if not self.step:
            return
        action = next((found for found in actions_for(self.record, self.request.user) if found.name == self.step), None)
        if action is None:
            raise Conflict(_("This is no longer possible."), cure=_("Load the page again."))
        if not action.allowed:
            raise NotAllowed(action.why_not)


class ImportCheckView(_StepView):
    """The dry run once more, under another policy."""

    form_class = PolicyForm
    title = gettext_lazy("Check again")

    def get_initial(self) -> dict[str, Any]:
        return {"policy": self.record.policy}

    def enqueue(self, data: dict[str, Any]) -> None:
        jobs.check_later(batch=self.record, policy=data["policy"], actor=self.request.user)


class ImportApplyView(_StepView):
    """What will happen, and the button that lets it happen."""

    form_class = ApplyForm
    template_name = "core/imports/apply.html"
    title = gettext_lazy("Apply the import")
    submit_label = gettext_lazy("Apply")
    step = "apply"

    def enqueue(self, data: dict[str, Any]) -> None:
        jobs.apply_later(batch=self.record, actor=self.request.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs, counts=presenting.counts(self.record))


class ImportUndoView(_StepView):
    """Take an applied import back."""

    form_class = UndoForm
    title = gettext_lazy("Undo the import")
    submit_label = gettext_lazy("Undo")
    step = "undo"

    def enqueue(self, data: dict[str, Any]) -> None:
        jobs.undo_later(batch=self.record, actor=self.request.user, reason=data["reason"])


class ImportErrorsView(RecordDetailView):
    """The rows with their errors marked, as Excel."""

    model = ImportBatch

    def render_to_response(self, context: dict[str, Any], **_kwargs: Any) -> HttpResponse:
        if not self.object.rows:
            raise Http404
        event_record(event=AuditEvent.DOWNLOAD, obj=self.object, actor=self.request.user)
        return _workbook(workbooks.marked(self.object), f"import-{self.object.pk}.xlsx")


def _workbook(content: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=MEDIA_TYPE, headers=headers)
