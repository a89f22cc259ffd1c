from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from core import clock, parameters
from core.errors import Text
from core.records.views import RecordDetailView, RecordListView
from officials.models import Tenure
from supervision.talks.appointments import Standing, appointments_for
from supervision.talks.choices import Kind
from supervision.talks.conditions import for_secretary, missing_parts, recused_talkers
from supervision.talks.filters import TalkFilter
from supervision.talks.models import Talk
from supervision.talks.models.scope import VIEW
from supervision.talks.parameters import TALK
from supervision.talks.services import talk_plan_for_appointment
from supervision.talks.tables import TalkTable

RELATED = ("unit", "official", "talker", "second_talker")


class TalkListView(RecordListView):
    model = Talk
    permission_required = VIEW
    table_class = TalkTable
    filterset_class = TalkFilter
    bulk_transitions = ("approve", "notify", "archive")
    title = _("Talks")
    empty_text = _("No talk matches. Plan one, or look at the appointments that wait for theirs.")

    def get_queryset(self) -> QuerySet:
        return Talk.objects.for_staff(self.request.user).select_related(*RELATED)

    def get_primary_actions(self) -> list[tuple[Text, str]]:
        if not self.request.user.has_perm("supervision.plan_talk"):
            return []
        return [
            (_("Plan a talk"), reverse("talk-kinds")),
            (_("Appointments"), reverse("talk-appointments")),
        ]


class TalkDetailView(RecordDetailView):
    """One talk: what may be done, who leads it, record, commitments, signatures, papers."""

    model = Talk
    permission_required = VIEW
    template_name = "supervision/talks/detail.html"
    log_read = True
    restricted = True

    def get_queryset(self) -> QuerySet:
        people = ("drafter", "approver", "recorder", "rechecked_by", "rule", "tenure__post__unit", "official__user")
        return Talk.objects.for_staff(self.request.user).select_related(*RELATED, *people)

    def get_title(self) -> str:
        return f"{self.object.get_kind_display()} · {self.object.official}"

    @property
    def detail_fields(self) -> tuple[str, ...]:  # type: ignore[override]  # a talk's fields hang on its kind
        """What the kind has."""
        talk = self.object
        fields = ["doc_no", "unit", "official", "purpose", "led_by", "planned_at", "place_kind", "place"]
        fields += {
            Kind.REMINDER: ["early_sign", "rule", "visible_until"],
            Kind.PRE_OFFICE: ["tenure"],
            Kind.POLITICAL: ["topic_words"],
        }.get(talk.kind, [])
        fields += ["outline"] if talk.kind != Kind.POLITICAL else []
        return (*fields, "drafter", "approver", "notified_at", "held_at", "present", "recorder", "follow_up_due")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        talk, user = self.object, self.request.user
        planning = talk.status == "PLANNED"
        return super().get_context_data(
            **kwargs,
            list_url=reverse("talk-list"),
            list_title=_("Talks"),
            missing=missing_parts(talk) if planning else [],
            recused=recused_talkers(talk) if planning else [],
            for_secretary=planning and for_secretary(talk),
            commitments=list(talk.commitments.all()),
            signers=signers_of(talk),
            may_edit=planning and talk.submitted_at is None and talk.drafter_id == user.pk,
            sign_days=parameters.values(TALK.key)["sign_days"],
        )


def signers_of(talk: Talk) -> list[dict[str, Any]]:
    """Who signs, when he did, and how."""
    rows = [
        (gettext("Talker"), talk.talker, talk.talker_signed_at),
        (gettext("Second talker"), talk.second_talker, talk.second_signed_at),
    ]
    if talk.talker_id is None and talk.recorder_id != talk.second_talker_id:
        rows.append((gettext("Recorder"), talk.recorder, talk.recorder_signed_at))
    found = [{"label": label, "name": str(person), "at": at, "how": ""} for label, person, at in rows if person]
    how = talk.get_official_signature_display() if talk.official_signature else ""
    return [
        *found,
        {"label": gettext("Official"), "name": str(talk.official), "at": talk.official_signed_at, "how": how},
    ]


@require_GET
def appointment_list(request: HttpRequest) -> HttpResponse:
    """Appointments and their talk: held in time, late, still in time, overdue (M26, D32)."""
    if not request.user.has_perm(VIEW):
        raise PermissionDenied(gettext("Your role may not open this page."))
    rows = appointments_for(request.user)
    standing = request.GET.get("standing", "")
    context = {
        "rows": [row for row in rows if standing in ("", row.standing)][::-1],
        "figures": [(choice, sum(row.standing == choice for row in rows)) for choice in Standing],
        "standing": standing,
        "may_plan": request.user.has_perm("supervision.plan_talk"),
        "title": _("Appointments and talks"),
        "today": clock.today(),
    }
    return render(request, "supervision/talks/appointments.html", context)


@require_POST
def appointment_plan(request: HttpRequest, pk: int) -> HttpResponse:
    """One click: a person plans the talk of this appointment and goes on to its details (R01)."""
    known = [row.tenure.pk for row in appointments_for(request.user)]
    tenure = get_object_or_404(Tenure.objects.filter(pk__in=known).select_related("official", "post__unit"), pk=pk)
    talk = talk_plan_for_appointment(tenure=tenure, actor=request.user)
    messages.success(request, gettext("The talk is planned. Give it time and place, then submit it."))
    return redirect("talk-edit", pk=talk.pk)
