"""The engine as a guard before every record about an official: its page, its API, every step of its course."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.apps import apps
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
from officials.recusal.models import RecusalOverride
from organization.models import User
from organization.roles import COMMISSION_ROLES

KEY = "recusal"
# Whoever only knows the portal, and unit heads, meet their own matters there.
OWN_ROLES = ("OFF", "TMB", "UHD")


@dataclass(frozen=True)
class Hit:
    """A ground, the official on whose account it stands (None where the record names nobody), and for a ground of the
    matter itself the step it bars."""

    recusal: Recusal
    official: Official | None
    matter: str = ""


def connect() -> None:
    """Called once from the app's wiring."""
    guards.register(KEY, ground_of, refused=tell_overseer)


def subjects_of(record: Model) -> list[Official]:
    """Whom ``record`` is about: the ``subjects`` its model names, else its ``official`` (field or property)."""
    if isinstance(record, User | Official):
        return []
    named = getattr(record, "subjects", None)
    found = [getattr(record, "official", None)] if named is None else named
    return [official for official in found if isinstance(official, Official)]


def ground_of(record: Model, user: Viewer, step: Transition | None) -> Ground | None:
    """Why the commission's ``user`` must not open ``record`` or take ``step``; the official's own steps stay his."""
    hit = hit_of(record, user, step)
    return as_ground(hit) if hit else None


def hit_of(record: Model, user: Viewer, step: Transition | None) -> Hit | None:
    """The first ground with the official on whose account it stands; an absolute one before all others."""
    if not user.has_role(*COMMISSION_ROLES):
        return None
    if step is None and getattr(record, "about_access", False):
        return None  # requests and alerts are about who looks: their page says nothing of the matter itself
    subjects = subjects_of(record)
    if any(official.user_id == user.pk for official in subjects) and (step is None or is_own_step(step)):
        return None
    hits = _standing(record, subjects, user)
    if step is not None:
        hits = hits + matter_hits(record, subjects, user, step.name)
    return first_of(hits)


def first_of(hits: list[Hit]) -> Hit | None:
    return min(hits, key=lambda hit: not hit.recusal.absolute, default=None)


def matter_hits(record: Model, subjects: list[Official], user: Viewer, step: str) -> list[Hit]:
    """What the record itself holds against ``user`` in this step. Overrides for all its officials lift these too."""
    grounds = matter_grounds(record, user, step)
    if not grounds:
        return []
    barred = [one for one in subjects if not RecusalOverride.objects.running(one, user).exists()]
    if subjects and not barred:
        grounds = [ground for ground in grounds if ground.absolute]
    matter = f"{record._meta.label_lower}:{record.pk}:{step}"
    return [Hit(ground, next(iter(barred), None), matter) for ground in grounds]


def is_own_step(step: Transition) -> bool:
    """Whether the step is one that officials take: by a rule about the row's own people, or by a right they hold."""
    if not isinstance(step.permission, str):
        return step.permission is not None
    granted = grants()
    return any(step.permission in granted.get(role, ()) for role in OWN_ROLES)


def as_ground(hit: Hit) -> Ground:
    """The ground as the page says it, with the way out where there is one."""
    why = _("Recusal: %(reason)s") % {"reason": hit.recusal.reason}
    told = _("The cadre supervision office has been told. Hand the matter to a colleague.")
    if hit.recusal.absolute or hit.official is None:
        return Ground(why, told)
    url = reverse("recusal-override-new", args=[hit.official.pk])
    if hit.matter:
        url += "?" + urlencode({"matter": hit.matter})
    return Ground(why, told, (_("Ask the deputy secretary for an override"), url))


def matter_named(text: str, user: Viewer) -> list[Recusal]:
    """The grounds of the matter that the link of a refusal names ("app.model:pk:step"); none for what is not seen."""
    label, _colon, rest = text.partition(":")
    key, _colon, step = rest.partition(":")
    try:
        rows: Any = apps.get_model(label).objects
    except (LookupError, ValueError):
        return []
    record = rows.visible_to(user).filter(pk=key).first() if key.isdecimal() and hasattr(rows, "visible_to") else None
    return matter_grounds(record, user, step) if record is not None else []


def _standing(record: Any, subjects: list[Official], user: Viewer) -> list[Hit]:
    """The engine's answer, kept with the loaded row: a page asks it once for every button."""
    kept = record.__dict__.setdefault("_recusals", {})
    # A record that is rewritten may change whom it is about.
    asked = (user.pk, *(official.pk for official in subjects))
    if asked not in kept:
        kept[asked] = [Hit(ground, official) for official in subjects for ground in recusals(official, user)]
    return kept[asked]


def tell_overseer(record: Model, user: Viewer, ground: Ground) -> None:
    """One alert a day for the cadre supervision office, about the official on whose account the ground stands."""
    subjects = [record] if isinstance(record, Official) else subjects_of(record)
    hit = first_of(_standing(record, subjects, user))
    official = hit.official if hit else next(iter(subjects), None)
    if official is not None:
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
        ground = as_ground(Hit(grounds[0], official))
        refusal = guards.Guarded(guards.Guard(KEY, ground_of, tell_overseer), ground)
        guards.refusal_note(refusal, official, user)
        raise refusal
