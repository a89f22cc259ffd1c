"""The pages of a mechanism. One class a page; ``urls`` makes a subclass for each mechanism."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView, View

from core.errors import DomainError, Text
from core.mechanisms.forms import line_form, offer_record, record_form
from core.mechanisms.panels import lines_panel
from core.mechanisms.registry import Lines, Mechanism
from core.mechanisms.services import line_add, line_edit, line_remove, record_create, record_edit
from core.records.forms import put_on_form
from core.records.handling import why_not_handle
from core.records.views import RecordDetailView, RecordListView, is_work_secret
from core.records.widgets import FilesField, offer
from core.workflow import guards


class MechanismMixin(View):
    """Opens for whom the mechanism opens; rows by ``visible_to``."""

    mechanism: Mechanism
    model: Any
    request: Any

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.mechanism.opens_for(request.user):
            raise PermissionDenied(_("Your role may not open this page."))
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet:
        return self.mechanism.rows(self.request.user)

    @property
    def list_link(self) -> dict[str, Any]:
        return {"list_url": reverse(f"{self.mechanism.slug}-list"), "list_title": self.mechanism.label}

    def may_add(self) -> bool:
        user, mechanism = self.request.user, self.mechanism
        shaped = mechanism.form_fields or mechanism.form_class
        return bool(shaped) and user.has_perm(mechanism.permission("add")) and not mechanism.why_not_add(user)


class MechanismListView(MechanismMixin, RecordListView):
    """The list, with the button that makes a record."""

    def get_primary_actions(self) -> list[tuple[Text, str]]:
        if not self.may_add():
            return []
        label = _("New: %(what)s") % {"what": self.model._meta.verbose_name}
        return [(label, reverse(f"{self.mechanism.slug}-new"))]


class MechanismDetailView(MechanismMixin, RecordDetailView):
    """One record with its rows below and its own panels."""

    def get_template_names(self) -> list[str]:
        return [self.mechanism.template]

    def get_panels(self) -> list[dict[str, Any]]:
        shown = [lines for lines in self.mechanism.lines if lines.shown(self.object)]
        rows = [lines_panel(self.mechanism, lines, self.object, self.request.user) for lines in shown]
        return rows + self.mechanism.panels(self.object, self.request.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        editable = self.mechanism.form_fields or self.mechanism.form_class
        may_edit = bool(editable) and not self.object.why_not_edit(self.request.user)
        edit_url = reverse(f"{self.mechanism.slug}-edit", args=[self.object.pk]) if may_edit else ""
        own = self.mechanism.page_context(self.object, self.request.user)
        links = {"edit_url": edit_url, "handling_url": self.handling_url()}
        return super().get_context_data(**kwargs, **self.list_link, **own, **links)

    def handling_url(self) -> str:
        """Where the record is handed over, for whom that is."""
        if not self.mechanism.having("handler") or why_not_handle(self.object, self.request.user):
            return ""
        meta = self.object._meta
        return reverse("handling", args=[meta.app_label, meta.model_name, self.object.pk])

    def shown_fields(self) -> Sequence[str]:
        """The mechanism's own, then what every record has; on whose desk it lies, officials are not told (R32)."""
        common = ("handler", "classification") if self.request.user.is_staff_role else ("classification",)
        kept = self.mechanism.kept_from(self.object, self.request.user)
        names = dict.fromkeys([*self.detail_fields, *self.mechanism.having(*common)])
        return [name for name in names if name not in kept]


class MechanismFormView(MechanismMixin, FormView):
    """Create and edit: one form, one service; a refusal comes back on the form and what was typed stays."""

    template_name = "core/record_form.html"
    record: Any = None

    def get_form_class(self) -> type[forms.BaseForm]:
        return record_form(self.mechanism)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": self.record}

    def get_form(self, form_class: Any = None) -> Any:
        form = super().get_form(form_class)
        self.offer(form)
        return form

    def offer(self, form: Any) -> None:
        """Narrow what may be chosen."""
        offer_record(form, self.request.user, self.mechanism)

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            record = self.perform(form.cleaned_data)
        except DomainError as error:
            put_on_form(form, error)
            return self.form_invalid(form)
        messages.success(self.request, _("Saved."))
        return redirect(record.get_absolute_url())

    def perform(self, values: dict[str, Any]) -> Any:
        """Do it. Raises DomainError for what is refused."""
        raise NotImplementedError

    def form_invalid(self, form: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        back = self.record.get_absolute_url() if self.record else self.list_link["list_url"]
        restricted = self.record is not None and (self.mechanism.restricted or is_work_secret(self.record))
        return super().get_context_data(
            **kwargs, **self.list_link, title=self.page_title, cancel_url=back, restricted=restricted
        )

    @property
    def page_title(self) -> str:
        return ""


class MechanismCreateView(MechanismFormView):
    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated and not self.may_add():
            raise PermissionDenied(self.mechanism.why_not_add(request.user) or _("Your role may not open this page."))
        return super().dispatch(request, *args, **kwargs)

    def get_form(self, form_class: Any = None) -> Any:
        form = super().get_form(form_class)
        form.fields.setdefault("files", FilesField())
        return form

    def get_initial(self) -> dict[str, Any]:
        """Links may fill in fields: ``?official=7``."""
        return {name: self.request.GET[name] for name in self.mechanism.form_fields if name in self.request.GET}

    def perform(self, values: dict[str, Any]) -> Any:
        files = values.pop("files", [])
        return record_create(model=self.model, values=values, actor=self.request.user, files=files)

    @property
    def page_title(self) -> str:
        return _("New: %(what)s") % {"what": self.model._meta.verbose_name}


class MechanismEditView(MechanismFormView):
    @cached_property
    def record(self) -> Any:
        return guards.enter(get_object_or_404(self.get_queryset(), pk=self.kwargs["pk"]), self.request.user)

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated and (refusal := self.record.why_not_edit(request.user)):
            raise PermissionDenied(refusal)
        return super().dispatch(request, *args, **kwargs)

    def perform(self, values: dict[str, Any]) -> Any:
        return record_edit(record=self.record, values=values, actor=self.request.user)

    @property
    def page_title(self) -> str:
        return _("Rewrite: %(what)s") % {"what": self.record}


class LineView(MechanismFormView):
    """Add or edit one row below a record; ``remove`` takes it away."""

    lines: Lines

    @cached_property
    def record(self) -> Any:
        return guards.enter(get_object_or_404(self.get_queryset(), pk=self.kwargs["pk"]), self.request.user)

    @cached_property
    def line(self) -> Model | None:
        if "line" not in self.kwargs:
            return None
        return get_object_or_404(self.lines.rows(self.record), pk=self.kwargs["line"])

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated:
            refusal = self.lines.why_not(self.record, request.user)
            if refusal:
                raise PermissionDenied(refusal)
            if not self.lines.form_fields or ("line" in kwargs and self.line is None):
                raise Http404
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.POST.get("remove") and self.line is not None:
            line_remove(record=self.record, lines=self.lines, line=self.line, actor=request.user)
            messages.success(request, _("Removed."))
            return redirect(self.record.get_absolute_url())
        return super().post(request, *args, **kwargs)

    def get_form_class(self) -> type[forms.BaseForm]:
        return line_form(self.lines)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": self.line}

    def offer(self, form: Any) -> None:
        offer(form, self.request.user, self.lines.offered(self.record))

    def perform(self, values: dict[str, Any]) -> Any:
        given: dict[str, Any] = {"record": self.record, "lines": self.lines, "actor": self.request.user}
        if self.line is None:
            line_add(**given, values=values)
        else:
            line_edit(**given, line=self.line, values=values)
        return self.record

    @property
    def page_title(self) -> str:
        what = self.line or self.lines.model._meta.verbose_name
        return f"{self.record} · {what}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs, can_remove=self.line is not None)
