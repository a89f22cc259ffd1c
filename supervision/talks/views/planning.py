from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET
from django.views.generic import View

from core.deadlines.queries import deadline_rule, term_in_words
from core.errors import DomainError
from core.records.forms import put_on_form
from core.scope import Viewer
from core.workflow import guards
from supervision.talks.choices import Kind
from supervision.talks.course import PLAN
from supervision.talks.forms import PlanForm, plan_initial
from supervision.talks.models import Talk
from supervision.talks.parameters import PRE_OFFICE_RULE
from supervision.talks.services import talk_edit, talk_plan

# What each kind is for, so that they are not mixed up (trap 7.3.5).
EXPLANATIONS = {
    Kind.SUPERVISION: gettext_lazy("Everyday supervision: how the official does his duty and uses his power."),
    Kind.PRE_OFFICE: gettext_lazy("Before taking office, at the latest %(term)s after it."),
    Kind.REMINDER: gettext_lazy("Early signs named in good time: no sanction, led by two, leaves the view."),
    Kind.INTERVIEW: gettext_lazy("The commission talks with the head of a lower Party organisation."),
    Kind.SECRETARY: gettext_lazy("The Party secretary talks heart to heart with a lower head."),
    Kind.POLITICAL: gettext_lazy("Topics from a fixed list; only topics and commitments are kept, no opinions."),
}


def explanation(kind: Kind) -> str:
    """What ``kind`` is for; the period of a pre-appointment talk is that of rule D32."""
    words = str(EXPLANATIONS[kind])
    return words % {"term": term_in_words(deadline_rule(PRE_OFFICE_RULE))} if kind == Kind.PRE_OFFICE else words


@require_GET
def kind_choice(request: HttpRequest) -> HttpResponse:
    """Which kind of talk is to be planned."""
    _refuse_others(request.user)
    kinds = [(kind, explanation(kind), reverse("talk-plan", args=[kind.lower()])) for kind in Kind]
    return render(request, "supervision/talks/kinds.html", {"kinds": kinds, "title": _("Plan a talk")})


class PlanView(View):
    """Write a new plan, or rewrite one that was not submitted."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        _refuse_others(request.user)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, kind: str = "", pk: int = 0) -> HttpResponse:
        talk = _stored(request.user, pk)
        initial = plan_initial(talk) if talk else request.GET.dict()
        return self._page(request, PlanForm(user=request.user, kind=_kind(kind, talk), initial=initial), talk)

    def post(self, request: HttpRequest, kind: str = "", pk: int = 0) -> HttpResponse:
        talk = _stored(request.user, pk)
        form = PlanForm(request.POST, user=request.user, kind=_kind(kind, talk))
        if form.is_valid():
            try:
                if talk is None:
                    return redirect(talk_plan(given=form.given(), actor=request.user))
                return redirect(talk_edit(talk=talk, given=form.given(), actor=request.user))
            except DomainError as error:
                put_on_form(form, error)
        return self._page(request, form, talk, status=422)

    def _page(self, request: HttpRequest, form: PlanForm, talk: Talk | None, status: int = 200) -> HttpResponse:
        kind = Kind(form.kind)
        context = {
            "title": _("Plan: %(kind)s") % {"kind": kind.label},
            "form": form,
            "lead": explanation(kind),
            "cancel_url": talk.get_absolute_url() if talk else reverse("talk-list"),
            "list_url": reverse("talk-list"),
            "list_title": _("Talks"),
        }
        return render(request, "supervision/talks/form.html", context, status=status)


def _refuse_others(user: Viewer) -> None:
    if not user.has_perm(PLAN):
        raise PermissionDenied(_("Your role may not plan talks."))


def _kind(word: str, talk: Talk | None) -> str:
    """The kind named in the address or held by the plan. Raises Http404 for an unknown word."""
    try:
        return Kind(talk.kind if talk else word.upper())
    except ValueError as error:
        raise Http404 from error


def _stored(user: Viewer, pk: int) -> Talk | None:
    return guards.enter(get_object_or_404(Talk.objects.for_staff(user), pk=pk), user) if pk else None
