"""What the frame is told about meetings, resolutions, the catalogue and reminders (docs/mechanisms.md)."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from core.deadlines.turns import Turn
from core.mechanisms.panels import steps_panel
from core.mechanisms.registry import Lines, Mechanism
from core.scope import Viewer
from officials.models import Official
from organization.users.belonging import own_units
from supervision.meetings.choices import BEFORE, TOOK_PLACE, MeasureStatus, ReminderStatus, Status
from supervision.meetings.models import (
    AgendaItem,
    Attendance,
    Deviation,
    MajorItemCatalogue,
    Meeting,
    Resolution,
    StudyMeasure,
    StudyReminder,
)
from supervision.meetings.models.study import why_not_measures
from supervision.meetings.queries import agenda_lines, meeting_checks, whole_meeting
from supervision.meetings.who import ANSWER, OBSERVE, runs
from supervision.powers.models import PowerItem

PARTIALS = "supervision/meetings/partials"
WATCH = ("SEC", "DEP", "CON", "SUP", "STA", "INS")
UNIT = ("UHD", "LIA")


def _only_before(meeting: Any, user: Viewer) -> Any:
    if not runs(meeting, user):
        return _("Only the unit plans its meetings.")
    return "" if meeting.status in BEFORE else _("The meeting took place: its plan stays as it was.")


def _deviations(meeting: Any, user: Viewer) -> Any:
    if not (user.has_perm(OBSERVE) or runs(meeting, user)):
        return _("Your role may not do this.")
    return "" if meeting.status != Status.CANCELLED else _("The meeting was cancelled.")


def _own_open_meetings(user: Viewer) -> QuerySet:
    """Meetings to which the unit's own people may add a measure."""
    ended = (Status.CANCELLED, Status.EVALUATED)
    return Meeting.objects.visible_to(user).filter(unit__in=own_units(user)).exclude(status__in=ended)


ITEM_FORM = (
    "no", "category", "title", "first_agenda", "amount", "power", "proposer", "documents", "reviewed_by",
    "reviewed_on", "legality", "found_major", "research_on", "research_waived",
    "legal_on", "legal_waived", "risk_on", "risk_waived", "publicity_on", "publicity_waived", "papers_sent_on",
    "emergency_on", "emergency_reason",
)  # fmt: skip


class Meetings(Mechanism):
    model = Meeting
    slug = "meetings"
    group, icon, order = "duty", "users-group", 30
    grants = {
        "view": (*WATCH, *UNIT),
        "add": UNIT,
        "run_meeting": UNIT,
        "evaluate_meeting": ("UHD",),
        "observe_meeting": ("STA", "SUP", "CON"),
    }
    columns = ("convened_on", "unit", "kind", "title", "number", "status", "due_on")
    filters = ("status", "kind", "unit", "convened_on")
    search = ("title", "number", "doc_no")
    form_fields = ("unit", "kind", "title", "convened_on", "place", "legal_basis")
    fields = (
        "unit", "kind", "number", "doc_no", "convened_on", "started_at", "ended_at", "place", "chair", "recorder",
        "minutes_due_on", "minutes_on", "signed_on", "evaluation", "evaluated_on",
    )  # fmt: skip
    step_needs = ("items__resolution", "items__votes", "chair")
    masked = ["minutes"]
    template = "supervision/meetings/detail.html"
    empty = _("No meeting yet. The unit plans its meetings here.")
    lines = (
        Lines(
            model=AgendaItem,
            parent="meeting",
            title=_("Agenda"),
            columns=("no", "category", "title", "amount", "power", "proposer", "review", "outcome"),
            form_fields=ITEM_FORM,
            choices={"power": lambda user: PowerItem.objects.visible_to(user).in_force()},
            why_not=_only_before,
            order=("no",),
        ),
        Lines(
            model=Attendance,
            parent="meeting",
            title=_("Attendance"),
            columns=("person", "seat", "presence", "reason"),
            form_fields=("seat", "official", "guest", "order"),
            why_not=_only_before,
            order=("order", "pk"),
            choices={"official": lambda user: Official.objects.visible_to(user)},
        ),
        Lines(
            model=Deviation,
            parent="meeting",
            title=_("Deviations"),
            columns=("issue", "text", "reason", "noted_on", "remedy", "remedied_on"),
            form_fields=("issue", "text", "reason", "remedy", "remedied_on"),
            why_not=_deviations,
        ),
    )

    def page_context(self, record: Any, user: Viewer) -> dict[str, Any]:
        """Whether the unit's own people are reading, and may add a measure."""
        return {"runs": runs(record, user), "may_add_measure": not why_not_measures(record, user)}

    def waiting(self, rows: QuerySet, user: Viewer) -> QuerySet:
        """Every main step is the unit's own."""
        return rows.filter(unit__in=own_units(user))

    def panels(self, record: Any, user: Viewer) -> list[dict[str, Any]]:
        """Measures after the study, and once the meeting took place the agenda as it went and the checks."""
        measures = list(record.measures.select_related("unit", "meeting", "checked_by"))
        title = _("Measures after the first agenda item")
        found = [steps_panel(title, measures, user, note="progress")] if measures else []
        return found + self._course(record)

    def _course(self, record: Any) -> list[dict[str, Any]]:
        if record.status not in TOOK_PLACE:
            return []
        meeting = whole_meeting(record.pk)
        checks = meeting_checks(meeting)
        counted = {"checks": checks, "passed": sum(check.passed for check in checks)}
        return [
            {"title": _("How it went"), "template": f"{PARTIALS}/agenda.html", "context": agenda_lines(meeting)},
            {"title": _("Checks of the procedure"), "template": f"{PARTIALS}/checks.html", "context": counted},
        ]


class Resolutions(Mechanism):
    model = Resolution
    slug = "resolutions"
    group, icon, order = "duty", "gavel", 31
    grants = {"view": (*WATCH, *UNIT)}
    columns = ("unit", "item", "executing_post", "status", "executed_on", "due_on")
    related = ("item__meeting",)
    filters = ("status", "unit", "due_on")
    search = ("decision", "item__title", "doc_no", "executing_post")
    fields = (
        "unit", "item", "doc_no", "decision", "executing_post", "published_on", "unpublished_reason",
        "executed_on", "executed_by", "result", "evaluation", "evaluated_on",
    )  # fmt: skip
    empty = _("No resolution yet. They come from the meetings.")

    def waiting(self, rows: QuerySet, user: Viewer) -> QuerySet:
        """Every main step is the unit's own."""
        return rows.filter(unit__in=own_units(user))


class Catalogue(Mechanism):
    model = MajorItemCatalogue
    slug = "major-items"
    group, icon, order = "duty", "list-details", 32
    grants = {"view": (*WATCH, *UNIT), "add": ("LIA", "UHD")}
    columns = ("unit", "category", "text", "threshold", "valid_from", "valid_to", "status")
    filters = ("status", "category", "unit")
    search = ("text",)
    form_fields = ("unit", "category", "text", "threshold", "valid_from", "legal_basis")
    fields = ("unit", "category", "text", "threshold", "valid_from", "valid_to", "approver", "legal_basis")
    empty = _("No entry yet. The unit writes down from which amount it decides collectively.")


class StudyMeasures(Mechanism):
    model = StudyMeasure
    slug = "study-measures"
    group, icon, order = "duty", "list-check", 35
    grants = {"view": (*WATCH, *UNIT), "add": UNIT}
    columns = ("unit", "text", "owner", "due_on", "done_on", "checked_on", "status")
    related = ("meeting",)
    filters = ("status", "unit", "due_on")
    search = ("text", "owner")
    form_fields = ("meeting", "text", "owner", "due_on")
    choices = {"meeting": _own_open_meetings}
    fields = (
        "unit", "meeting", "text", "owner", "due_on", "done_on", "done_by", "checked_by", "checked_on", "finding",
    )  # fmt: skip
    remind = False  # only while the unit has to act: see the wiring
    empty = _("No measure yet. The unit adds them on the page of a meeting with a first agenda item.")

    def waiting(self, rows: QuerySet, user: Viewer) -> QuerySet:
        """What is to be done is the unit's own, what is to be checked never is."""
        own = Q(unit__in=own_units(user))
        return rows.filter(Q(status=MeasureStatus.OPEN) & own | Q(status=MeasureStatus.SUBMITTED) & ~own)


class StudyReminders(Mechanism):
    model = StudyReminder
    slug = "study-reminders"
    group, icon, order = "duty", "book", 34
    grants = {
        "view": (*WATCH, *UNIT),
        "remind_study": ("SUP", "STA", "CON"),
        "answer_study": UNIT,
    }
    columns = ("unit", "ground", "text", "status", "due_on")
    filters = ("status", "ground", "unit")
    search = ("text", "answer")
    fields = ("unit", "ground", "text", "answer", "answered_by", "closed_by")
    turns = (Turn(Q(status=ReminderStatus.SENT), unit="unit", permission=ANSWER),)
    empty = _("No reminder yet. Doubts about first agenda items are decided on under “First agenda item”.")
