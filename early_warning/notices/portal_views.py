"""本人端: what officials and unit heads see of notices: addressed to them, or sent as a copy, and served."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from core.attachments.services import attachments_of
from core.http import Request
from core.records.forms import RecordFormView
from core.scope import Viewer
from early_warning.notices import documents
from early_warning.notices.choices import ANSWERABLE, AWAITING, OBJECTABLE, Decision, Status
from early_warning.notices.evidence import linked
from early_warning.notices.models import Notice, NoticeVerdict
from early_warning.notices.overview import answers_of
from early_warning.notices.portal_forms import AnswerForm, ExtensionForm, ObjectionForm, RectificationForm
from early_warning.notices.queries import waiting_for
from early_warning.notices.records import with_records
from early_warning.notices.services import (
    extension_request,
    notice_acknowledge,
    notice_read,
    notice_reply,
    objection_raise,
    rectification_report,
)


def received(user: Viewer) -> QuerySet[Notice]:
    """Own notices and copies: to be read."""
    return Notice.objects.received_by(user).select_related("unit", "official", "rule", "respondent")


def addressed(user: Viewer) -> QuerySet[Notice]:
    """Own notices: to be answered."""
    return Notice.objects.addressed_to(user).select_related("unit", "official", "rule", "respondent")


@require_GET
def inbox(request: Request) -> HttpResponse:
    """What waits for me, then what is over. Staff without anything of their own go back to their workbench."""
    waiting = waiting_for(request.user)
    others = list(received(request.user).exclude(pk__in=[row.pk for row in waiting]).order_by("-served_at"))
    if request.user.is_staff_role and not request.user.has_role("UHD", "LIA") and not (waiting or others):
        return redirect("home")
    context = {
        "waiting": waiting,
        "others": others,
        "unacknowledged": sum(row.acked_at is None for row in waiting),
    }
    return render(request, "portal/inbox.html", context)


@require_GET
def notice_page(request: Request, pk: int) -> HttpResponse:
    """Full text, facts and evidence, what is asked, by when, how to object; what I may do now."""
    notice = get_object_or_404(received(request.user), pk=pk)
    notice_read(notice=notice, actor=request.user)
    return render(request, "portal/notice.html", notice_context(notice, request.user))


def notice_context(notice: Notice, user: Viewer) -> dict[str, Any]:
    facts = with_records(notice.facts.all(), user)
    for fact, evidence in zip(facts, linked([fact.evidence for fact in facts], user), strict=True):
        fact.evidence = evidence
        fact.files = attachments_of(fact)
    return {
        "notice": notice,
        "facts": facts,
        "answers": answers_of(notice, user),
        "verdicts": NoticeVerdict.objects.visible_to(user).filter(notice=notice),
        "days_left": notice.days_left if notice.status in ANSWERABLE else None,
        "can": possibilities(notice) if notice.is_addressed_to(user) else {},
        "back_url": reverse("portal"),
        "restricted": True,
    }


def possibilities(notice: Notice) -> dict[str, bool]:
    """Which buttons the addressee has."""
    open_request = notice.extensions.filter(state=Decision.OPEN).exists()
    return {
        "acknowledge": notice.status in (Status.SERVED, Status.ESCALATED) and notice.acked_at is None,
        "reply": notice.status in ANSWERABLE,
        "rectify": notice.status == Status.REPLIED and notice.needs_rectification and notice.rectified_at is None,
        "extend": notice.status in AWAITING and not open_request,
        "object": notice.status in OBJECTABLE,
        "receipt": notice.acked_at is not None,
    }


@require_POST
def acknowledge(request: Request, pk: int) -> HttpResponse:
    notice_acknowledge(notice=get_object_or_404(addressed(request.user), pk=pk), actor=request.user)
    return redirect("portal-notice", pk=pk)


@require_GET
def letter_pdf(request: Request, pk: int, which: str) -> HttpResponse:
    """The letter, the delivery receipt or the revocation as PDF. Raises Http404 for what was not issued."""
    notice = get_object_or_404(received(request.user), pk=pk)
    return documents.portal_response(notice=notice, which=which, actor=request.user)


class _AnswerView(RecordFormView):
    """One form of the portal."""

    model = Notice
    template_name = "portal/form.html"
    lead: Any = ""

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        if not (
            request.user.has_perm("warnings.answer_notice") or request.user.has_perm("warnings.answer_unit_notice")
        ):
            raise PermissionDenied(gettext("Your role may not open this page."))
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet:
        return addressed(self.request.user)

    def get_success_url(self) -> str:
        return reverse("portal-notice", args=[self.record.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs, lead=self.lead, back_url=self.get_success_url())


class ReplyView(_AnswerView):
    form_class = AnswerForm
    title = _("Reply")
    submit_label = _("Send the reply")
    success = _("The reply was sent.")
    lead = _("Say in your own words how it was, and attach what proves it. A colleague may help you with the system.")

    def perform(self, form: Any) -> None:
        notice_reply(notice=self.record, actor=self.request.user, **form.cleaned_data)


class RectificationView(_AnswerView):
    form_class = RectificationForm
    title = _("Report the rectification")
    submit_label = _("Send the report")
    success = _("The report was sent; somebody else verifies it.")

    def perform(self, form: Any) -> None:
        rectification_report(notice=self.record, actor=self.request.user, **form.cleaned_data)


class ObjectionView(_AnswerView):
    form_class = ObjectionForm
    title = _("Object")
    submit_label = _("Send the objection")
    success = _("The objection was sent.")
    lead = _(
        "It is decided by somebody who did not draft, check or approve the notice. To object never makes it worse, and "
        "the drafter does not learn of it."
    )

    def perform(self, form: Any) -> None:
        objection_raise(notice=self.record, actor=self.request.user, **form.cleaned_data)


class ExtensionView(_AnswerView):
    form_class = ExtensionForm
    title = _("Ask for more time")
    submit_label = _("Send the request")
    success = _("The request was sent.")

    def perform(self, form: Any) -> None:
        extension_request(notice=self.record, actor=self.request.user, **form.cleaned_data)
