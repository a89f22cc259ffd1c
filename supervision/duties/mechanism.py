from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from core import clock
from core.mechanisms.registry import Lines, Mechanism
from core.scope import Viewer
from officials.models import Official, Tenure
from organization.models import Unit
from organization.scope import unit_condition
from supervision.duties.forms import ExemptionForm
from supervision.duties.matrix import matrix_of_plan
from supervision.duties.models import DutyExemption, DutyPlan, DutyPlanItem
from supervision.filed import why_not_write

UNIT = ("LIA", "UHD")
OFFICES = ("SUP", "STA", "CON")
LEADERS = ("SEC", "DEP")


def people_of(user: Viewer) -> QuerySet[Official]:
    """Who may be given a duty: whoever holds a post in the units of ``user``'s jurisdiction today."""
    units = Unit.objects.filter(unit_condition(user)).values("pk")
    holders = Tenure.objects.on(clock.today()).filter(post__unit__in=units).values("official")
    return Official.objects.filter(pk__in=holders)


class DutyPlans(Mechanism):
    model = DutyPlan
    slug = "duty-plans"
    group, icon, order = "self", "table", 41
    grants = {
        "view": (*LEADERS, *OFFICES, *UNIT),
        "add": UNIT,
        "file_dutyplan": UNIT,
        "check_dutyplan": OFFICES,
    }
    columns = ("unit", "effective_on", "status", "meeting_on", "filed_on", "due_on")
    filters = ("status", "unit", "effective_on", "filed_on")
    search = ("minutes_ref", "reason")
    fields = (
        "unit",
        "reason",
        "effective_on",
        "meeting_on",
        "minutes_ref",
        "filed_on",
        "filed_by",
        "checked_on",
        "checked_by",
        "ended_on",
    )
    form_fields = ("unit", "effective_on", "reason")
    empty = _("No plan of duties yet: the liaison or the head of a unit begins one.")
    lines = (
        Lines(
            model=DutyPlanItem,
            parent="plan",
            title=_("Who is in charge of what"),
            columns=("official", "area", "detail"),
            form_fields=("official", "area", "detail"),
            why_not=why_not_write,
            order=("official", "area"),
            choices={"official": people_of},
        ),
    )

    def panels(self, record: DutyPlan, user: Viewer) -> list[dict[str, Any]]:
        matrix = matrix_of_plan(record)
        return [{"title": _("Matrix"), "template": "supervision/duties/matrix.html", "context": {"matrix": matrix}}]


class DutyExemptions(Mechanism):
    model = DutyExemption
    slug = "duty-exemptions"
    group, icon, order = "self", "calendar-off", 42
    grants = {"view": (*LEADERS, *OFFICES, *UNIT), "add": (*UNIT, "SUP", "STA"), "approve_dutyexemption": LEADERS}
    columns = ("unit", "area_words", "start", "end", "status", "approver")
    filters = ("status", "unit", "start")
    search = ("reason",)
    fields = ("unit", "area_words", "start", "end", "ended_on", "reason", "legal_basis", "approver", "decided_on")
    form_fields = ("unit", "areas", "start", "end", "reason", "legal_basis")
    form_class = ExemptionForm
    empty = _("No unit has asked for an exemption.")
