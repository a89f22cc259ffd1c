"""Connects the notices of the floor below with the open problems of a unit."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext_lazy as _

from early_warning.notices.choices import ACCEPTING, Status
from early_warning.notices.models import Notice
from organization.models import Unit
from supervision.problems import OpenProblem, problem_source


def wire() -> None:
    problem_source("notices", _("Warning notices and reminders"), open_notices)


def open_notices(unit: Unit, on: date) -> Iterator[OpenProblem]:
    """Notices to the unit itself that were served by ``on`` and not settled then; what an official alone has to answer
    is no problem of the unit, and what was revoked never was one (R08)."""
    served = Notice.objects.effective().filter(unit=unit, official__isnull=True, served_at__date__lte=on)
    accepted = served.filter(verdicts__outcome__in=ACCEPTING.values(), verdicts__at__date__lte=on)
    rows = served.exclude(closed_at__date__lte=on).exclude(pk__in=accepted.values("pk"))
    for notice in rows.order_by("served_at", "pk"):
        yield OpenProblem(
            origin=notice.letter_name,
            title=str(notice),
            status=_status(notice),
            due=notice.reply_due,
            measures=notice.request_text,
            record=notice,
        )


def _status(notice: Notice) -> str:
    """An objection is no business of whoever reads the list (R38)."""
    shown = notice.status_before_objection if notice.status == Status.OBJECTED else notice.status
    return str(Status(shown).label)
