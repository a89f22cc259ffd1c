"""What the workbench and a unit's page show of the political ecology."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from core import clock
from core.badges import look_of
from core.charts import Number, lines
from core.errors import Text
from core.scope import Viewer
from early_warning.ecology.engine.bands import Band
from early_warning.ecology.figures import course_chart
from early_warning.ecology.periods import AnalysisPeriod
from early_warning.ecology.queries import band_counts, course_of, latest_period
from early_warning.ecology.trend import (
    by_month,
    found_doubts,
    last_months,
    served_warnings,
    verified_rectifications,
)
from organization.units.models import Unit


def bands_panel(user: Viewer) -> dict[str, Any] | None:
    """Units of the jurisdiction by band, in the order of the scale; each opens its list (screens.md section 1)."""
    if not user.has_perm("warnings.view_ecologyassessment"):
        return None
    period = latest_period(user)
    if not period:
        return None
    counts = band_counts(user, period)
    total = sum(count for _band, count in counts)
    words = {"period": AnalysisPeriod.parse(period).label, "units": total}
    return {
        "rows": [_row(band, count, period) for band, count in counts],
        "highest": max(count for _band, count in counts) or 1,
        "note": _("%(units)s units, %(period)s. No ranking: a band opens its list.") % words,
    }


def _row(band: Band, count: int, period: str) -> dict[str, Any]:
    look = look_of(f"BAND_{band}")
    address = f"{reverse('ecology-list')}?period={period}&band={band}"
    return {"label": band.label, "value": count, "tone": look.tone, "icon": look.icon, "url": address}


def trend_panel(user: Viewer) -> dict[str, Any] | None:
    """Twelve months of doubt points found, warnings served and rectifications verified in the jurisdiction."""
    if not (user.has_perm("warnings.view_doubtpoint") and user.has_perm("warnings.view_notice")):
        return None
    months = last_months(clock.today())
    series: dict[Text, list[Number | None]] = {
        _("Doubt points found"): by_month(found_doubts(user, months[0]), months),
        _("Warnings served"): by_month(served_warnings(user, months[0]), months),
        _("Rectifications verified"): by_month(verified_rectifications(user, months[0]), months),
    }
    labels = [f"{month:%Y-%m}" for month in months]
    chart = lines(title=_("Doubt points, warnings, rectifications by month"), x=labels, series=series)
    return {"chart": chart}


def unit_panel_context(unit: Unit, user: Viewer) -> dict[str, Any] | None:
    """The unit's own course and its latest assessment."""
    course = list(course_of(unit, user))
    if not course:
        return None
    chart = course_chart(course) if len(course) > 1 else None
    return {"latest": course[-1], "course": list(reversed(course)), "chart": chart}
