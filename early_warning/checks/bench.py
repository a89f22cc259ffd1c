"""What this room shows on the workbench: to-dos, the line of figures, search hits."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import clock
from core.deadlines.calendar import add_workdays
from core.parameters import values
from core.search import Hit
from core.workbench.registry import Todo, first_rows
from core.workflow.queries import last_moved
from early_warning.filings.pseudonyms import masks
from organization.models import Unit

from .gate import PARAMETERS
from .models import DoubtPoint, DoubtStatus, MaterialRequest
from .pseudonyms import shown_sentence
from .tables import model_name, severity_badge

ACTIONS = {
    DoubtStatus.NEW: gettext_lazy("Verify"),
    DoubtStatus.ASSIGNED: gettext_lazy("Verify"),
    DoubtStatus.DEFERRED: gettext_lazy("Go on"),
    DoubtStatus.CONFIRMED: gettext_lazy("Decide what follows"),
}


def doubts_waiting(user: Any) -> Iterable[Todo]:
    """Doubt points to verify, and confirmed ones to decide on; the gravest first."""
    if not user.has_perm("warnings.triage_doubtpoint"):
        return
    days = values(PARAMETERS.key)["triage_days"]
    rows = DoubtPoint.objects.waiting_for(user).select_related("unit").annotate(moved_at=last_moved(DoubtPoint))
    for doubt in first_rows(rows.order_by("-severity", "found_on")):
        yield Todo(
            kind=_("Doubt point"),
            title=f"{doubt.model} {model_name(doubt.model)} · {doubt.period}",
            url=doubt.get_absolute_url(),
            action=ACTIONS[doubt.status],
            unit=doubt.unit.name,
            due=_due(doubt, days),
        )


def _due(doubt: Any, days: int) -> date:
    """The day it was deferred to; else ``days`` working days from its last step, for a new one from its finding."""
    if doubt.status == DoubtStatus.DEFERRED:
        return doubt.deferred_until
    return add_workdays(clock.day_of(doubt.moved_at) if doubt.moved_at else doubt.found_on, days)


def materials_waiting(user: Any) -> Iterable[Todo]:
    """Questions to my unit that are not answered."""
    if not user.has_perm("warnings.answer_materialrequest") or not user.unit_id:
        return
    rows = MaterialRequest.objects.visible_to(user).filter(unit=user.unit_id, closed_at=None).select_related("unit")
    for row in first_rows(rows):
        yield Todo(
            kind=_("Request for material"),
            title=row.question[:80],
            url=row.get_absolute_url(),
            action=_("Answer"),
            unit=row.unit.name,
            due=row.due_on,
        )


def doubts_strip(user: Any) -> dict[str, Any] | None:
    """疑点 待核 n(三级 k): open doubt points of my jurisdiction."""
    if not user.has_perm("warnings.view_doubtpoint"):
        return None
    counts = (
        DoubtPoint.objects.visible_to(user)
        .open()
        .aggregate(
            open=Count("pk"), grave=Count("pk", filter=Q(severity=3)), vanished=Count("pk", filter=~Q(vanished_at=None))
        )
    )
    url = reverse("doubt-list")
    return {
        "url": url,
        "figures": [
            {"label": _("to verify"), "value": counts["open"], "url": url},
            {"label": _("of level 3"), "value": counts["grave"], "tone": "focus", "url": f"{url}?severity=3"},
            {"label": _("vanished"), "value": counts["vanished"], "tone": "muted", "url": f"{url}?vanished=true"},
        ],
    }


def unit_doubts(unit: Unit, user: Any) -> dict[str, Any] | None:
    """The open doubt points of a unit, on its page."""
    if not user.has_perm("warnings.view_doubtpoint"):
        return None
    rows = DoubtPoint.objects.visible_to(user).filter(unit=unit).open()[:8]
    return {
        "rows": [(doubt, severity_badge(doubt.severity), shown_sentence(doubt, user)) for doubt in rows],
        "url": f"{reverse('doubt-list')}?{urlencode({'stage': 'all', 'unit': unit.code})}",
    }


def find_doubts(user: Any, text: str, limit: int) -> list[Hit]:
    """Doubt points by model, unit or words of the explanation."""
    found = Q(model__icontains=text) | Q(unit__name__icontains=text) | Q(unit__code__iexact=text)
    if not masks(user):  # else a name could be found out by searching for it
        found |= Q(explanation__icontains=text)
    rows = DoubtPoint.objects.visible_to(user).filter(found).select_related("unit")[:limit]
    return [Hit(str(row), row.get_absolute_url(), shown_sentence(row, user)) for row in rows]
