"""What handovers show on other pages: to-dos of changes without one, the strip of figures, the dossier's timeline."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from core.scope import Viewer
from core.workbench.registry import Todo
from officials.dossier import TimelineEntry
from officials.models import Official
from supervision.handover.changes import changes_for, changes_without_handover
from supervision.handover.models import Handover
from supervision.handover.services import OPEN


def changes_waiting(user: Viewer) -> Iterator[Todo]:
    """Changes of heads without a handover: offered to people who open it themselves (R01)."""
    if not user.has_perm(OPEN):
        return
    for change in changes_without_handover(user):
        post = change.tenure.post
        yield Todo(
            kind=_("Change of head without a handover"),
            title=f"{post.name} {change.tenure.start.isoformat()}",
            url=f"{reverse('handover-changes')}?tenure={change.tenure.pk}#tenure-{change.tenure.pk}",
            action=_("Open the handover"),
            unit=post.unit.name,
            due=change.due,
        )


def handover_strip(user: Viewer) -> dict[str, Any] | None:
    """Changes of heads of the year: signed in time, overdue."""
    if not user.has_perm("supervision.view_handover"):
        return None
    found = changes_for(user)
    if not found:
        return None
    url, standings = reverse("handover-changes"), [change.standing for change in found]
    overdue = standings.count("MISSING")
    return {
        "url": url,
        "figures": [
            {"label": _("changes of heads in a year"), "value": len(found)},
            {"label": _("signed in time"), "value": standings.count("SIGNED")},
            {"label": _("not signed, overdue"), "value": overdue, "url": url, "tone": "bad" if overdue else "plain"},
        ],
    }


def timeline(official: Official, user: Viewer) -> Iterable[TimelineEntry]:
    """Signed handovers of an official, given and taken."""
    rows = Handover.objects.visible_to(user).filter(
        Q(outgoing=official) | Q(incoming=official), signed_on__isnull=False
    )
    for row in rows.select_related("unit", "tenure"):
        given = row.outgoing_id == official.pk
        yield TimelineEntry(
            on=row.signed_on,
            kind=_("Handover"),
            title=_("Handed over the problem list") if given else _("Took over the problem list"),
            detail=str(row.unit),
            url=row.get_absolute_url(),
            icon="arrows-exchange",
        )
