from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import clock, parameters
from core.audit.models import AuditEvent
from core.audit.services import event_record
from core.errors import Conflict, InvalidInput, NotAllowed
from core.scope import Viewer
from officials.dossier.access.authority import opening_role, stands_authorised
from officials.dossier.access.models import AT_THE_DOOR, AccessAlert, AccessState, AlertKind, DossierAccess
from officials.people.models import Official
from officials.recusal import recusals
from officials.recusal.guard import dossier_enter
from organization.models import User


def window_end() -> datetime:
    """When an opening that starts now closes."""
    return timezone.now() + timedelta(hours=parameters.values("dossier-access")["window_hours"])


def dossier_open(*, official: Official, user: Viewer, purpose: str, reason: str) -> DossierAccess:
    """Open one dossier: at once by standing authorisation, else as a request that an approver decides.

    Raises InvalidInput without purpose or reason; NotAllowed without the right, against an absolute recusal and beyond
    the limit of a day (both alert the cadre supervision office); Conflict when a request waits already.
    """
    if purpose not in dict(AT_THE_DOOR):
        raise InvalidInput(_("Choose what the dossier is opened for."), field="purpose")
    if len(reason.strip()) < 4:
        raise InvalidInput(_("Write why, in one sentence."), field="reason")
    if not user.has_perm("officials.open_dossier"):
        raise NotAllowed(_("Your role may not open dossiers."))
    dossier_enter(official, user)
    grounds = recusals(official, user)
    standing = not grounds and stands_authorised(official, user)
    with transaction.atomic():
        # The person's own row is the turnstile: two openings at once must not both be the tenth.
        User.objects.select_for_update().get(pk=user.pk)
        limit = parameters.values("dossier-access")["daily_limit"]
        over = _opened_today(user) >= limit
        access = None if over else _create(official, user, purpose, reason.strip(), standing)
    if access is None:
        said = _("Today's limit of %(limit)s dossiers is reached.") % {"limit": limit}
        raise _refused(AlertKind.LIMIT, official, user, said)
    return access


def _opened_today(user: Viewer) -> int:
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    return DossierAccess.objects.filter(user=user, created_at__gte=midnight).count()


def _create(official: Official, user: Viewer, purpose: str, reason: str, standing: bool) -> DossierAccess:
    if DossierAccess.objects.filter(official=official, user=user, status=AccessState.REQUESTED).exists():
        raise Conflict(_("Your request for this dossier still waits for approval."))
    return DossierAccess.objects.create(
        official=official,
        user=user,
        role=opening_role(official, user),
        purpose=purpose,
        reason=reason[:300],
        standing=standing,
        status=AccessState.GRANTED if standing else AccessState.REQUESTED,
        asked_at=clock.now(),
        until=window_end() if standing else None,
    )


def _refused(kind: str, official: Official, user: Viewer, said: str) -> NotAllowed:
    """Write the refusal down and alert CSO, then hand back what is raised."""
    event_record(event=AuditEvent.REFUSED, obj=official, actor=user, why=str(kind))
    AccessAlert.objects.get_or_create(
        kind=kind,
        user=user,
        official=official,
        day=clock.today(),
        defaults={"detail": said[:300], "raised_at": clock.now()},
    )
    return NotAllowed(said, cure=_("The cadre supervision office has been told. Ask a colleague who may look."))


def dossier_read(*, access: DossierAccess, part: str, on: date | None = None) -> None:
    """Write into the audit trail that ``part`` of the dossier was read under ``access``."""
    event_record(
        event=AuditEvent.READ,
        obj=access.official,
        actor=access.user,
        access=access.pk,
        on=(on or clock.today()).isoformat(),
        role=access.role,
        purpose=access.purpose,
        part=part,
    )


def alert_close(*, alert: AccessAlert, finding: str, actor: Viewer) -> AccessAlert:
    """The cadre supervision office has looked. Raises InvalidInput without a finding, Conflict when it is closed."""
    if not actor.has_perm("officials.change_accessalert"):
        raise NotAllowed(_("Your role may not do this."))
    if not finding.strip():
        raise InvalidInput(_("Write what you found."), field="finding")
    waiting = AccessAlert.objects.waiting().filter(pk=alert.pk)
    if not waiting.update(seen_by=actor, seen_at=clock.now(), finding=finding.strip()[:300]):
        raise Conflict(_("The alert is closed already."))
    alert.refresh_from_db()
    return alert
