"""Notices in the integrity dossier: section 8 and the timeline.

Served and not revoked ones only (R08); objections never (R38). In his own view the official reads what is finished.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _

from core.scope import Viewer
from core.templatetags.ui import status_badge
from early_warning.notices.choices import Status
from early_warning.notices.models import Notice
from early_warning.notices.queries import notices_of
from officials.dossier.registry import SectionContent, TimelineEntry
from officials.models import Official

FINISHED = (Status.ACCEPTED, Status.CLOSED)


def _rows(official: Official, user: Viewer) -> QuerySet[Notice]:
    rows = notices_of(official)
    own = official.user_id is not None and official.user_id == user.pk
    return rows.filter(status__in=FINISHED) if own else rows


def section_notices(official: Official, user: Viewer) -> SectionContent | None:
    """The table of section 8; a number is a link for whoever may open the notice.
    None without any."""
    rows = list(_rows(official, user))
    if not rows:
        return None
    links = _links(rows, user)
    return SectionContent(
        columns=(_("Document"), _("Level"), _("Matter"), _("Served"), _("Status")),
        rows=tuple(
            (
                format_html('<a href="{}">{}</a>', links[row.pk], row.doc_no) if row.pk in links else row.doc_no,
                row.get_level_display() or "—",
                row.subject,
                timezone.localdate(row.served_at),
                status_badge(row.status_for(user), Status(row.status_for(user)).label),
            )
            for row in rows
        ),
    )


def timeline_notices(official: Official, user: Viewer) -> Iterable[TimelineEntry]:
    """One entry a notice, on the day it was served."""
    rows = list(_rows(official, user))
    links = _links(rows, user)
    for row in rows:
        yield TimelineEntry(
            on=timezone.localdate(row.served_at),
            kind=row.get_kind_display(),
            title=f"{row.doc_no} {row.subject}",
            detail=Status(row.status_for(user)).label,
            url=links.get(row.pk, ""),
            tone="watch",
            icon="bell-ringing",
        )


def _links(rows: list[Notice], user: Viewer) -> dict[int, Any]:
    """Where each notice opens for ``user``: the staff page by his office, the portal where it is his own."""
    pks = [row.pk for row in rows]
    own = Notice.objects.received_by(user).filter(pk__in=pks).values_list("pk", flat=True)
    staff = Notice.objects.for_staff(user).filter(pk__in=pks).values_list("pk", flat=True)
    found = {pk: reverse("portal-notice", args=[pk]) for pk in own}
    return found | {pk: reverse("notice-detail", args=[pk]) for pk in staff}
