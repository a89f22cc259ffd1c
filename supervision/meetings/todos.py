"""Doubts about first agenda items wait for whoever watches the unit; nothing happens until he decides (R01)."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.scope import Viewer
from core.workbench.registry import Todo
from supervision.meetings.study import doubts_for


def doubts(user: Viewer) -> Iterator[Todo]:
    url = reverse("first-agenda")
    for doubt in doubts_for(user):
        count = len(doubt.meetings)
        words = ngettext("%(count)s meeting in a row", "%(count)s meetings in a row", count) % {"count": count}
        yield Todo(
            kind=_("First agenda item"),
            title=f"{doubt.ground.label} · {words}",
            url=f"{url}#{doubt.key}",
            action=_("Decide"),
            unit=doubt.unit.name,
        )
