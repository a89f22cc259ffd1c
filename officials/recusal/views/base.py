"""A page with one form that makes one record."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.generic import FormView

from core.errors import DomainError, Text
from core.records.forms import put_on_form
from core.records.views import RecordMixin


class CreateView(RecordMixin, FormView):
    """Subclasses set ``form_class, title, success`` and write ``create(values)``, which calls the service."""

    template_name = "core/record_form.html"
    title: Text = ""
    submit_label: Text = ""
    success: Text = ""

    def create(self, values: dict[str, Any]) -> Any:
        """Do it. Raises DomainError for what is refused."""
        raise NotImplementedError

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            record = self.create(form.cleaned_data)
        except DomainError as error:
            put_on_form(form, error)
            return self.form_invalid(form)
        messages.success(self.request, str(self.success))
        return redirect(self.next_page(record))

    def next_page(self, record: Any) -> str:
        return record.get_absolute_url()

    def form_invalid(self, form: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs, title=self.title, submit_label=self.submit_label)
