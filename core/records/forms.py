"""A page with one form that does one thing to one visible record."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.views.generic import FormView

from core.audit.models import AuditEvent
from core.audit.services import event_record
from core.errors import DomainError, Text
from core.records.views import RecordMixin, is_work_secret
from core.workflow import guards


def put_on_form(form: forms.BaseForm, error: DomainError) -> None:
    """Show ``error`` at the field it names, or above the form."""
    form.add_error(error.field if error.field in form.fields else None, str(error))


class ForUserMixin:
    """The form narrows its choices to what the user sees. Stands before the view."""

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": self.request.user}  # type: ignore[misc, attr-defined]  # the view's


class RecordFormView(RecordMixin, FormView):
    """Subclasses set ``model, form_class, title`` and write ``perform(form)``, which calls the service.

    A DomainError comes back on the form with its cure; what was typed stays. ``success`` is the message afterwards.
    ``restricted`` draws the watermark, ``log_read`` writes into the trail who read the record here (R24, R26).
    """

    template_name = "core/record_form.html"
    title: Text = ""
    submit_label: Text = ""
    success: Text = ""
    restricted = False
    log_read = False

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.log_read:
            event_record(event=AuditEvent.READ, obj=self.record, actor=request.user)
        return super().get(request, *args, **kwargs)

    @cached_property
    def record(self) -> Any:
        return guards.enter(get_object_or_404(self.get_queryset(), pk=self.kwargs["pk"]), self.request.user)

    def perform(self, form: Any) -> Any:
        """Do it. Raises DomainError for what is refused."""
        raise NotImplementedError

    def get_form_class(self) -> type[forms.BaseForm]:
        self.record  # noqa: B018 - a hidden record is 404 before anything is shown
        return super().get_form_class()

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            self.perform(form)
        except DomainError as error:
            put_on_form(form, error)
            return self.form_invalid(form)
        if self.success:
            messages.success(self.request, str(self.success))
        return super().form_valid(form)

    def form_invalid(self, form: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_success_url(self) -> str:
        return self.record.get_absolute_url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if self.record is not None:
            kwargs = {"list_url": self.get_success_url(), "list_title": str(self.record)} | kwargs
        return super().get_context_data(
            **kwargs,
            record=self.record,
            title=self.title,
            restricted=self.restricted or is_work_secret(self.record),
            submit_label=self.submit_label,
            cancel_url=self.get_success_url(),
        )


class RecordCreateView(RecordFormView):
    """A page with one form that enters a new record: ``perform(form)`` calls the service and returns it."""

    @cached_property
    def record(self) -> Any:
        return None

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            record = self.perform(form)
        except DomainError as error:
            put_on_form(form, error)
            return self.form_invalid(form)
        if self.success:
            messages.success(self.request, str(self.success))
        return redirect(record)

    def get_success_url(self) -> str:
        """Where "cancel" leads."""
        raise NotImplementedError
