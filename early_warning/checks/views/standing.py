"""The secretary's decisions about a model: switch it off, put it back, enter its trial run."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView

from core.errors import DomainError, Text
from core.records.views import RecordMixin

from .. import registry, standing
from ..forms import ReasonForm, TrialForm
from ..models import ModelStanding


class StandingView(RecordMixin, FormView):
    """One form, one service."""

    model = ModelStanding
    permission_required = standing.CHANGE
    template_name = "core/record_form.html"
    form_class: type[forms.Form] = ReasonForm
    title: Text = ""
    service: Callable[..., ModelStanding]

    @property
    def code(self) -> str:
        if self.kwargs["code"] not in {model.code for model in registry.all_models()}:
            raise Http404
        return self.kwargs["code"]

    def form_valid(self, form: forms.Form) -> HttpResponse:
        try:
            type(self).service(code=self.code, actor=self.request.user, **form.cleaned_data)
        except DomainError as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
            return self.form_invalid(form)
        messages.success(self.request, _("Done: %(status)s") % {"status": self.title})
        return redirect("check-model-detail", code=self.code)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = reverse("check-model-detail", args=[self.code])
        return super().get_context_data(
            **kwargs,
            title=f"{self.code} · {self.title}",
            submit_label=self.title,
            cancel_url=page,
            list_url=reverse("check-model-list"),
            list_title=_("Models"),
        )


class SwitchOffView(StandingView):
    title = gettext_lazy("Switch off")
    service = staticmethod(standing.model_switch_off)


class PutBackView(StandingView):
    title = gettext_lazy("Put back")
    service = staticmethod(standing.model_put_back)


class TrialView(StandingView):
    title = gettext_lazy("Enter the trial run")
    form_class = TrialForm
    service = staticmethod(standing.model_trial)
