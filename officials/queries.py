"""Questions about people in posts, asked by every floor above. All of them are questions about a day."""

from datetime import date

from django.db.models import QuerySet

from core.remembering import remembered
from core.scope import Viewer
from officials.duties.models import DutyDivision
from officials.duties.rule import violations
from officials.people.models import Official
from officials.tenures.models import Tenure
from organization.units.models import HeadKind, Unit

# A unit with two heads is answered for by the Party secretary; one person for both stands above the question.
_HEAD_ORDER: dict[str, int] = {HeadKind.BOTH: 0, HeadKind.PARTY: 1, HeadKind.ADMIN: 2}


def heads_of(unit: Unit, on: date) -> list[Official]:
    """The heads of ``unit`` on that day: one, two (Party and administration), or none (a vacancy is normal)."""
    rows = Tenure.objects.on(on).filter(post__unit=unit, post__is_head=True).select_related("official", "post")
    running = remembered(("heads of", unit.pk, on), lambda: list(rows))
    return [row.official for row in sorted(running, key=lambda row: _HEAD_ORDER[row.post.head_kind])]


def head_of(unit: Unit, on: date) -> Official | None:
    """The head who answers for ``unit`` on that day, or None while the post is vacant."""
    return next(iter(heads_of(unit, on)), None)


def team_of(unit: Unit, on: date) -> QuerySet[Official]:
    """The leadership team of ``unit`` on that day, its heads first, in the order of the posts."""
    running = Tenure.objects.on(on).filter(post__unit=unit, post__in_team=True)
    return Official.objects.filter(tenures__in=running).order_by("tenures__post__order", "code")


def tenures_on(official: Official, on: date) -> QuerySet[Tenure]:
    """The posts that ``official`` holds on that day, heads' posts first."""
    return official.tenures.on(on).select_related("post__unit").order_by("-post__is_head", "-post__rank", "start")


def unit_of(official: Official, on: date) -> Unit | None:
    """Where ``official`` works on that day (his first post's unit), or None when he holds none."""
    first = tenures_on(official, on).first()
    return first.post.unit if first else None


def is_head(official: Official, unit: Unit, on: date) -> bool:
    """Whether ``official`` heads ``unit`` on that day."""
    return Tenure.objects.on(on).filter(official=official, post__unit=unit, post__is_head=True).exists()


def duties_of(official: Official, on: date) -> QuerySet[DutyDivision]:
    """What ``official`` is in charge of on that day."""
    return official.duties.on(on).select_related("unit")


def head_duty_conflicts(official: Official, on: date) -> list[DutyDivision]:
    """Areas that ``official`` manages on that day although he heads the unit (三不分管, M55): after the day of the rule
    and without an exemption. Empty when all is in order."""
    units = set(duties_of(official, on).values_list("unit", flat=True))
    return [found.duty for found in violations(units, on, on) if found.duty.official_id == official.pk]


def shown_name(official: Official, user: Viewer) -> str:
    """The name ``user`` may read: the data office and other strangers meet a pseudonym (R19)."""
    return official.name if Official.objects.visible_to(user).filter(pk=official.pk).exists() else official.pseudonym


def official_for(user: Viewer) -> Official | None:
    """The official behind an account, or None."""
    if not user.pk:
        return None
    return remembered(("official of", user.pk), lambda: Official.objects.filter(user_id=user.pk).first())
