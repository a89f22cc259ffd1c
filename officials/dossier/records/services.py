from datetime import date

from django.utils.translation import gettext as _

from core import clock
from core.errors import Conflict, InvalidInput, NotAllowed
from core.scope import Viewer
from officials.dossier.access.models import DossierAccess
from officials.dossier.records.models import DossierRecord
from officials.people.models import Official

# 1 is projected from posts, 9 from the lead register: neither is entered by hand.
NOT_BY_HAND = frozenset({1, 9})


def record_add(
    *,
    official: Official,
    section: int,
    on: date,
    title: str,
    actor: Viewer,
    detail: str = "",
    document_no: str = "",
    until: date | None = None,
    closed: bool = True,
) -> DossierRecord:
    """Enter one paper or event. Raises NotAllowed without an open access, InvalidInput for wrong values."""
    _needs_open_access(official, actor)
    if section in NOT_BY_HAND:
        raise InvalidInput(_("This section fills itself from its register."), field="section")
    if on > clock.today():
        raise InvalidInput(_("The date lies in the future."), field="on", cure=_("Correct the date."))
    if until is not None and (section != 10 or until < on):
        raise InvalidInput(_("Only a sanction has an influence period, and it ends after it starts."), field="until")
    return DossierRecord.objects.create(
        official=official,
        section=section,
        on=on,
        until=until,
        title=title.strip(),
        detail=detail.strip(),
        document_no=document_no.strip(),
        closed=closed,
        entered_by=actor,
        entered_at=clock.now(),
    )


def record_withdraw(*, record: DossierRecord, reason: str, actor: Viewer) -> DossierRecord:
    """Take a wrong record out of the file; it stays in the database with the reason.

    Raises NotAllowed without an open access, InvalidInput without a reason, Conflict when it is withdrawn already.
    """
    _needs_open_access(record.official, actor)
    if not reason.strip():
        raise InvalidInput(_("A reason is required."), field="reason", cure=_("Write why, in one sentence."))
    taken = DossierRecord.objects.in_force().filter(pk=record.pk)
    if not taken.update(withdrawn_by=actor, withdrawn_at=clock.now(), withdrawn_reason=reason.strip()[:300]):
        raise Conflict(_("The record is withdrawn already."), cure=_("Load the page again."))
    record.refresh_from_db()
    return record


def _needs_open_access(official: Official, actor: Viewer) -> None:
    if not actor.has_perm("officials.add_dossierrecord"):
        raise NotAllowed(_("Your role may not enter dossier records."))
    if not DossierAccess.objects.open_now(actor).filter(official=official).exists():
        raise NotAllowed(_("The dossier is not open to you."), cure=_("Open it with its purpose first."))
