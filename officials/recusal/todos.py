from collections.abc import Iterable

from django.utils.translation import gettext as _

from core import clock
from core.scope import Viewer
from core.workbench.registry import Todo
from officials.dossier.emergency.models import BreakGlass
from officials.recusal.models import InterestDeclaration, InterestStatus, RecusalOverride, RecusalRequest


def interests_waiting(user: Viewer) -> Iterable[Todo]:
    """Declarations that the cadre supervision office has not confirmed."""
    if not user.has_perm("officials.confirm_interestdeclaration"):
        return
    rows = InterestDeclaration.objects.visible_to(user).filter(status=InterestStatus.DECLARED)
    for row in rows.exclude(user=user).select_related("user", "official"):
        yield Todo(
            kind=_("Declaration of kinship or interest"),
            title=f"{row.user} · {row.get_kind_display()}",
            url=row.get_absolute_url(),
            action=_("Confirm the declaration"),
        )


def overrides_waiting(user: Viewer) -> Iterable[Todo]:
    """Requests for an override, for the deputies who did not ask themselves."""
    if not user.has_perm("officials.approve_recusaloverride"):
        return
    rows = RecusalOverride.objects.visible_to(user).filter(status="REQUESTED").exclude(user=user)
    for row in rows.select_related("user", "official"):
        yield Todo(
            kind=_("Override of a recusal"),
            title=f"{row.user} → {row.official.code}",
            url=row.get_absolute_url(),
            action=_("Decide"),
            due=clock.day_of(row.asked_at),
        )


def requests_waiting(user: Viewer) -> Iterable[Todo]:
    """Officials' requests for recusal, for whoever decides and is not named."""
    if not user.has_perm("officials.decide_recusalrequest"):
        return
    rows = RecusalRequest.objects.visible_to(user).filter(status="OPEN").exclude(official__user=user)
    for row in rows.select_related("official"):
        yield Todo(
            kind=_("Request for recusal"),
            title=f"{row.official.code} → {row.named}",
            url=row.get_absolute_url(),
            action=_("Decide"),
            due=clock.day_of(row.asked_at),
        )


def reviews_waiting(user: Viewer) -> Iterable[Todo]:
    """Break-glass openings that must be reviewed within 48 hours (R22)."""
    if not user.has_perm("officials.review_breakglass"):
        return
    rows = BreakGlass.objects.visible_to(user).waiting().exclude(user=user).exclude(official__user=user)
    for row in rows.select_related("user", "official"):
        yield Todo(
            kind=_("Review of a break-glass opening"),
            title=str(row),
            url=row.get_absolute_url(),
            action=_("Review"),
            due=row.due_on,
        )
