"""The official's own view of his dossier in the portal (R32): his sections, and who looked."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from core import clock
from core.http import Request
from officials.dossier.queries import influence_on, self_sections, timeline_for, who_looked
from officials.dossier.registry import InfluencePeriod
from officials.people.models import Official
from officials.queries import official_for, tenures_on

LIMIT = 50


def _own(request: Request) -> Official:
    official = official_for(request.user)
    if official is None:
        raise PermissionDenied(_("Your account belongs to no official."))
    return official


@require_GET
def my_dossier(request: Request) -> HttpResponse:
    """The sections open to himself; ``section`` shows one of them alone, for a small screen."""
    official = _own(request)
    today = clock.today()
    influence: list[InfluencePeriod] = influence_on(official, today)
    context = {
        "official": official,
        "tenures": tenures_on(official, today),
        "sections": self_sections(official),
        "influence": influence,
    }
    return render(request, "officials/dossier/mine.html", context)


@require_GET
def my_section(request: Request, no: int) -> HttpResponse:
    official = _own(request)
    section = next((section for section in self_sections(official) if section.title.no == no), None)
    if section is None:
        raise Http404
    return render(request, "officials/dossier/mine_section.html", {"official": official, "section": section})


@require_GET
def my_timeline(request: Request) -> HttpResponse:
    official = _own(request)
    entries = timeline_for(official, request.user, own=True)[:LIMIT]
    return render(request, "officials/dossier/mine_timeline.html", {"official": official, "entries": entries})


@require_GET
def my_lookers(request: Request) -> HttpResponse:
    """Role, day and purpose of every opening; no names (R32)."""
    official = _own(request)
    return render(request, "officials/dossier/mine_looked.html", {"looks": who_looked(official)[:LIMIT]})
