"""Changes of heads and their handover: what the workbench offers to people (R01), and the facts of HC-G7."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.functional import cached_property

from core import clock, parameters
from core.deadlines.queries import due_date
from core.scope import Viewer
from officials.models import Official, Tenure
from organization.models import Unit
from organization.scope import unit_condition
from supervision.handover.choices import Status
from supervision.handover.lint import missing_prefetch, missing_problems
from supervision.handover.models import Handover
from supervision.handover.parameters import HANDOVER, SIGN_RULE
from supervision.problems import OpenProblem


def head_changes(units: QuerySet[Unit] | Collection[Unit], first: date, last: date) -> QuerySet[Tenure]:
    """Tenures of heads that began from ``first`` to ``last`` after another head's: the first takes over nothing."""
    before = Tenure.objects.filter(post=OuterRef("post"), start__lt=OuterRef("start"))
    before = before.exclude(official=OuterRef("official"))
    rows = Tenure.objects.filter(Exists(before), post__is_head=True, start__range=(first, last), post__unit__in=units)
    return rows.select_related("official", "post__unit").order_by("start", "pk")


def predecessor(tenure: Tenure) -> Official | None:
    """Who held the post last before ``tenure``, however long it was vacant between."""
    rows = tenure.post.tenures.filter(start__lt=tenure.start).exclude(official=tenure.official_id)
    last = rows.select_related("official").order_by("-start").first()
    return last.official if last else None


@dataclass
class Change:
    """One change of head with its handover, if somebody has opened one; signed by ``due`` or not."""

    tenure: Tenure
    due: date
    handover: Handover | None

    @property
    def signed_on(self) -> date | None:
        return self.handover.signed_on if self.handover else None

    @cached_property
    def missing(self) -> list[OpenProblem]:
        """Open problems that the list lacks; nothing while there is no list. For a list of changes see ``prefetch``."""
        drawn = self.handover is not None and self.handover.drawn_on is not None
        return missing_problems(self.handover) if drawn else []

    @property
    def standing(self) -> str:
        """ "SIGNED", "LATE" (signed late), "WAITING" (still in time) or "MISSING" (overdue)."""
        if self.signed_on is not None:
            return "SIGNED" if self.signed_on <= self.due else "LATE"
        return "WAITING" if clock.today() <= self.due else "MISSING"

    @property
    def gap(self) -> bool:
        """HC-G7: not signed in ten working days, or open problems missing from the signed list."""
        if self.standing in ("LATE", "MISSING"):
            return True
        return self.standing == "SIGNED" and bool(self.missing)


def changes(units: QuerySet[Unit] | Collection[Unit], first: date, last: date, *, user: Viewer = None) -> list[Change]:
    """The changes of heads of ``units`` with their handover, oldest first; for ``user`` not what a wall hides (R16)."""
    found: Any = head_changes(units, first, last)
    tenures = list(found if user is None else found.behind_walls(user))
    rows = Handover.objects.filter(tenure__in=tenures).exclude(status=Status.CANCELLED).select_related("unit", "tenure")
    by_tenure = {row.tenure_id: row for row in rows}
    return [Change(tenure, due_date(SIGN_RULE, tenure.start), by_tenure.get(tenure.pk)) for tenure in tenures]


def prefetch(found: Iterable[Change]) -> None:
    """Look up what the lists of these changes lack, together."""
    missing_prefetch(
        change.handover for change in found if change.handover is not None and change.handover.drawn_on is not None
    )


def changes_for(user: Viewer) -> list[Change]:
    """Those of the last year (parameter) within ``user``'s jurisdiction, never about himself."""
    if not user.has_perm("supervision.view_handover"):
        return []
    today = clock.today()
    back = timedelta(days=parameters.values(HANDOVER.key)["changes_back"])
    found = changes(Unit.objects.filter(unit_condition(user)), today - back, today + timedelta(days=90), user=user)
    return [change for change in found if change.tenure.official.user_id != user.pk]


def changes_without_handover(user: Viewer) -> Iterator[Change]:
    """Changes that nobody has opened a handover for."""
    return (change for change in changes_for(user) if change.handover is None)
