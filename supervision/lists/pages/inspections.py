from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.mechanisms.panels import steps_panel
from core.mechanisms.registry import Lines, Mechanism
from core.scope import Viewer
from supervision.lists.models import EvaluationItem, InspectionRound, Problem, RectFollowUp, RectPlan
from supervision.lists.models.inspections import why_not_evaluation
from supervision.lists.pages.problems import problems_panel
from supervision.lists.pages.who import LEADERS, OFFICES, VIEWERS

FOLLOW_UP_NAMES = ("plan__unit", "plan__round", "decider", "performer")


class RectPlans(Mechanism):
    """M74: one inspected unit."""

    model = RectPlan
    slug = "rectification-plans"
    group, icon, order = "govern", "clipboard-list", 20
    grants = {"view": VIEWERS, "add": ("INS",)}
    columns = ("unit", "round", "status", "feedback_on", "due_on", "verdict", "follow_up_words")
    prefetch = ("follow_ups",)
    filters = ("status", "unit", "round", "verdict", "due_on")
    search = ("doc_no", "round__name")
    form_fields = ("round", "unit", "legal_basis")
    fields = (
        "unit", "round", "feedback_on", "rectify_by", "plan_text", "signer", "signed_at", "report_text",
        "inner_disclosed_on", "public_disclosed_on", "verdict", "verdict_text", "request", "evaluator",
        "follow_up_words", "decider", "decided_at",
    )  # fmt: skip
    remind = False
    empty = _("No rectification after inspection yet. The inspection office enters the inspected unit.")
    lines = (
        Lines(
            model=EvaluationItem, parent="plan", title=_("Evaluation"),
            columns=("no", "criterion", "full", "score", "note"),
            form_fields=("no", "criterion", "full", "score", "note"), order=("no", "pk"), why_not=why_not_evaluation,
            empty=_("Not evaluated yet."),
        ),
    )  # fmt: skip

    def panels(self, record: Any, user: Viewer) -> list[dict[str, Any]]:
        findings = Problem.objects.visible_to(user).filter(plan=record).select_related("unit")
        panels = [problems_panel(findings, gettext("Findings of the inspection"))]
        rows = RectFollowUp.objects.visible_to(user).filter(plan=record).select_related(*FOLLOW_UP_NAMES)
        return [steps_panel(gettext("Follow-ups"), rows, user, note="in_words"), *panels] if rows else panels


class RectFollowUps(Mechanism):
    """M74: what was decided to follow, and what of it is done."""

    model = RectFollowUp
    slug = "rectification-follow-ups"
    group, icon, order = "govern", "flag", 22
    grants = {"view": VIEWERS}
    columns = ("unit", "plan", "kind", "decided_on", "held_on", "status")
    related = ("plan__round", "plan__unit")
    filters = ("status", "kind", "unit", "decided_on", "held_on")
    search = ("plan__round__name", "result")
    fields = ("unit", "plan", "verdict", "kind", "decider", "decided_on", "held_on", "result", "performer")
    remind = False
    empty = _("No follow-up yet. They are decided on once a rectification is evaluated.")


class InspectionRounds(Mechanism):
    model = InspectionRound
    slug = "inspection-rounds"
    group, icon, order = "govern", "route", 21
    grants = {"view": (*LEADERS, *OFFICES), "add": ("INS",)}
    columns = ("name", "kind", "team", "begun_on", "ended_on", "status")
    filters = ("kind", "status")
    search = ("name", "team")
    form_fields = ("name", "kind", "team", "begun_on", "ended_on")
    fields = ("kind", "team", "begun_on", "ended_on")
    remind = False
    empty = _("No round of inspection yet.")

    def panels(self, record: Any, user: Viewer) -> list[dict[str, Any]]:
        plans = RectPlan.objects.visible_to(user).filter(round=record).select_related("unit")
        context = {"rows": plans}
        return [
            {"title": gettext("Inspected units"), "template": "supervision/lists/plans_panel.html", "context": context}
        ]
