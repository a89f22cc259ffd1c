from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.mechanisms.registry import Lines, Mechanism
from core.scope import Viewer
from supervision.lists.models import CheckFinding, Problem, ResponsibilityCheck
from supervision.lists.models.checks import why_not_findings
from supervision.lists.pages.problems import problems_panel
from supervision.lists.pages.who import OFFICES, VIEWERS


class ResponsibilityChecks(Mechanism):
    """M57: the four layers as columns."""

    model = ResponsibilityCheck
    slug = "responsibility-checks"
    group, icon, order = "duty", "stack-2", 14
    grants = {"view": VIEWERS, "add": OFFICES}
    columns = ("title", "unit", "checked_on", "political", "first_person", "dual_duty", "supervisory", "status")
    filters = ("status", "unit", "political", "first_person", "dual_duty", "supervisory", "checked_on")
    search = ("title",)
    form_fields = (
        "unit", "title", "checked_on", "political", "first_person", "dual_duty", "supervisory", "summary",
        "legal_basis",
    )  # fmt: skip
    fields = ("unit", "checked_on", "political", "first_person", "dual_duty", "supervisory", "summary", "confirmer",
              "confirmed_at", "legal_basis")  # fmt: skip
    empty = _("No check of responsibilities yet.")
    lines = (
        Lines(
            model=CheckFinding, parent="check_of", title=_("Problems found by layer"),
            columns=("no", "layer", "title", "category", "severity"),
            form_fields=("no", "layer", "title", "fact", "category", "severity", "level"), order=("no", "pk"),
            why_not=why_not_findings, empty=_("No finding."),
        ),
    )  # fmt: skip

    def panels(self, record: Any, user: Viewer) -> list[dict[str, Any]]:
        found = Problem.objects.visible_to(user).filter(check_of=record).select_related("unit")
        return [problems_panel(found, gettext("Rectification"))] if found else []
