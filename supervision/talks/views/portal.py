"""本人端: the talks with oneself, once one was notified: time and place, then the record to read and sign."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from core.documents.queries import documents_of
from core.http import Request
from core.records.forms import RecordFormView
from core.scope import Viewer
from supervision.talks.choices import Status
from supervision.talks.models import Talk
from supervision.talks.services import talk_read, talk_sign_as_official

WAITING = (Status.NOTIFIED, Status.HELD)


def mine(user: Viewer) -> QuerySet[Talk]:
    related = ("unit", "official", "talker", "second_talker", "rule")
    return Talk.objects.with_person(user).select_related(*related).order_by("-planned_at", "-pk")


def waiting_count(user: Viewer) -> int:
    """Records to sign and talks ahead."""
    return sum(needs_me(talk) for talk in mine(user).filter(status__in=WAITING))


def needs_me(talk: Talk) -> bool:
    return talk.status == Status.NOTIFIED or (talk.status == Status.HELD and talk.official_signed_at is None)


@require_GET
def my_talks(request: Request) -> HttpResponse:
    rows = list(mine(request.user))
    waiting = [talk for talk in rows if needs_me(talk)]
    context = {"waiting": waiting, "others": [talk for talk in rows if talk not in waiting], "back_url": "/"}
    return render(request, "supervision/talks/portal/list.html", context)


@require_GET
def my_talk(request: Request, pk: int) -> HttpResponse:
    """One talk as its official reads it. The record appears once it was written down."""
    talk = get_object_or_404(mine(request.user), pk=pk)
    talk_read(talk=talk, actor=request.user)
    context = {
        "talk": talk,
        "commitments": list(talk.commitments.all()),
        "documents": documents_of(talk),
        "may_sign": talk.status == Status.HELD and talk.official_signed_at is None,
        "back_url": reverse("portal-talks"),
        "restricted": True,
    }
    return render(request, "supervision/talks/portal/talk.html", context)


class SignForm(forms.Form):
    remarks = forms.CharField(
        label=_("Your remarks on the record"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("They become part of the record. Leave it empty when the record is right."),
    )


class SignView(RecordFormView):
    """Sign the record, with remarks."""

    model = Talk
    form_class = SignForm
    template_name = "supervision/talks/portal/sign.html"
    title = _("Sign the record")
    submit_label = _("I have read the record and sign it")
    success = _("You have signed the record.")

    def get_queryset(self) -> QuerySet:
        return mine(self.request.user)

    def perform(self, form: Any) -> None:
        talk_sign_as_official(talk=self.record, actor=self.request.user, remarks=form.cleaned_data["remarks"])

    def get_success_url(self) -> str:
        return reverse("portal-talk", args=[self.record.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs, back_url=self.get_success_url())
