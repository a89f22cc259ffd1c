"""The steps of the course that need more than a button."""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from core.errors import DomainError, Text
from core.workflow.services import transition_perform
from early_warning.ecology.forms import (
    AnswerForm,
    MeetingForm,
    OpinionForm,
    RecalculationForm,
    ResponseForm,
    written_initial,
)
from early_warning.ecology.models import EcologyAssessment
from early_warning.ecology.models.states import ASSESS, RESPOND
from early_warning.ecology.services import assessment_recalculate
from early_warning.ecology.views.access import EcologyPage, assessment_for, require


class StepView(EcologyPage):
    """A form whose cleaned values go into one transition of the assessment."""

    form_class: type[Form]
    step: str
    title: Text
    permission = ASSESS

    def get(self, request: Any, pk: int) -> HttpResponse:
        record = self._record(request, pk)
        return self._page(request, record, self.form_class(initial=written_initial(record, self.form_class)))

    def post(self, request: Any, pk: int) -> HttpResponse:
        record = self._record(request, pk)
        form = self.form_class(request.POST)
        if not form.is_valid():
            return self._page(request, record, form)
        try:
            done = self.perform(record, request.user, form.cleaned_data)
        except DomainError as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
            return self._page(request, record, form)
        messages.success(request, _("Done: %(status)s") % {"status": done.get_status_display()})
        return redirect(done)

    def perform(self, record: EcologyAssessment, user: Any, values: dict[str, Any]) -> EcologyAssessment:
        return transition_perform(instance=record, name=self.step, actor=user, **values)

    def _record(self, request: Any, pk: int) -> EcologyAssessment:
        record = assessment_for(request.user, pk)
        require(request.user, self.permission)
        return record

    def _page(self, request: Any, record: EcologyAssessment, form: Form) -> HttpResponse:
        context = {
            "title": self.title,
            "form": form,
            "record": record,
            "cancel_url": record.get_absolute_url(),
            "list_url": record.get_absolute_url(),
            "list_title": f"{record.unit} · {record.period_label}",
        }
        return render(request, "warnings/ecology/step.html", context, status=400 if form.errors else 200)


class OpinionView(StepView):
    form_class, step, title = OpinionForm, "give_opinion", _("Write the opinion")


class MeetingView(StepView):
    form_class, step, title = MeetingForm, "record_meeting", _("Record the meeting")


class ResponseView(StepView):
    form_class, step, title = ResponseForm, "respond", _("Respond")
    permission = RESPOND


class AnswerView(StepView):
    form_class, step, title = AnswerForm, "answer", _("Answer the unit")


class RecalculationView(StepView):
    form_class, step, title = RecalculationForm, "supersede", _("Recalculate")

    def perform(self, record: EcologyAssessment, user: Any, values: dict[str, Any]) -> EcologyAssessment:
        return assessment_recalculate(assessment=record, actor=user, reason=values["reason"])
