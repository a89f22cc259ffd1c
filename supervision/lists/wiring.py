"""Connects lists and rectification with the house: pages, workbench, unit page, reminders, problems, figures."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import badges
from core.audit.services import register as audit
from core.deadlines.reminders import remind
from core.deadlines.turns import Turn
from core.mechanisms.wiring import register
from core.workbench.registry import panel

STRIP_ORDER, CHART_ORDER, UNIT_ORDER = 30, 20, 35


def wire() -> None:
    from officials.tenures.hooks import on_post_change
    from supervision.lists import models, parameters  # noqa: F401 - importing defines the parameters
    from supervision.lists.pages import MECHANISMS
    from supervision.lists.reviews import review_after_change

    for mechanism in MECHANISMS:
        register(mechanism)
    for model in (models.ListReview, models.MeasureListReview):
        audit(model)
    _looks()
    _places()
    _reminders()
    _figures()
    on_post_change("responsibility-lists", review_after_change)


def _looks() -> None:
    badges.register(
        {
            "IN_FORCE": badges.Look("good", "circle-check"),
            "PASSED": badges.Look("good", "award"),
            "REOPENED": badges.Look("bad", "repeat"),
            "FOUND": badges.Look("watch", "search"),
            "DISMISSED": badges.Look("muted", "circle-x"),
            "PLANNED": badges.Look("busy", "list-details"),
            "RECTIFYING": badges.Look("busy", "tools"),
            "FED_BACK": badges.Look("watch", "mail-forward"),
            "REPORTED": badges.Look("normal", "report"),
            "DISCLOSED": badges.Look("normal", "speakerphone"),
            "EVALUATED": badges.Look("normal", "clipboard-check"),
            "DECIDED": badges.Look("good", "gavel"),
        }
    )


def _places() -> None:
    from early_warning.notices.records import FACT_RECORDS
    from organization.units.panels import unit_panel
    from supervision.lists import panels, queries
    from supervision.problems import problem_source

    panel("rectification", _("Rectification"), order=STRIP_ORDER, template="core/workbench/figures.html",
          context=panels.rectification_strip, place="strip")  # fmt: skip
    panel("burn-down", _("Rectification by type of unit"), order=CHART_ORDER,
          template="supervision/lists/burn_down.html", context=panels.burn_down_panel)  # fmt: skip
    panel("burn-down-course", _("Burn-down of rectification"), order=CHART_ORDER,
          template="core/workbench/chart.html", context=panels.burn_down_course_panel, place="chart")  # fmt: skip
    unit_panel(_("Lists and rectification"), order=UNIT_ORDER, template="supervision/lists/unit_panel.html",
               context=panels.unit_lists)  # fmt: skip
    FACT_RECORDS.add("problem", _("Problems and rectification"), queries.problems_for_notices,
                     words=lambda row, _user: f"{row.title} {row.fact[:80]}")  # fmt: skip
    problem_source("rectification", _("Problems and rectification"), queries.open_rectifications)
    problem_source("list-tasks", _("Overdue tasks of lists"), queries.open_tasks)


def _reminders() -> None:
    """Only what lies with the unit: nobody is reminded of what waits for somebody else's verification. The unit's
    people act, not who made the list, found the problem or entered the inspection; long-term items are looked back on
    by the office that confirmed them."""
    from supervision.lists import models, services
    from supervision.lists.choices import PROBLEM_AWAITING_UNIT, TASK_OPEN, PlanStatus
    from supervision.lists.engine.rules import FILL, SIGN

    task = Turn(people=("handler", "owner__user"), unit="unit", permission=FILL)
    remind(models.ListTask, open=TASK_OPEN, label=_("Tasks of lists"), turns=(task,))
    problem = (
        Turn(Q(long_term=False), unit="unit", permission=FILL),
        Turn(Q(long_term=False), people=("owner__user",)),
        Turn(Q(long_term=True), people=("confirmed_by",)),
    )
    remind(models.Problem, open=PROBLEM_AWAITING_UNIT, label=_("Rectification"), turns=problem)
    # The liaison prepares the paper, the head signs it.
    with_unit = Q(status__in=(PlanStatus.FED_BACK, PlanStatus.RECTIFYING))
    remind(
        models.RectPlan,
        open=Q(closed_at__isnull=True),
        rule=services.rule_of_plan,
        start="feedback_on",
        moved=services.plan_moved,
        turns=(
            Turn(with_unit, unit="unit", permission=FILL),
            Turn(with_unit, unit="unit", permission=SIGN),
        ),
    )


def _figures() -> None:
    from supervision.lists import indicators

    indicators.connect()
