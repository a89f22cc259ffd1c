"""What lists and rectification show on the workbench and on a unit's page."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from core import clock
from core.charts import Number, lines
from core.errors import Text
from core.scope import Viewer
from early_warning.ecology.trend import last_months
from organization.models import Unit, UnitKind
from supervision.lists.choices import ListStatus, Verdict
from supervision.lists.models import ListTask, Problem, RectPlan, ResponsibilityList
from supervision.lists.queries import burn_down, burn_down_course, problem_counts, task_counts

VIEW = "supervision.view_problem"


def rectification_strip(user: Viewer) -> dict[str, Any] | None:
    """整改 在办 N 逾期 M: each figure opens its list."""
    if not user.has_perm(VIEW):
        return None
    counts, url = problem_counts(Problem.objects.visible_to(user)), reverse("problems-list")
    tasks = task_counts(ListTask.objects.visible_to(user))
    return {
        "url": f"{url}?standing=hand",
        "figures": [
            _figure(_("in hand"), counts["in_hand"], f"{url}?standing=hand", alarm=False),
            _figure(_("overdue"), counts["overdue"], f"{url}?standing=overdue"),
            _figure(_("reopened"), counts["reopened"], f"{url}?standing=reopened"),
            _figure(_("list tasks overdue"), tasks["overdue"], f"{reverse('list-tasks-list')}?standing=overdue"),
        ],
    }


def _figure(label: str, value: int, url: str, *, alarm: bool = True) -> dict[str, Any]:
    return {"label": label, "value": value, "url": url, "tone": "bad" if alarm and value else "plain"}


def burn_down_panel(user: Viewer) -> dict[str, Any] | None:
    """整改燃尽 by type of unit: what is struck off, what is in hand, what of it is overdue."""
    if not user.has_perm(VIEW):
        return None
    rows = burn_down(user)
    if not rows:
        return None
    url = reverse("problems-list")
    shown = [{"row": row, "label": UnitKind(row.kind).label, "url": f"{url}?kind={row.kind}&standing=hand",
              "late_url": f"{url}?kind={row.kind}&standing=overdue"} for row in rows]  # fmt: skip
    return {"rows": shown, "highest": max(row.total for row in rows)}


def burn_down_course_panel(user: Viewer) -> dict[str, Any] | None:
    """整改燃尽 over twelve months: what was open at each month's end against what was found and struck off."""
    if not user.has_perm(VIEW):
        return None
    months = burn_down_course(user, last_months(clock.today()))
    if not any(month.open or month.found or month.settled for month in months):
        return None
    series: dict[Text, list[Number | None]] = {
        _("Open at the end of the month"): [month.open for month in months],
        _("Found"): [month.found for month in months],
        _("Struck off"): [month.settled for month in months],
    }
    labels = [f"{month.month:%Y-%m}" for month in months]
    chart = lines(title=_("Open problems by month against those found and struck off"), x=labels, series=series)
    return {"chart": chart, "url": f"{reverse('problems-list')}?standing=hand", "url_label": _("Problems in hand")}


def unit_lists(unit: Unit, user: Viewer) -> dict[str, Any] | None:
    """Lists in force, tasks, problems and the last inspection of a unit."""
    if not user.has_perm(VIEW):
        return None
    lists = ResponsibilityList.objects.visible_to(user).filter(unit=unit, status=ListStatus.IN_FORCE)
    problems = Problem.objects.visible_to(user).filter(unit=unit)
    plans = RectPlan.objects.visible_to(user).filter(unit=unit).exclude(status="DRAFT").select_related("round", "unit")
    plans = plans.prefetch_related("follow_ups")
    return {
        "lists": lists.select_related("official"),
        "tasks": task_counts(ListTask.objects.visible_to(user).filter(unit=unit)),
        "problems": problem_counts(problems),
        "late": problems.overdue(clock.today()).select_related("unit").order_by("due_on")[:8],
        "plans": plans[:3],
        "poor": Verdict.POOR,
        "unit": unit,
    }
