"""The forms of the portal at work: file, correct, explain, reduce, report afterwards."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView

from core.errors import DomainError, Text
from core.records.forms import RecordFormView, put_on_form
from supervision.declarations.models import CeremonyReport, KinDeclaration, KinReview, MatterReport
from supervision.declarations.portal import forms as own_forms
from supervision.declarations.portal.pages import own
from supervision.declarations.services import (
    AfterInput,
    CeremonyInput,
    ceremony_file,
    ceremony_file_after,
    ceremony_file_again,
    ceremony_reduce,
    declaration_explain,
    kin_change_begin,
    kin_review_report,
    matter_report_event,
)

TEMPLATE = "portal/form.html"


class OwnFormView(RecordFormView):
    """One form about one's own record."""

    template_name = TEMPLATE
    lead: Text = ""

    def get_queryset(self) -> QuerySet:
        return own(self.model, self.request.user)

    def get_success_url(self) -> str:
        return self.record.url_for(self.request.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs, lead=self.lead, back_url=self.get_success_url())


class NewFormView(FormView):
    """One form that makes a record of one's own. ``perform`` returns the record."""

    template_name = TEMPLATE
    title: Text = ""
    lead: Text = ""
    submit_label: Text = _("File it")

    def perform(self, given: dict[str, Any]) -> Any:
        """Do it. Raises DomainError for what is refused."""
        raise NotImplementedError

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            record = self.perform(form.cleaned_data)
        except DomainError as error:
            put_on_form(form, error)
            return self.form_invalid(form)
        messages.success(self.request, str(_("Filed.")))
        return redirect(record.portal_url)

    def form_invalid(self, form: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        back = reverse("my-declarations")
        return super().get_context_data(
            **kwargs, title=self.title, lead=self.lead, submit_label=self.submit_label, back_url=back
        )


class NewChangeView(NewFormView):
    form_class = own_forms.ChangeForm
    title = _("Declare a change")
    lead = _("Say first when it changed; then you declare the businesses as they are now.")
    submit_label = _("Go on")

    def perform(self, given: dict[str, Any]) -> Any:
        return kin_change_begin(actor=self.request.user, **given)

    def form_valid(self, form: Any) -> HttpResponse:
        """Straight on to the businesses: nothing is filed yet."""
        try:
            record = self.perform(form.cleaned_data)
        except DomainError as error:
            put_on_form(form, error)
            return self.form_invalid(form)
        return redirect(reverse("my-kin-file", args=[record.pk]))


class NewMatterView(NewFormView):
    form_class = own_forms.MatterForm
    title = _("Report a major matter")
    lead = _(
        "Hand the report itself to the organisation department. Here only kind and day are kept. "
        "A banquet is reported before it; report the ceremony itself too, before and afterwards."
    )

    def perform(self, given: dict[str, Any]) -> Any:
        return matter_report_event(actor=self.request.user, **given)


class NewCeremonyView(NewFormView):
    form_class = own_forms.CeremonyForm
    title = _("Report a ceremony")
    lead = _("A funeral is reported by telephone first: call your unit's liaison or the supervision office.")

    def perform(self, given: dict[str, Any]) -> Any:
        return ceremony_file(actor=self.request.user, given=CeremonyInput(**given))


class CeremonyAgainView(OwnFormView):
    model = CeremonyReport
    form_class = own_forms.CeremonyForm
    title, submit_label, success = _("Report a ceremony"), _("File it"), _("Filed.")

    def get_initial(self) -> dict[str, Any]:
        names = own_forms.CeremonyForm.base_fields
        return {name: getattr(self.record, name) for name in names}

    def perform(self, form: Any) -> None:
        ceremony_file_again(ceremony=self.record, actor=self.request.user, given=CeremonyInput(**form.cleaned_data))


class CeremonyReduceView(OwnFormView):
    model = CeremonyReport
    form_class = own_forms.ReductionForm
    title, submit_label, success = _("Reduce"), _("File it"), _("Filed.")

    @property
    def lead(self) -> str:  # type: ignore[override]  # the record's own words
        return self.record.asked

    def perform(self, form: Any) -> None:
        ceremony_reduce(ceremony=self.record, actor=self.request.user, **form.cleaned_data)


class CeremonyAfterView(OwnFormView):
    model = CeremonyReport
    form_class = own_forms.AfterForm
    title, submit_label, success = _("Report afterwards"), _("File it"), _("Filed.")

    def perform(self, form: Any) -> None:
        given = AfterInput(**form.cleaned_data)
        ceremony_file_after(ceremony=self.record, actor=self.request.user, given=given)


class ExplainView(OwnFormView):
    form_class: type[forms.BaseForm] = own_forms.AnswerForm
    title, submit_label, success = _("Explain"), _("Send"), _("Your explanation is sent.")

    @property
    def lead(self) -> str:  # type: ignore[override]  # the record's own words
        return self.record.asked_words

    def perform(self, form: Any) -> None:
        declaration_explain(declaration=self.record, actor=self.request.user, answer=form.cleaned_data["answer"])


class KinExplainView(ExplainView):
    model = KinDeclaration


class MatterExplainView(ExplainView):
    model = MatterReport
    form_class = own_forms.MatterAnswerForm


class ReviewReportView(OwnFormView):
    model = KinReview
    form_class = own_forms.ReportForm
    title, submit_label, success = _("Report that it is put right"), _("Send"), _("Your report is sent.")

    def perform(self, form: Any) -> None:
        report, files = form.cleaned_data["report"], form.cleaned_data["evidence"]
        kin_review_report(review=self.record, actor=self.request.user, report=report, files=files)
