"""Generic pages over records: every one starts from ``visible_to`` and has no other way to rows."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import DetailView, View
from django_filters.views import FilterView
from django_tables2 import SingleTableMixin

from core.attachments.rights import attach_url
from core.attachments.services import attachments_of
from core.audit.models import AuditEvent
from core.audit.services import event_record, search_record
from core.documents.queries import documents_of
from core.errors import DomainError, InvalidInput, Text
from core.http import Request
from core.mechanisms.forms import step_form
from core.records.bulk import BulkAction, bulk_actions, bulk_perform
from core.records.exports import MEDIA_TYPE, table_workbook
from core.records.labels import label_of
from core.records.models import SavedView
from core.records.paging import KeysetPaginator
from core.workflow import guards
from core.workflow.models import WorkflowModel
from core.workflow.queries import actions_for, history_of, status_label, step_of, why_refused
from core.workflow.services import transition_perform, transition_perform_plain
from core.workflow.steps import takes_input

# What app.js posts to a page's own address when it is printed.
PRINTED = "printed"


def print_note(request: Request, obj: Model | type[Model], **details: Any) -> HttpResponse:
    """Write down that the page of ``obj`` was printed."""
    event_record(event=AuditEvent.PRINT, obj=obj, actor=request.user, page=request.path, **details)
    return HttpResponse(status=204)


class RecordMixin(View):
    """Permission for the page, rows by ``visible_to``. A row that is not visible is 404."""

    model: Any
    request: Any  # a core.http.Request
    permission_required: str = ""

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.permission_required and not request.user.has_perm(self.permission_required):
            raise PermissionDenied(_("Your role may not open this page."))
        if request.method == "POST" and PRINTED in request.POST:
            return self.printed()
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet:
        return self.model.objects.visible_to(self.request.user)

    def printed(self) -> HttpResponse:
        """The browser says that this page goes to paper (R24). Pages that show no record have nothing to write down."""
        raise Http404


class RecordListView(RecordMixin, SingleTableMixin, FilterView):
    """Search, filters, sort, paging and Excel export of one kind of record.

    Subclasses set ``model, table_class, filterset_class, title`` and may set ``empty_text``, ``primary_actions``.
    ``bulk_transitions`` names the steps that may be taken for many rows at once.
    ``GET`` lists; ``POST`` exports what the filters leave (``purpose``), or takes one step for chosen rows (``bulk``).
    """

    template_name = "core/record_list.html"
    rows_per_page = 50
    strict = False
    title: Text = ""
    empty_text: Text = ""
    export_permission = "core.export_rows"
    bulk_transitions: tuple[str, ...] = ()

    def get(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        search_record(model=self.model, text=request.GET.get("q", ""), actor=request.user)
        return super().get(request, *args, **kwargs)

    def get_template_names(self) -> list[str]:
        return ["core/partials/record_table.html"] if self.request.htmx else [self.template_name]

    def get_table_pagination(self, table: Any) -> bool:
        """Not by number: ``get_table`` pages by key."""
        return False

    def get_table(self, **kwargs: Any) -> Any:
        table = super().get_table(**kwargs)
        cursor = self.request.GET.get(table.prefixed_page_field, "")
        return table.paginate(KeysetPaginator, per_page=self.rows_per_page, page=cursor)

    def get_primary_actions(self) -> list[tuple[Text, str]]:
        """(label, URL) of the buttons beside the title."""
        return []

    def get_bulk_actions(self) -> list[BulkAction]:
        """What may be done with the chosen rows; a list that overrides it answers in ``bulk`` itself."""
        return bulk_actions(self.model, self.bulk_transitions, self.request.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **kwargs,
            title=self.title or self.model._meta.verbose_name_plural,
            empty_text=self.empty_text,
            primary_actions=self.get_primary_actions(),
            can_export=self.request.user.has_perm(self.export_permission),
            bulk_actions=self.get_bulk_actions(),
            saved_views=SavedView.objects.filter(user=self.request.user, path=self.request.path),
        )

    def post(self, request: Request, *_args: Any, **_kwargs: Any) -> HttpResponse:
        return self.bulk(request) if request.POST.get("bulk") else self.export(request)

    def printed(self) -> HttpResponse:
        return print_note(self.request, self.model, filters=self.request.GET.urlencode())

    def bulk(self, request: Request) -> HttpResponse:
        """One step for the chosen rows; says how many went through and why others did not."""
        name = request.POST["bulk"]
        if name not in self.bulk_transitions:
            raise InvalidInput(_("This step cannot be taken for many records at once."), field="bulk")
        pks = [int(pk) for pk in request.POST.getlist("pk") if pk.isdecimal()]
        result = bulk_perform(
            rows=self.get_queryset(), pks=pks, name=name, actor=request.user, reason=request.POST.get("reason", "")
        )
        messages.success(request, _("Done for %(count)s records.") % {"count": result.done})
        for line in result.refused[:10]:
            messages.warning(request, line)
        return redirect(request.get_full_path())

    def export(self, request: Request) -> HttpResponse:
        """The filtered list as XLSX. Raises PermissionDenied without the right, InvalidInput without a purpose."""
        if not request.user.has_perm(self.export_permission):
            raise PermissionDenied(_("Your role may not export lists."))
        purpose = request.POST.get("purpose", "").strip()
        if not purpose:
            raise InvalidInput(_("An export needs its purpose."), field="purpose", cure=_("Write what it is for."))
        self.filterset = self.get_filterset(self.get_filterset_class())
        self.object_list = self.filterset.qs
        title = str(self.title or self.model._meta.verbose_name_plural)
        table = self.get_table_class()(self.object_list, order_by=request.GET.get("sort", ""))
        content = table_workbook(table, title=title, note=f"{request.user} · {purpose}")
        event_record(
            event=AuditEvent.EXPORT,
            obj=self.model,
            actor=request.user,
            purpose=purpose,
            filters=request.GET.urlencode(),
        )
        name = f"{self.model._meta.model_name}.xlsx"
        return HttpResponse(
            content,
            content_type=MEDIA_TYPE,
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )


class RecordDetailView(RecordMixin, DetailView):
    """One record: header, allowed actions, fields, panels, attachments, timeline.

    Subclasses set ``model`` and ``detail_fields`` (fields, or methods that are ``labelled``).
    """

    template_name = "core/record_detail.html"
    detail_fields: tuple[str, ...] = ()
    log_read = False
    restricted = False

    def get_object(self, queryset: QuerySet | None = None) -> Model:
        record = self.entered(queryset)
        if self.log_read or is_work_secret(record):
            event_record(event=AuditEvent.READ, obj=record, actor=self.request.user)
        return record

    def entered(self, queryset: QuerySet | None = None) -> Model:
        """The visible record, past the guards."""
        return guards.enter(super().get_object(queryset), self.request.user)

    def printed(self) -> HttpResponse:
        return print_note(self.request, self.entered())

    def get_title(self) -> str:
        return str(self.object)

    def shown_fields(self) -> Sequence[str]:
        """Those of ``detail_fields`` that the reader is shown."""
        return self.detail_fields

    def get_panels(self) -> list[dict[str, Any]]:
        """{title, template, context} of the parts below the fields."""
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        record, user = self.object, self.request.user
        is_workflow = isinstance(record, WorkflowModel)
        return super().get_context_data(
            **kwargs,
            record=record,
            title=self.get_title(),
            status=status_label(record, record.status_for(user)) if is_workflow else "",
            status_value=record.status_for(user) if is_workflow else "",
            due=getattr(record, "due_on", None),
            actions=actions_for(record, user) if is_workflow else [],
            transition_url_base=transition_url_base(record) if is_workflow else "",
            fields=[field_pair(record, name) for name in self.shown_fields()],
            panels=self.get_panels(),
            attachments=attachments_of(record),
            attach_url=attach_url(record, user),
            documents=documents_of(record, user),
            history=history_of(record, user) if is_workflow else [],
            restricted=self.restricted or is_work_secret(record),
        )


def is_work_secret(record: Any) -> bool:
    """Whether a record with a classification (core.records.base) is a work secret."""
    return getattr(record, "is_work_secret", False)


def field_pair(record: Model, name: str) -> tuple[str, Any]:
    """(label, shown value) of a field, property or method of ``record``."""
    label = str(label_of(type(record), name))
    display = getattr(record, f"get_{name}_display", None)
    value = display() if display else getattr(record, name)
    value = value() if callable(value) else value
    return label, f"{value:,f}" if isinstance(value, Decimal) else value


def transition_url_base(record: Model) -> str:
    """The address below which the record's transitions are performed; the template appends the name."""
    meta = record._meta
    return reverse("transition", args=[meta.app_label, meta.model_name, record.pk, "x"])[:-2]


class TransitionView(View):
    """``POST`` with an optional ``reason`` performs the transition and returns to the record.

    A step that asks for more (docs/mechanisms.md: fields, form_class, files) has its page here.
    """

    def get(self, request: Request, app: str, model: str, pk: int, name: str) -> HttpResponse:
        record = transition_target(request, app, model, pk)
        found = step_of(record, name)
        if found is None or not takes_input(found.custom):
            return redirect(record.get_absolute_url())
        refusal = why_refused(record, found, request.user)
        if refusal:
            raise PermissionDenied(refusal)
        return self.page(request, record, found, step_form(record, found, request.user))

    def page(self, request: Request, record: Any, found: Any, form: Any, status: int = 200) -> HttpResponse:
        label = found.custom["label"]
        context = {"record": record, "form": form, "title": f"{label}: {record}", "submit_label": label}
        context |= {"cancel_url": record.get_absolute_url()}
        return render(request, "core/record_form.html", context, status=status)

    def post(self, request: Request, app: str, model: str, pk: int, name: str) -> HttpResponse:
        record = transition_target(request, app, model, pk)
        found = step_of(record, name)
        if found is not None and takes_input(found.custom):
            return self.post_form(request, record, found)
        return self.post_plain(request, record, name)

    def post_form(self, request: Request, record: Any, found: Any) -> HttpResponse:
        form = step_form(record, found, request.user, request.POST, request.FILES)
        if form.is_valid():
            try:
                record = transition_perform(instance=record, name=found.name, actor=request.user, **form.cleaned_data)
            except DomainError as error:
                form.add_error(error.field if error.field in form.fields else None, str(error))
            else:
                return self.done(request, record)
        return self.page(request, record, found, form, status=422)

    def post_plain(self, request: Request, record: Any, name: str) -> HttpResponse:
        try:
            record = transition_perform_plain(
                instance=record, name=name, actor=request.user, reason=request.POST.get("reason", "")
            )
        except DomainError as error:
            messages.error(request, str(error))
        else:
            return self.done(request, record)
        return redirect(record.get_absolute_url())

    @staticmethod
    def done(request: Request, record: Any) -> HttpResponse:
        status = status_label(record, record.status_for(request.user))
        messages.success(request, _("Done: %(status)s") % {"status": status})
        seen = type(record).objects.visible_to(request.user).filter(pk=record.pk).exists()
        # Some steps take the record out of the sight of whoever takes them.
        return redirect(record.get_absolute_url() if seen else reverse("home"))


def transition_target(request: Request, app: str, model: str, pk: int) -> WorkflowModel:
    """The visible workflow record of that address. Raises Http404 for anything else."""

    try:
        found = apps.get_model(app, model)
    except LookupError as error:
        raise Http404 from error
    if not issubclass(found, WorkflowModel):
        raise Http404
    return get_object_or_404(found.objects.visible_to(request.user), pk=pk)
