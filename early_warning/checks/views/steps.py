"""Pages of the steps that ask for more than a reason; each is a thin door to its service."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView

from core.errors import DomainError, Text
from core.records.views import RecordMixin

from .. import services
from ..forms import AssignForm, DeferForm, MaterialForm, NoteForm
from ..models import DoubtPoint
from ..transitions import STEPS


class StepView(RecordMixin, FormView):
    """One form, one service. What the service refuses stands in the form, with what was typed kept."""

    model = DoubtPoint
    template_name = "warnings/checks/step.html"
    step: str = ""
    lead: Text = ""

    @property
    def permission_required(self) -> str:  # type: ignore[override]  # each step asks its own
        return STEPS[self.step].permission

    @cached_property
    def doubt(self) -> DoubtPoint:
        return get_object_or_404(self.get_queryset().select_related("unit"), pk=self.kwargs["pk"])

    def perform(self, data: dict[str, Any]) -> Any:
        """Call the service; what it returns is where to go next, when that has an address of its own."""
        raise NotImplementedError

    def form_valid(self, form: forms.Form) -> HttpResponse:
        try:
            result = self.perform(form.cleaned_data)
        except DomainError as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
            return self.form_invalid(form)
        messages.success(self.request, _("Done: %(status)s") % {"status": STEPS[self.step].label})
        return redirect(result if hasattr(result, "get_absolute_url") else self.doubt)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        label = STEPS[self.step].label
        return super().get_context_data(
            **kwargs, title=label, submit_label=label, lead=self.lead, doubt=self.doubt,
            list_url=reverse("doubt-list"), list_title=_("Doubt points"), cancel_url=self.doubt.get_absolute_url(),
        )  # fmt: skip


class AssignView(StepView):
    step = "assign"
    form_class = AssignForm
    lead = gettext_lazy("Only people who may verify doubt points and see this unit are listed.")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"doubt": self.doubt}

    def perform(self, data: dict[str, Any]) -> None:
        services.doubt_assign(doubt_point=self.doubt, assignee=data["assignee"], actor=self.request.user)


class AskMaterialView(StepView):
    step = "ask_material"
    form_class = MaterialForm
    lead = gettext_lazy(
        "The unit's head and liaison read this question and the list of their own rows; they see no model, no "
        "threshold and no other unit."
    )

    def get_initial(self) -> dict[str, Any]:
        return {"due_on": services.material_due()}

    def perform(self, data: dict[str, Any]) -> None:
        services.material_ask(doubt_point=self.doubt, actor=self.request.user, **data)


class DeferView(StepView):
    step = "defer"
    form_class = DeferForm
    lead = gettext_lazy("On that day it waits for you again.")

    def perform(self, data: dict[str, Any]) -> None:
        services.doubt_defer(doubt_point=self.doubt, actor=self.request.user, **data)


class RemindView(StepView):
    step = "remind"
    form_class = NoteForm
    lead = gettext_lazy(
        "A duty reminder looks forward and accuses nobody. Nothing is sent by this step: it is drafted, checked and "
        "approved by different people."
    )

    def perform(self, data: dict[str, Any]) -> None:
        services.doubt_remind(doubt_point=self.doubt, actor=self.request.user, **data)


class WarnView(StepView):
    step = "warn"
    form_class = NoteForm
    lead = gettext_lazy(
        "This makes a draft of a warning notice with this doubt point as its fact. Nothing is sent: two other people "
        "check and approve it."
    )

    def perform(self, data: dict[str, Any]) -> Any:
        _doubt, notice = services.doubt_warn(doubt_point=self.doubt, actor=self.request.user, **data)
        return notice
