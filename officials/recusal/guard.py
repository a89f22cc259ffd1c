"""The engine as a guard before every record about an official: its page, its API, every step of its course."""

from typing import Any

from django.db.models import Model
from django.urls import reverse
from django.utils.translation import gettext as _
from django_fsm import Transition

from core import clock
from core.permissions import grants
from core.scope import Viewer
from core.workflow import guards
from core.workflow.guards import Ground
from officials.people.models import Official
from officials.recusal.engine import Recusal, matter_grounds, recusals
from organization.models import User
from organization.roles import COMMISSION_ROLES

KEY = "recusal"
# Whoever only knows the portal, and unit heads, meet their own matters there.
OWN_ROLES = ("OFF", "TMB", "UHD")


def connect() -> None:
    """Called once from the app's wiring."""
    guards.register(KEY, ground_of, refused=tell_overseer)


def subject_of(record: Model) -> Official | None:
    """Whom ``record`` is about: its ``official`` (field or property)."""
    official = None if isinstance(record, User) else getattr(record, "official", None)
    return official if isinstance(official, Official) else None


def ground_of(record: Model, user: Viewer, step: Transition | None) -> Ground | None:
    """Why the commission's ``user`` must not open ``record`` or take ``step``; the official's own steps stay his."""
    official = subject_of(record)
    if official is None or not user.has_role(*COMMISSION_ROLES):
        return None
    if step is None and getattr(record, "about_access", False):
        return None  # requests and alerts are about who looks: their page says nothing of the matter itself
    if official.user_id == user.pk and (step is None or is_own_step(step)):
        return None
    grounds = _standing(record, official, user)
    if step is not None:
        grounds = grounds + matter_grounds(record, user, step.name)
    return as_ground(grounds[0], official) if grounds else None


def is_own_step(step: Transition) -> bool:
    """Whether the step is one that officials take: by a rule about the row's own people, or by a right they hold."""
    if not isinstance(step.permission, str):
        return step.permission is not None
    granted = grants()
    return any(step.permission in granted.get(role, ()) for role in OWN_ROLES)


def as_ground(recusal: Recusal, official: Official) -> Ground:
    """The ground as the page says it, with the way out where there is one."""
    told = _("The cadre supervision office has been told. Hand the matter to a colleague.")
    if recusal.absolute:
        return Ground(_("Recusal: %(reason)s") % {"reason": recusal.reason}, told)
    link = (_("Ask the deputy secretary for an override"), reverse("recusal-override-new", args=[official.pk]))
    return Ground(_("Recusal: %(reason)s") % {"reason": recusal.reason}, told, link)


def _standing(record: Any, official: Official, user: Viewer) -> list[Recusal]:
    """The engine's answer, kept with the loaded row: a page asks it once for every button."""
    kept = record.__dict__.setdefault("_recusals", {})
    asked = user.pk, official.pk  # a record that is rewritten may change whom it is about
    if asked not in kept:
        kept[asked] = recusals(official, user)
    return kept[asked]


def tell_overseer(record: Model, user: Viewer, ground: Ground) -> None:
    """One alert a day for the cadre supervision office."""
    official = subject_of(record) or record
    alert_raise(official=official, user=user, detail=f"{record._meta.verbose_name}: {ground.why}")


def alert_raise(*, official: Any, user: Viewer, detail: str) -> None:
    from officials.dossier.access.models import AccessAlert, AlertKind

    AccessAlert.objects.get_or_create(
        kind=AlertKind.RECUSAL,
        user=user,
        official=official,
        day=clock.today(),
        defaults={"detail": detail[:300], "raised_at": clock.now()},
    )


def dossier_enter(official: Official, user: Viewer) -> None:
    """Before the door of a dossier. Raises Guarded on absolute grounds; the others are decided when it is opened."""
    grounds = recusals(official, user)
    if grounds and grounds[0].absolute:
        refusal = guards.Guarded(guards.Guard(KEY, ground_of, tell_overseer), as_ground(grounds[0], official))
        guards.refusal_note(refusal, official, user)
        raise refusal
