from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.clarifications.models import Clarification
from core.mechanisms.registry import Mechanism
from core.records.views import field_pair
from core.scope import Viewer

# What the offices write for one another; the person reads the rest.
INTERNAL = (
    "lead", "necessity", "committee_document", "planner", "review_opinion", "reviewer", "approver", "approved_on",
    "organisation_told_on", "visited_on", "visit_note",
)  # fmt: skip


class Clarifications(Mechanism):
    model = Clarification
    slug = "clarifications"
    group, icon, order = "cases", "mood-check", 20
    grants = {
        "view": ("SEC", "DEP", "CM", "CSO", "SUP", "STA", "INV"),
        "add": ("SUP", "STA", "INV", "CSO"),
        "review_clarification": ("CM", "CSO"),
        "approve_clarification": ("SEC", "DEP"),
    }
    columns = ("doc_no", "official", "unit", "method", "status", "due_on")
    filters = ("status", "method", "initiator", "unit", "due_on")
    search = ("doc_no",)
    fields = ("official", "unit", "initiator", "wish", "opinion", "method", "scope", "content", "executed_on")
    api_fields = ("id", "status", "doc_no", *fields, "due_on", "created_at")
    form_fields = ("lead", "initiator")
    masked = ["official", "opinion", "necessity", "scope", "content", "review_opinion", "visit_note"]
    portal = _("Clarifications")
    restricted = True
    remind = False  # its wiring does
    empty = _("No clarification yet.")

    def panels(self, record: Any, user: Viewer) -> list[dict[str, Any]]:
        """The work of the offices, for them; the person never meets the lead (handbook 4.5)."""
        if record.is_about(user):
            return []
        fields = [field_pair(record, name) for name in INTERNAL]
        return [{"title": _("Work of the offices"), "template": "core/partials/field_panel.html", "context": fields}]
