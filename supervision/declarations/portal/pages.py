"""The list of one's own declarations, and the page of each."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from core.documents.queries import documents_of
from core.errors import DomainError, Text
from core.http import Request
from core.records.views import field_pair
from supervision.declarations.choices import Event, InspectionStatus, ReviewStatus, State
from supervision.declarations.models import CeremonyReport, KinDeclaration, KinReview, MatterReport
from supervision.declarations.portal.waiting import RECORDS, waiting
from supervision.declarations.services import ceremony_call_off, declaration_withdraw, matter_file

PAGE = "supervision/declarations/portal/record.html"


@dataclass(frozen=True)
class Do:
    """One button: ``url`` opens a form, or with ``post`` does it at once."""

    label: Text
    url: str
    post: bool = False
    primary: bool = False


def own(model: Any, user: Any) -> QuerySet:
    return model.objects.with_person(user).select_related("official", "unit")


@require_GET
def my_declarations(request: Request) -> HttpResponse:
    found = waiting(request.user)
    busy = {(type(record), record.pk) for record, _word, _due in found}
    others = [row for model in RECORDS for row in own(model, request.user) if (model, row.pk) not in busy]
    others += [row for row in own(KinReview, request.user) if (KinReview, row.pk) not in busy]
    context = {
        "waiting": [(record, record.url_for(request.user), word, due) for record, word, due in found],
        "others": [(row, row.url_for(request.user)) for row in sorted(others, key=lambda row: row.created_at)[::-1]],
        "back_url": "/",
    }
    return render(request, "supervision/declarations/portal/list.html", context)


def _page(request: Request, record: Any, fields: tuple[str, ...], actions: list[Do], **more: Any) -> HttpResponse:
    context = {
        "record": record,
        "pairs": [pair for pair in (field_pair(record, name) for name in fields) if pair[1] not in (None, "")],
        "actions": actions,
        "documents": documents_of(record),
        "back_url": reverse("my-declarations"),
        "restricted": True,
    }
    return render(request, PAGE, context | more)


@require_GET
def my_kin(request: Request, pk: int) -> HttpResponse:
    record = get_object_or_404(own(KinDeclaration, request.user), pk=pk)
    form = reverse("my-kin-file", args=[pk])
    actions = {
        State.DUE: [Do(_("File it"), form, primary=True)],
        State.FILED: [_now(record, "withdraw", _("Withdraw"))],
        State.ASK: [
            Do(_("Explain"), reverse("my-kin-explain", args=[pk]), primary=True),
            Do(_("Correct what I declared"), form),
        ],
    }.get(record.status, [Do(_("Correct what I declared"), form)])
    if record.status == State.ARCHIVED:
        actions = [Do(_("Declare a change"), reverse("my-kin-change"))]
    fields = ("kind", "year", "changed_on", "file_by", "filed_on")
    return _page(request, record, fields, actions, businesses=list(record.current_businesses()))


@require_GET
def my_matter(request: Request, pk: int) -> HttpResponse:
    record = get_object_or_404(own(MatterReport, request.user), pk=pk)
    actions = {
        State.DUE: [_now(record, "file", _("I have handed it in today"), primary=True)],
        State.FILED: [_now(record, "withdraw", _("Withdraw"))],
        State.ASK: [Do(_("Explain"), reverse("my-matter-explain", args=[pk]), primary=True)],
    }.get(record.status, [])
    return _page(request, record, ("kind", "year", "event_on", "file_by", "filed_on", "note"), actions)


@require_GET
def my_ceremony(request: Request, pk: int) -> HttpResponse:
    record = get_object_or_404(own(CeremonyReport, request.user), pk=pk)
    fields = (
        "event_on", "place", "planned_tables", "planned_guests", "phoned_on", "file_by", "filed_on", "opinion",
        "opinion_words", "after_by", "after_on", "actual_tables", "actual_guests", "gifts", "gifts_note",
    )  # fmt: skip
    inspections = record.inspections.filter(status=InspectionStatus.DONE)
    return _page(request, record, fields, _ceremony_actions(record), inspections=inspections)


def _ceremony_actions(record: CeremonyReport) -> list[Do]:
    status, key = record.status, [record.pk]
    after = Do(_("Report afterwards"), reverse("my-ceremony-after", args=key), primary=True)
    if record.event == Event.FUNERAL:
        written = Do(_("Report in writing"), reverse("my-ceremony-after", args=key), primary=True)
        return [written] if status == State.DUE else []
    found = {
        State.DUE: [Do(_("File it"), reverse("my-ceremony-again", args=key), primary=True)],
        State.ASK: [Do(_("Reduce"), reverse("my-ceremony-reduce", args=key), primary=True)],
        State.FILED: [after, _now(record, "withdraw", _("Withdraw"))],
        State.CORRECTED: [after],
        State.REVIEWED: [after],
    }.get(State(status), [])
    return [*found, _now(record, "call-off", _("It does not take place"))] if found else []


@require_GET
def my_kin_review(request: Request, pk: int) -> HttpResponse:
    record = get_object_or_404(own(KinReview, request.user).select_related("business", "category"), pk=pk)
    actions = []
    if record.status == ReviewStatus.ACTION:
        actions = [Do(_("Report that it is put right"), reverse("my-kin-review-report", args=[pk]), primary=True)]
    fields = ("category", "opinion", "action", "action_due", "decided_at", "report", "reported_at", "recheck_note")
    return _page(request, record, fields, actions, businesses=[record.business])


STEPS: dict[str, tuple[Any, Any]] = {
    "kin-withdraw": (KinDeclaration, lambda record, user: declaration_withdraw(declaration=record, actor=user)),
    "matter-withdraw": (MatterReport, lambda record, user: declaration_withdraw(declaration=record, actor=user)),
    "matter-file": (MatterReport, lambda record, user: matter_file(report=record, actor=user)),
    "ceremony-withdraw": (CeremonyReport, lambda record, user: declaration_withdraw(declaration=record, actor=user)),
    "ceremony-call-off": (CeremonyReport, lambda record, user: ceremony_call_off(ceremony=record, actor=user)),
}
PREFIX = {KinDeclaration: "kin", MatterReport: "matter", CeremonyReport: "ceremony"}


def _now(record: Any, step: str, label: Text, *, primary: bool = False) -> Do:
    url = reverse("my-declaration-step", args=[f"{PREFIX[type(record)]}-{step}", record.pk])
    return Do(label, url, post=True, primary=primary)


@require_POST
def my_step(request: Request, name: str, pk: int) -> HttpResponse:
    """A step that asks for nothing more."""
    if name not in STEPS:
        raise Http404
    model, perform = STEPS[name]
    record = get_object_or_404(own(model, request.user), pk=pk)
    try:
        perform(record, request.user)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, gettext("Done."))
    return redirect(record.portal_url)
