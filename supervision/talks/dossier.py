"""Talks in the dossier: section 8 and the timeline. Reminder talks leave both when their time in view is over (M27)."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from core.scope import Viewer
from officials.dossier import SectionContent, TimelineEntry
from officials.models import Official
from supervision.talks.choices import SIGNED, Kind
from supervision.talks.models import Talk

COLUMNS = (_("Day"), _("Kind"), _("Document number"), _("Purpose of the talk"), _("Status"))
TONES = {Kind.REMINDER: ("watch", "message-exclamation")}


def talks_of(official: Official, user: Viewer) -> QuerySet[Talk]:
    """What ``user`` may read of the talks with ``official``; the official himself only those that are signed."""
    rows = Talk.objects.visible_to(user).filter(official=official).held().in_view().select_related("official", "unit")
    if official.user_id is not None and official.user_id == user.pk:
        rows = rows.filter(status__in=SIGNED)
    return rows.order_by("-held_at")


def section(official: Official, user: Viewer) -> SectionContent:
    """Section 8: day, kind and purpose. What was said stands on the talk's own page."""
    return SectionContent(columns=COLUMNS, rows=tuple(_row(talk, user) for talk in talks_of(official, user)))


def _row(talk: Talk, user: Viewer) -> tuple[Any, ...]:
    link = format_html('<a href="{}">{}</a>', talk.url_for(user), talk.get_kind_display())
    purpose = f"{talk.purpose}（{talk.get_early_sign_display()}）" if talk.early_sign else talk.purpose
    return (talk.held_on, link, talk.doc_no, purpose, talk.get_status_display())


def timeline(official: Official, user: Viewer) -> Iterable[TimelineEntry]:
    for talk in talks_of(official, user):
        tone, icon = TONES.get(Kind(talk.kind), ("plain", "messages"))
        day = talk.held_on
        if day is not None:
            yield TimelineEntry(
                on=day,
                kind=_("Talk"),
                title=talk.get_kind_display(),
                detail=f"{talk.get_early_sign_display()} {talk.get_status_display()}".strip(),
                url=talk.url_for(user),
                tone=tone,
                icon=icon,
            )
