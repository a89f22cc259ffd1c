from collections.abc import Iterable

from django.utils.translation import gettext as _

from core import clock
from core.scope import Viewer
from core.workbench.registry import Todo
from officials.dossier.access.models import AccessAlert, AccessState, DossierAccess


def requests_waiting(user: Viewer) -> Iterable[Todo]:
    """Requests to open a dossier, for those who decide about them and did not ask themselves."""
    if not user.has_perm("officials.approve_dossieraccess"):
        return
    rows = DossierAccess.objects.visible_to(user).filter(status=AccessState.REQUESTED)
    for access in rows.exclude(user=user).exclude(official__user=user).select_related("official", "user"):
        yield Todo(
            kind=_("Opening of a dossier"),
            title=f"{access.user} → {access.official.code} · {access.get_purpose_display()}",
            url=access.get_absolute_url(),
            action=_("Decide"),
            due=clock.day_of(access.asked_at),
        )


def alerts_waiting(user: Viewer) -> Iterable[Todo]:
    """Refused openings that the cadre supervision office has not looked at."""
    for alert in AccessAlert.objects.visible_to(user).waiting().select_related("user"):
        yield Todo(
            kind=_("Access alert"),
            title=f"{alert.get_kind_display()} · {alert.user}",
            url=alert.get_absolute_url(),
            action=_("Look"),
            due=alert.day,
        )
