"""What talks show on other pages beside to-dos: the strip of coverage, the list on a unit's page, search hits."""

from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from core import clock
from core.scope import Viewer
from core.search import Hit
from core.templatetags.ui import percent
from organization.models import Unit
from supervision.talks.appointments import appointments_for
from supervision.talks.choices import Kind, Status
from supervision.talks.coverage import coverage, share
from supervision.talks.models import Talk


def coverage_strip(user: Viewer) -> dict[str, Any] | None:
    """谈话覆盖 %: unit heads reached this year, appointments overdue, follow-ups overdue; each opens its list."""
    if not user.has_perm("supervision.view_talk_coverage"):
        return None
    found = coverage(user, clock.today().year)
    if not found.lines:
        return None
    missing = sum(row.standing == "MISSING" for row in appointments_for(user))
    overdue = Talk.objects.for_staff(user).filter(status=Status.FOLLOW_UP, follow_up_due__lt=clock.today()).count()
    appointments, talks = reverse("talk-appointments"), reverse("talk-list")
    return {
        "url": reverse("talk-coverage"),
        "figures": [
            {"label": _("of unit heads"), "value": percent(share(found, Kind.SUPERVISION))},
            _figure(_("appointments overdue"), missing, f"{appointments}?standing=MISSING"),
            _figure(_("follow-ups overdue"), overdue, f"{talks}?standing=overdue"),
        ],
    }


def _figure(label: str, value: int, url: str) -> dict[str, Any]:
    return {"label": label, "value": value, "url": url, "tone": "bad" if value else "plain"}


def unit_talks(unit: Unit, user: Viewer) -> dict[str, Any] | None:
    """The last talks at a unit, for staff."""
    if not user.has_perm("supervision.view_talk"):
        return None
    rows = Talk.objects.for_staff(user).alive().filter(unit=unit).select_related("official", "unit")
    return {"rows": rows[:8], "url": f"{reverse('talk-list')}?{urlencode({'unit': unit.pk})}"}


def find_talks(user: Viewer, text: str, limit: int) -> list[Hit]:
    """Talks by number, purpose, unit or official (also by pinyin)."""
    if not user.has_perm("supervision.view_talk"):
        return []
    word = text.lower()
    found = Q(doc_no__icontains=text) | Q(purpose__icontains=text) | Q(unit__name__icontains=text)
    found |= Q(official__name__icontains=text) | Q(official__pinyin__icontains=word)
    rows = Talk.objects.for_staff(user).filter(found).select_related("official", "unit")[:limit]
    return [Hit(f"{row} · {row.official}", row.get_absolute_url(), row.unit.name) for row in rows]
