"""Copies that wait for whoever got them."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from core.scope import Viewer
from core.workbench.registry import Todo, first_rows
from supervision.copies.choices import CopyStatus, Status
from supervision.copies.facts import unfounded
from supervision.copies.models import CopyNotice, CopyRecipient


def copies_without_ground(user: Viewer) -> Iterator[Todo]:
    """Notices that went out and rest on what was revoked or reopened since: revoke them, so that whoever got a copy
    hears of it (R08)."""
    if not (user.has_perm("supervision.add_copynotice") or user.has_perm("supervision.approve_copynotice")):
        return
    for notice in first_rows(unfounded(CopyNotice.objects.visible_to(user)).select_related("unit")):
        yield Todo(
            kind=f"{notice._meta.verbose_name} · {_('a fact stands no more')}",
            title=str(notice),
            url=notice.get_absolute_url(),
            action=_("Revoke"),
            unit=str(notice.unit),
        )


def copies_to_me(user: Viewer) -> Iterator[Todo]:
    """Served copies not acknowledged, or without feedback."""
    rows = CopyRecipient.objects.filter(user=user.pk, notice__status=Status.SERVED).exclude(status=CopyStatus.ANSWERED)
    for copy in first_rows(rows.select_related("notice__unit")):
        waiting = copy.status == CopyStatus.WAITING
        yield Todo(
            kind=f"{copy.notice._meta.verbose_name} · {copy.get_status_display()}",
            title=str(copy.notice),
            url=copy.get_absolute_url(),
            action=_("Acknowledge receipt") if waiting else _("Give feedback"),
            unit=str(copy.notice.unit),
            due=copy.due_on,
        )
