"""What of talks waits for whom on the workbench. Each kind is one bounded query."""

from collections.abc import Iterable, Iterator
from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from core import clock, parameters
from core.deadlines.calendar import add_workdays
from core.errors import Text
from core.scope import Viewer
from core.workbench.registry import Todo, first_rows
from supervision.talks.appointments import appointments_without_talk
from supervision.talks.choices import Status
from supervision.talks.conditions import for_secretary
from supervision.talks.course import APPROVE, CONDUCT, PLAN
from supervision.talks.models import Talk
from supervision.talks.parameters import TALK
from supervision.talks.views.portal import needs_me


def _todo(talk: Talk, action: Text, *, due: date | None = None, url: str = "") -> Todo:
    return Todo(
        kind=f"{talk.get_kind_display()} · {talk.get_status_display()}",
        title=f"{talk.official} {talk.purpose}",
        url=url or talk.get_absolute_url(),
        action=action,
        unit=talk.unit.name,
        due=due,
    )


def _rows(user: Viewer, condition: Q) -> list[Talk]:
    return first_rows(Talk.objects.for_staff(user).filter(condition).select_related("unit", "official"))


def planning(user: Viewer) -> Iterator[Todo]:
    """Own plans to finish, submitted ones to approve."""
    if user.has_perm(PLAN):
        for talk in _rows(user, Q(status=Status.PLANNED, drafter=user, submitted_at__isnull=True)):
            yield _todo(talk, _("Finish"))
    if user.has_perm(APPROVE):
        for talk in _rows(user, Q(status=Status.PLANNED, submitted_at__isnull=False) & ~Q(drafter=user)):
            if user.has_role("SEC") or not for_secretary(talk):
                yield _todo(talk, _("Approve"), due=talk.planned_on)


def conducting(user: Viewer) -> Iterator[Todo]:
    """Talks to notify, to record once their day has come, and to sign."""
    if not user.has_perm(CONDUCT):
        return
    mine = Q(talker=user) | Q(second_talker=user) | Q(talker__isnull=True, drafter=user)
    tomorrow = clock.start_of(add_workdays(clock.today(), 1))
    for talk in _rows(user, Q(status=Status.APPROVED) & (mine | Q(drafter=user))):
        yield _todo(talk, _("Notify"), due=talk.planned_on)
    for talk in _rows(user, Q(status=Status.NOTIFIED, planned_at__lt=tomorrow) & mine):
        yield _todo(talk, _("Record"), due=talk.planned_on)
    for talk in _rows(user, Q(status=Status.HELD) & (mine | Q(recorder=user))):
        if user.pk in talk.waiting_signers:
            yield _todo(talk, _("Sign"), due=sign_by(talk))


def sign_by(talk: Talk) -> date:
    """The day by which the record is signed."""
    return add_workdays(talk.held_on or clock.today(), parameters.values(TALK.key)["sign_days"])


def following(user: Viewer) -> Iterator[Todo]:
    """Signed talks to follow up or file away, follow-ups due, re-checked ones to archive."""
    if not user.has_perm(CONDUCT):
        return
    mine = Q(talker=user) | Q(second_talker=user) | Q(drafter=user)
    for talk in _rows(user, Q(status=Status.SIGNED) & mine):
        yield _todo(talk, _("Follow up"), due=talk.follow_up_due)
    for talk in _rows(user, Q(status=Status.FOLLOW_UP) & mine):
        yield _todo(talk, _("Re-check") if talk.follow_up_due else _("Archive"), due=talk.follow_up_due)


def appointments(user: Viewer) -> Iterator[Todo]:
    """Appointments without a talk: offered to the offices that plan, whose people then plan it themselves (R01)."""
    if not user.has_perm(PLAN) or user.has_perm(APPROVE):
        return
    for row in first_rows(appointments_without_talk(user)):
        yield Todo(
            kind=_("Appointment without a talk"),
            title=f"{row.tenure.post.name} {row.tenure.start.isoformat()}",
            url=f"{reverse('talk-appointments')}#tenure-{row.tenure.pk}",
            action=_("Plan the talk"),
            unit=row.tenure.post.unit.name,
            due=row.due,
        )


def own(user: Viewer) -> Iterable[Todo]:
    """Talks with me: ahead, or to be signed; done in the portal."""
    rows = Talk.objects.with_person(user).filter(status__in=(Status.NOTIFIED, Status.HELD))
    for talk in first_rows(rows.select_related("unit", "official")):
        if needs_me(talk):
            held = talk.status == Status.HELD
            due = sign_by(talk) if held else timezone.localdate(talk.planned_at)
            yield _todo(talk, _("Sign") if held else _("Read"), due=due, url=reverse("portal-talk", args=[talk.pk]))
