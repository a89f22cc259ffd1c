from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from core import clock
from core.attachments.services import attachment_add, scan_asked
from core.audit.models import AuditEvent
from core.audit.services import event_record
from core.errors import InvalidInput
from core.outbox.queries import messages_to
from core.scope import Viewer
from core.workflow.services import transition_perform
from supervision.talks.choices import Signature
from supervision.talks.effects import HeldInput, RecheckInput
from supervision.talks.models import Talk


def talk_reschedule(
    *, talk: Talk, actor: Viewer, planned_at: datetime, place_kind: str, place: str, reason: str
) -> Talk:
    """Another time or place; an official who was told is told again."""
    return transition_perform(
        instance=talk, name="reschedule", actor=actor, reason=reason,
        planned_at=planned_at, place_kind=place_kind, place=place,
    )  # fmt: skip


def talk_hold(*, talk: Talk, actor: Viewer, given: HeldInput) -> Talk:
    """Write down that and how the talk was held; now both sides sign."""
    return transition_perform(instance=talk, name="hold", actor=actor, given=given)


def talk_sign_as_official(*, talk: Talk, actor: Viewer, remarks: str = "") -> Talk:
    """The official signs in the portal; his remarks become part of the record."""
    return transition_perform(instance=talk, name="sign_as_official", actor=actor, remarks=remarks)


@transaction.atomic
def talk_sign_on_paper(
    *, talk: Talk, actor: Viewer, way: str, remarks: str = "", scan: UploadedFile | None = None
) -> Talk:
    """A signature on paper (with its scan), or that the official did not sign. Raises InvalidInput without the scan."""
    if way not in (Signature.PAPER, Signature.REFUSED):
        raise InvalidInput(_("Choose how it was signed."), field="way")
    if way == Signature.PAPER:
        scan_asked([scan], field="scan")
    talk = transition_perform(instance=talk, name="sign_on_paper", actor=actor, way=way, remarks=remarks)
    if scan is not None:
        attachment_add(owner=talk, upload=scan, actor=actor)
    return talk


def talk_recheck(*, talk: Talk, actor: Viewer, given: RecheckInput) -> Talk:
    """Record the re-check of the commitments; what is not kept gets a further day."""
    return transition_perform(instance=talk, name="recheck", actor=actor, given=given)


def talk_read(*, talk: Talk, actor: Viewer) -> None:
    """The official opened his talk: logged, and its messages are read."""
    event_record(event=AuditEvent.READ, obj=talk, actor=actor)
    messages_to(actor).filter(object_id=talk.pk, key__startswith=f"talk:{talk.pk}:", read_at__isnull=True).update(
        read_at=clock.now()
    )
