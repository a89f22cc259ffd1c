"""Appointments and their talk (M26, D32): in time up to day +30 inclusive. A list that people act on (R01)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q
from django.db.models import TextChoices as Choices
from django.utils.translation import gettext_lazy as _

from core import clock, parameters
from core.deadlines.queries import due_date
from core.scope import Viewer
from early_warning.ecology.entries.models import OfficeEntry
from officials.models import Tenure
from organization.models import Unit
from organization.scope import unit_condition
from supervision.talks.choices import TOOK_PLACE, Kind, Status
from supervision.talks.models import Talk
from supervision.talks.parameters import PRE_OFFICE_RULE, TALK


class Standing(Choices):
    """Where an appointment stands on a day."""

    IN_TIME = "IN_TIME", _("Held in time")
    LATE = "LATE", _("Held late")
    WAITING = "WAITING", _("Not held, still in time")
    MISSING = "MISSING", _("Not held, overdue")


@dataclass(frozen=True)
class Appointment:
    """One taking of office with the last day for its talk, the live talk if there is one, and the day it was held."""

    tenure: Tenure
    due: date
    talk: Talk | None
    held_on: date | None
    standing: Standing

    @property
    def open(self) -> bool:
        """Whether nobody has planned a talk yet."""
        return self.talk is None and self.held_on is None


def standing_of(*, start: date, held_on: date | None, today: date) -> Standing:
    """The standing by rule D32: a talk on the last day of the period is in time, and so is one before taking office."""
    due = due_date(PRE_OFFICE_RULE, start)
    if held_on is not None:
        return Standing.IN_TIME if held_on <= due else Standing.LATE
    return Standing.WAITING if today <= due else Standing.MISSING


def appointments(units: Q, *, first: date, last: date, today: date) -> list[Appointment]:
    """Takings of office in leadership teams of ``units`` (a condition) from ``first`` to ``last``, oldest first."""
    rows = Tenure.objects.filter(
        post__in_team=True, start__range=(first, last), post__unit__in=Unit.objects.filter(units).values("pk")
    )
    tenures = list(rows.select_related("official", "post__unit").order_by("start", "pk"))
    return list(_with_talks(tenures, today))


def _with_talks(tenures: Iterable[Tenure], today: date) -> Iterator[Appointment]:
    keys = [tenure.pk for tenure in tenures]
    talks = Talk.objects.filter(kind=Kind.PRE_OFFICE, tenure__in=keys).exclude(status=Status.CANCELLED)
    by_tenure = {talk.tenure_id: talk for talk in talks}
    # The register of taking office knows of talks held before this engine came into use.
    entered = dict(OfficeEntry.objects.filter(tenure__in=keys, talk_on__isnull=False).values_list("tenure", "talk_on"))
    for tenure in tenures:
        talk = by_tenure.get(tenure.pk)
        held = talk.held_on if talk and talk.status in TOOK_PLACE else entered.get(tenure.pk)
        standing = standing_of(start=tenure.start, held_on=held, today=today)
        yield Appointment(tenure, due_date(PRE_OFFICE_RULE, tenure.start), talk, held, standing)


def appointments_for(user: Viewer) -> list[Appointment]:
    """The appointments of the last year (parameter) within ``user``'s jurisdiction, for whoever may plan talks."""
    if not user.has_perm("supervision.view_talk"):
        return []
    today = clock.today()
    values = parameters.values(TALK.key)
    back, ahead = (timedelta(days=values[name]) for name in ("appointments_back", "appointments_ahead"))
    found = appointments(unit_condition(user), first=today - back, last=today + ahead, today=today)
    return [row for row in found if row.tenure.official.user_id != user.pk and _running(row.tenure, today)]


def _running(tenure: Tenure, today: date) -> bool:
    return tenure.end is None or tenure.end >= today


def appointments_without_talk(user: Viewer) -> list[Appointment]:
    """Those nobody has planned a talk for: what the workbench offers, to be planned by a person with one click."""
    return [row for row in appointments_for(user) if row.open]
