"""What the frame is told about joint supervision (docs/mechanisms.md)."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from core.deadlines.turns import Turn
from core.mechanisms.registry import Lines, Mechanism
from core.scope import Viewer
from organization.models import Unit
from supervision.joint.choices import ClueStatus, ConferenceStatus, TaskStatus
from supervision.joint.documents import extracts_of
from supervision.joint.models import (
    ClueEvidence,
    ClueTransfer,
    ConferencePartner,
    ConferenceTopic,
    JointConference,
    JointItem,
    SharedMaterial,
)
from supervision.joint.who import ACT, RUN, SEE_ALL, acts_for

LEADERS, OFFICES, PARTNER = ("SEC", "DEP"), ("CM", "CON"), "JNT"
ALL = (*LEADERS, *OFFICES, PARTNER)
CHANGEABLE = (ConferenceStatus.PLANNED, ConferenceStatus.SHARED)


def any_unit(_user: Viewer) -> QuerySet[Unit]:
    """Organisations are public; a partner without jurisdiction must be able to name one."""
    return Unit.objects.real().filter(active=True)


def own_unit(user: Viewer) -> QuerySet[Unit]:
    return Unit.objects.filter(pk=user.unit_id)


def _before_held(conference: Any, user: Viewer) -> Any:
    if not user.has_perm(RUN):
        return _("Your role may not do this.")
    return "" if conference.status in CHANGEABLE else _("The conference took place.")


def _own_draft(clue: Any, user: Viewer) -> Any:
    if clue.status != ClueStatus.DRAFT:
        return _("The clue was handed over.")
    return "" if acts_for(user, clue.from_unit_id) else _("Your role may not do this.")


class Conferences(Mechanism):
    model = JointConference
    slug = "joint-conferences"
    group, icon, order = "duty", "affiliate", 60
    grants = {
        "view": ALL,
        "add": OFFICES,
        "view_all_joint": (*LEADERS, *OFFICES),
        "act_joint": ("CM", PARTNER),
        "run_joint": OFFICES,
        "approve_joint": LEADERS,
    }
    columns = ("held_on", "title", "doc_no", "status", "due_on")
    filters = ("status", "held_on")
    search = ("title", "doc_no")
    form_fields = ("title", "held_on", "place", "legal_basis")
    fields = ("title", "held_on", "place", "legal_basis", "resolutions", "minutes", "recorder", "issuer", "issued_on")
    empty = _("No joint conference yet.")
    lines = (
        Lines(
            model=ConferencePartner,
            parent="conference",
            title=_("Partners"),
            columns=("kind", "unit", "attended"),
            form_fields=("kind", "unit", "attended"),
            why_not=_before_held,
            choices={"unit": any_unit},
        ),
        Lines(
            model=ConferenceTopic,
            parent="conference",
            title=_("Topics"),
            columns=("title", "unit"),
            form_fields=("title", "unit"),
            why_not=_before_held,
            choices={"unit": any_unit},
        ),
    )

    def kept_from(self, record: Any, user: Viewer) -> tuple[str, ...]:
        """Until the minutes are issued they are a draft of the offices."""
        shown = record.is_issued or user.has_perm(SEE_ALL)
        return () if shown else ("resolutions", "minutes", "recorder")

    def panels(self, record: Any, user: Viewer) -> list[dict[str, Any]]:
        """Material, tasks and extracts of the minutes: of each only what ``user`` may see (R20)."""
        materials = record.materials.visible_to(user).select_related("source").prefetch_related("recipients")
        tasks = record.tasks.visible_to(user).select_related("lead").prefetch_related("assistants")
        folder = "supervision/joint"
        return [
            {"title": _("Shared materials"), "template": f"{folder}/materials.html", "context": materials},
            {"title": _("Tasks"), "template": f"{folder}/tasks.html", "context": tasks},
            *self._extracts(record, user),
        ]

    @staticmethod
    def _extracts(record: Any, user: Viewer) -> list[dict[str, Any]]:
        papers = extracts_of(record, user) if record.is_issued else []
        template = "supervision/joint/extracts.html"
        return [{"title": _("Extracts of the minutes"), "template": template, "context": papers}] if papers else []


class Materials(Mechanism):
    model = SharedMaterial
    slug = "shared-materials"
    group, icon, order = "duty", "files", 61
    grants = {"view": ALL, "add": OFFICES}
    columns = ("title", "conference", "source", "legal_basis", "status")
    filters = ("status", "conference")
    search = ("title", "legal_basis")
    form_fields = ("conference", "title", "source", "recipients", "legal_basis")
    fields = ("title", "conference", "source", "receivers", "legal_basis")
    choices = {"source": any_unit, "recipients": any_unit}
    empty = _("No material was shared.")


class Tasks(Mechanism):
    model = JointItem
    slug = "joint-tasks"
    group, icon, order = "duty", "checklist", 62
    grants = {"view": ALL, "add": OFFICES}
    columns = ("text", "lead", "conference", "status", "due_on")
    filters = ("status", "lead", "due_on")
    search = ("text", "feedback")
    form_fields = ("conference", "text", "lead", "assistants", "due_on")
    prefetch = ("assistants",)
    fields = ("text", "conference", "lead", "helpers", "feedback", "reporter", "reported_on", "closer")
    choices = {"lead": any_unit, "assistants": any_unit}
    empty = _("No task yet. They come from joint conferences.")
    turns = (Turn(Q(status=TaskStatus.ASSIGNED), unit="lead", permission=ACT),)


class Clues(Mechanism):
    model = ClueTransfer
    slug = "clue-transfers"
    group, icon, order = "duty", "arrows-exchange", 63
    grants = {"view": (*LEADERS, "CM", PARTNER), "add": ("CM", PARTNER)}
    columns = ("doc_no", "title", "from_unit", "to_unit", "status", "due_on")
    filters = ("status", "from_unit", "to_unit", "due_on")
    search = ("doc_no", "title")
    form_fields = ("title", "from_unit", "to_unit", "conference", "summary", "legal_basis")
    fields = (
        "title", "from_unit", "to_unit", "conference", "summary", "legal_basis", "approver", "sent_on", "receiver",
        "received_on", "progress", "progress_on", "result", "result_on", "closer",
    )  # fmt: skip
    choices = {"from_unit": own_unit, "to_unit": any_unit}
    masked = ["summary", "progress", "result"]
    restricted = True
    empty = _("No clue was handed over.")
    turns = (
        Turn(Q(status__in=(ClueStatus.SENT, ClueStatus.RECEIVED, ClueStatus.PROGRESS)), unit="to_unit", permission=ACT),
    )
    lines = (
        Lines(
            model=ClueEvidence,
            parent="clue",
            title=_("Evidence list"),
            columns=("text", "copies"),
            form_fields=("text", "copies"),
            why_not=_own_draft,
        ),
    )
