"""Connects the notices of the floor below with the open problems of a unit."""

from collections.abc import Iterator, Mapping
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from early_warning.notices.choices import ACCEPTING, Status
from early_warning.notices.models import Notice
from supervision.problems import OpenProblem, any_of, problem_source


def wire() -> None:
    problem_source("notices", _("Warning notices and reminders"), open_notices)


def open_notices(days: Mapping[int, date]) -> Iterator[tuple[int, OpenProblem]]:
    """Notices to each unit itself that were served by its day and not settled then; what an official alone has to
    answer is no problem of the unit, and what was revoked never was one (R08)."""

    def open_on(on: date) -> Q:
        accepted = Notice.objects.filter(verdicts__outcome__in=ACCEPTING.values(), verdicts__at__date__lte=on)
        unsettled = (Q(closed_at__isnull=True) | Q(closed_at__date__gt=on)) & ~Q(pk__in=accepted.values("pk"))
        return Q(served_at__date__lte=on) & unsettled

    rows = Notice.objects.effective().filter(any_of(days, open_on), official__isnull=True)
    for notice in rows.order_by("served_at", "pk"):
        yield (
            notice.unit_id,
            OpenProblem(
                origin=notice.letter_name,
                title=str(notice),
                status=_status(notice),
                due=notice.reply_due,
                measures=notice.request_text,
                record=notice,
            ),
        )


def _status(notice: Notice) -> str:
    """An objection is no business of whoever reads the list (R38)."""
    shown = notice.status_before_objection if notice.status == Status.OBJECTED else notice.status
    return str(Status(shown).label)
