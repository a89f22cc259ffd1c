"""Filings on other pages: the strip of figures on the workbench, and the list on a unit's page."""

from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from core.scope import Viewer
from early_warning.filings.models import DataFiling, FilingDuty
from early_warning.filings.models.duty import DutyState
from early_warning.filings.queries import duty_counts
from organization.models import Unit


def current_period_figures(user: Viewer) -> dict[str, Any] | None:
    """数据备案 本期 应报 · 已报 · 逾期, each opening the list that it counts."""
    if not user.has_perm("warnings.view_filingduty"):
        return None
    counts = duty_counts(user=user)
    if counts is None:
        return None

    def listed(**filters: str) -> str:
        return f"{reverse('filing-duty-list')}?{urlencode({'period': str(counts.period)} | filters)}"

    return {
        "url": listed(),
        "figures": [
            {"label": _("owed for %(period)s") % {"period": counts.period}, "value": counts.owed, "url": listed()},
            {"label": _("filed"), "value": counts.filed, "url": listed(filed="true")},
            {
                "label": _("overdue"),
                "value": counts.overdue,
                "tone": "bad" if counts.overdue else "plain",
                "url": listed(state=DutyState.OVERDUE),
            },
        ],
    }


def unit_filings(unit: Unit, user: Viewer) -> dict[str, Any] | None:
    """The last filings of a unit, and what it owes."""
    if not user.has_perm("warnings.view_datafiling"):
        return None
    filings = DataFiling.objects.visible_to(user).filter(unit=unit).without_details().select_related("unit")
    duties = FilingDuty.objects.visible_to(user).filter(unit=unit).open().order_by("due_on")
    return {
        "filings": filings.order_by("-pk")[:8],
        "open": [(DutyState(duty.state), duty) for duty in duties[:10]],
        "url": f"{reverse('filing-list')}?{urlencode({'unit': unit.pk})}",
    }
