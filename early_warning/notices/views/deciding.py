"""Pages of steps that need more than a reason."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.records.forms import RecordFormView
from early_warning.notices.choices import CheckReason, Decision
from early_warning.notices.forms import DeliveryCheckForm, ExtensionDecisionForm, ObjectionDecisionForm, ReferForm
from early_warning.notices.models import DeliveryCheck, ExtensionRequest, Notice, Objection
from early_warning.notices.services import (
    delivery_check_record,
    extension_decide,
    notice_refer,
    objection_decide,
)


class ReferView(RecordFormView):
    model = Notice
    form_class = ReferForm
    permission_required = "warnings.verify_notice"
    title = _("Turn to a talk or a transfer")
    restricted = True

    def get_queryset(self) -> QuerySet:
        return Notice.objects.for_staff(self.request.user)

    def perform(self, form: Any) -> None:
        notice_refer(notice=self.record, actor=self.request.user, **form.cleaned_data)


class _OfNoticeView(RecordFormView):
    """A decision on something that hangs on a notice; afterwards back to the notice."""

    restricted = True
    log_read = True

    def get_queryset(self) -> QuerySet:
        staff = Notice.objects.for_staff(self.request.user).values("pk")
        return self.model.objects.visible_to(self.request.user).filter(notice__in=staff).select_related("notice")

    def get_success_url(self) -> str:
        return self.record.notice.get_absolute_url()


class DeliveryCheckView(_OfNoticeView):
    model = DeliveryCheck
    form_class = DeliveryCheckForm
    permission_required = "warnings.check_delivery"
    template_name = "warnings/notices/delivery_check.html"
    title = _("Record the delivery check")

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().filter(at__isnull=True)

    def perform(self, form: Any) -> None:
        delivery_check_record(check=self.record, actor=self.request.user, **form.cleaned_data)


class NoticeDeliveryCheckView(DeliveryCheckView):
    """The same page, reached from the notice: its open check for want of a reply."""

    def get_queryset(self) -> QuerySet:
        rows = super().get_queryset().filter(why=CheckReason.NO_REPLY, notice=self.kwargs["notice"])
        self.kwargs["pk"] = rows.values_list("pk", flat=True).first() or 0
        return rows


class ExtensionDecisionView(_OfNoticeView):
    model = ExtensionRequest
    form_class = ExtensionDecisionForm
    permission_required = "warnings.decide_extension"
    template_name = "warnings/notices/extension_decision.html"
    title = _("Decide on more time")

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().filter(state=Decision.OPEN)

    def get_initial(self) -> dict[str, Any]:
        return {"days": self.record.days, "decision": Decision.GRANTED}

    def perform(self, form: Any) -> None:
        given = form.cleaned_data
        extension_decide(
            extension=self.record,
            actor=self.request.user,
            decision=given["decision"],
            reason=given["reason"],
            days=given["days"] or 0,
        )


class ObjectionView(RecordFormView):
    """One objection: read by those who may know of it, decided by somebody outside the drafting chain."""

    model = Objection
    form_class = ObjectionDecisionForm
    permission_required = "warnings.view_objection"
    template_name = "warnings/notices/objection.html"
    title = _("Objection")
    success = _("The decision is recorded; the addressee is told.")
    restricted = True
    log_read = True

    def get_queryset(self) -> QuerySet:
        staff = Notice.objects.for_staff(self.request.user).values("pk")
        rows = Objection.objects.visible_to(self.request.user).filter(notice__in=staff)
        return rows.select_related("notice__unit", "notice__official", "by", "decided_by")

    def perform(self, form: Any) -> None:
        given = form.cleaned_data
        objection_decide(
            objection=self.record,
            actor=self.request.user,
            decision=given["decision"],
            reason=given["reason"],
            level=given["level"],
        )

    def get_success_url(self) -> str:
        return reverse("objection-list")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        may = Objection.objects.to_decide(self.request.user).filter(pk=self.record.pk).exists()
        return super().get_context_data(**kwargs, may_decide=may)
