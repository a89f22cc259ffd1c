from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core import clock, parameters
from core.audit.models import AuditEvent
from core.audit.services import event_record
from core.errors import Conflict, InvalidInput, NotAllowed, Text
from core.scope import Viewer
from core.workflow.services import history_write
from officials.dossier.access.authority import stands_authorised
from officials.dossier.access.models import AccessState, DossierAccess, Purpose
from officials.dossier.access.services import window_end
from officials.dossier.emergency.models import BreakGlass
from officials.people.models import Official
from officials.recusal import recusals
from officials.recusal.guard import dossier_enter
from officials.recusal.parameters import RECUSAL
from officials.recusal.services.telling import tell_roles


def glass_break(*, actor: Viewer, code: str, reason: str) -> BreakGlass:
    """Open the file of the official ``code`` outside one's scope for one window (R22).

    Raises NotAllowed without the right, Guarded against oneself and kin (absolute, told to CSO), InvalidInput for an
    unknown code or no reason, Conflict when the file opens the usual way or the last opening is not reviewed yet.
    """
    if not actor.has_perm("officials.break_glass"):
        raise NotAllowed(_("Your role may not open files outside its scope."))
    if len(reason.strip()) < 10:
        raise InvalidInput(_("Write why it cannot wait, in ten characters or more."), field="reason")
    official = Official.objects.filter(code=code.strip().upper()).first()
    if official is None:
        raise InvalidInput(_("There is no official with this code."), field="code")
    dossier_enter(official, actor)
    if _opens_anyway(official, actor):
        raise Conflict(_("This file opens the usual way."), field="code", cure=_("Open it from the directory."))
    try:
        with transaction.atomic():
            row = _open(official, actor, reason.strip()[:300])
    except IntegrityError as error:
        raise Conflict(_("Your last opening of this file is not reviewed yet."), field="code") from error
    event_record(event=AuditEvent.READ, obj=official, actor=actor, break_glass=row.pk)
    return row


def _opens_anyway(official: Official, actor: Viewer) -> bool:
    seen = Official.objects.visible_to(actor).filter(pk=official.pk).exists()
    return seen and stands_authorised(official, actor) and not recusals(official, actor)


def _open(official: Official, actor: Viewer, reason: str) -> BreakGlass:
    now = clock.now()
    access = DossierAccess.objects.create(
        official=official,
        user=actor,
        role="SEC",
        purpose=Purpose.EMERGENCY,
        reason=reason,
        standing=True,
        status=AccessState.GRANTED,
        asked_at=now,
        until=window_end(),
    )
    row = BreakGlass.objects.create(
        official=official,
        user=actor,
        access=access,
        reason=reason,
        opened_at=now,
        review_due_at=now + timedelta(hours=parameters.values(RECUSAL.key)["review_hours"]),
    )
    history_write(instance=row, name="open", label=_("Open"), before="", actor=actor, reason=reason)
    tell_deputies(row, "opened", _("A file was opened outside scope (break-glass)"))
    return row


def tell_deputies(row: BreakGlass, what: str, title: Text) -> None:
    """The deputies by a message; the cadre supervision office has the review among its to-dos."""
    tell_roles(owner=row, key=f"break-glass:{row.pk}:{what}", roles=("DEP",), title=str(title), but=row.user)
