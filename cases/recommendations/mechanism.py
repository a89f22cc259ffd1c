from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.recommendations.choices import Status
from cases.recommendations.models import Problem, Recommendation, RecommendationObjection, Suggestion
from cases.recommendations.scope import ANSWER
from core.mechanisms.objections import Objections, objections_panel
from core.mechanisms.panels import evidence_panel, steps_panel
from core.mechanisms.registry import Lines, Mechanism
from core.scope import Viewer
from supervision.verified import offered

# From the plan on each suggestion is a task.
AS_TASKS = (Status.PLANNED, Status.REPORTED, Status.CLOSED)
OFFICES = ("SUP", "STA", "INV")


def why_not_change(letter: Any, user: Viewer) -> str:
    """Problems and suggestions stand still once the letter is submitted."""
    return letter.why_not_edit(user)


class Recommendations(Mechanism):
    model = Recommendation
    slug = "recommendations"
    group, icon, order = "cases", "mail-forward", 40
    grants = {
        "view": ("SEC", "DEP", "CM", *OFFICES, "TRI", "CON"),
        "add": OFFICES,
        "check_recommendation": (*OFFICES, "CON"),
        "review_recommendation": ("TRI",),
        "sign_recommendation": ("SEC",),
        "answer_recommendation": ("UHD", "LIA"),
        "verify_recommendation": OFFICES,
        "refer_recommendation": ("SEC", "DEP"),
        "decide_recommendation_objection": ("DEP",),
    }
    columns = ("doc_no", "title", "unit", "kind", "status", "due_on")
    filters = ("status", "kind", "unit", "due_on")
    search = ("doc_no", "title", "problems__text")
    fields = (
        "unit", "kind", "title", "source", "legal_basis", "created_by", "checker", "reviewer", "approver", "served_at",
        "acked_at", "result_due", "plan", "result", "urged",
    )  # fmt: skip
    form_fields = ("unit", "kind", "title", "source", "legal_basis")
    bulk = ("serve",)
    remind = False
    empty = _("No recommendation letter yet.")
    lines = (
        Lines(
            model=Problem, parent="recommendation", title=_("Problems found"),
            columns=("text", "warning", "doubt", "problem"), form_fields=("text", "warning", "doubt", "problem"),
            why_not=why_not_change, choices=offered("warning", "doubt", "problem"),
            empty=_("Name at least one problem, and the record or the files it rests on."),
        ),
        Lines(
            model=Suggestion, parent="recommendation", title=_("Suggestions"), columns=("text", "due_on", "status"),
            form_fields=("text", "due_on"), why_not=why_not_change, empty=_("Make at least one suggestion."),
            shown=lambda letter: letter.status not in AS_TASKS,
        ),
    )  # fmt: skip

    def in_menu(self, user: Viewer) -> bool:
        return super().in_menu(user) or user.has_perm(ANSWER)

    def panels(self, record: Any, user: Viewer) -> list[dict[str, Any]]:
        """Once the plan is there, each suggestion is a task with its own steps."""
        parts = [evidence_panel(record.problems.all(), user), *objections_panel(_("Objections"), record, user)]
        if record.status not in AS_TASKS:
            return parts
        return [*parts, steps_panel(_("Suggestions as tasks"), record.suggestions.all(), user, note="report")]


class RecommendationObjections(Objections):
    model = RecommendationObjection
    slug = "recommendation-objections"
    group, order = "cases", 42
    answers = ANSWER
    grants = {"view": ("DEP", "SEC")}
    search = ("paper__doc_no", "paper__title")
    empty = _("No objection to a letter.")


class Suggestions(Mechanism):
    """The list of all tasks that came out of letters; each opens its letter."""

    model = Suggestion
    slug = "recommendation-tasks"
    title = _("Suggestions as tasks")
    group, icon, order = "cases", "list-check", 41
    grants = {"view": Recommendations.grants["view"]}
    columns = ("text", "recommendation", "status", "due_on")
    filters = ("status", "due_on")
    search = ("text", "recommendation__doc_no", "recommendation__title")
    related = ("recommendation__unit",)
    api_fields = ("id", "recommendation", "text", "status", "due_on", "report", "reported_at", "verified_at")
    fields = ("recommendation", "text", "due_on", "report", "reported_by", "verified_by")
    remind = False
    search_box = False

    def in_menu(self, user: Viewer) -> bool:
        return super().in_menu(user) or user.has_perm(ANSWER)
