"""Pages of steps that need more than a reason."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from core.errors import Text
from core.records.forms import RecordFormView
from supervision.talks.course import CONDUCT
from supervision.talks.forms import HoldForm, PaperForm, RecheckForm, RescheduleForm, held_initial, place_initial
from supervision.talks.models import Talk
from supervision.talks.services import talk_hold, talk_recheck, talk_reschedule, talk_sign_on_paper


class _StepView(RecordFormView):
    model = Talk
    permission_required = CONDUCT
    template_name = "supervision/talks/form.html"
    lead: Text = ""

    def get_queryset(self) -> QuerySet:
        return Talk.objects.for_staff(self.request.user).select_related("official", "unit")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        url, record = self.get_success_url(), self.record
        return super().get_context_data(**kwargs, lead=self.lead, list_url=url, list_title=record)


class _OfTalkView(_StepView):
    """The form knows its talk."""

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"talk": self.record}


class RescheduleView(_StepView):
    form_class = RescheduleForm
    title = _("Change time or place")
    success = _("Time and place are changed.")
    lead = _("An official who was notified already is notified again.")

    def get_initial(self) -> dict[str, Any]:
        return place_initial(self.record)

    def perform(self, form: Any) -> None:
        talk_reschedule(talk=self.record, actor=self.request.user, **form.cleaned_data)


class HoldView(_OfTalkView):
    form_class = HoldForm
    title = _("Record the talk")
    success = _("The talk is recorded. Now both sides sign.")

    def get_initial(self) -> dict[str, Any]:
        return held_initial(self.record)

    def perform(self, form: Any) -> None:
        talk_hold(talk=self.record, actor=self.request.user, given=form.given())


class PaperView(_StepView):
    form_class = PaperForm
    title = _("Signature on paper, or refused")
    success = _("The signature is recorded.")
    lead = _("The portal is the usual way. Not to sign is noted in words and held against nobody.")

    def perform(self, form: Any) -> None:
        talk_sign_on_paper(talk=self.record, actor=self.request.user, **form.cleaned_data)


class RecheckView(_OfTalkView):
    form_class = RecheckForm
    title = _("Record the re-check")
    success = _("The re-check is recorded.")

    def perform(self, form: Any) -> None:
        talk_recheck(talk=self.record, actor=self.request.user, given=form.given())
