"""What the addressee does in the portal. Each of it is his right; none of it makes the outcome worse (R05, R06)."""

from collections.abc import Iterable

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core import clock, parameters
from core.errors import Conflict, InvalidInput, NotAllowed
from core.outbox.models import Channel
from core.outbox.queries import deliveries_of
from core.scope import Viewer
from core.workflow.services import transition_perform
from early_warning.notices.choices import AWAITING, Status
from early_warning.notices.effects import required
from early_warning.notices.models import ExtensionRequest, Notice
from early_warning.notices.parameters import NOTICE

Files = Iterable[UploadedFile]


def notice_read(*, notice: Notice, actor: Viewer) -> None:
    """The addressee opened the notice: its portal rows are read."""
    deliveries_of(notice).filter(recipient=actor, channel=Channel.PORTAL, read_at__isnull=True).update(
        read_at=clock.now()
    )


def notice_acknowledge(*, notice: Notice, actor: Viewer) -> Notice:
    """签收: receipt, not agreement; the delivery receipt W20 is issued."""
    return transition_perform(instance=notice, name="acknowledge", actor=actor)


def notice_reply(*, notice: Notice, actor: Viewer, text: str, files: Files = ()) -> Notice:
    """Answer with text and files. Who answers has received it: an open receipt is given with it."""
    with transaction.atomic():
        current = Notice.objects.get(pk=notice.pk)
        if current.acked_at is None and current.status in (Status.SERVED, Status.ESCALATED):
            current = notice_acknowledge(notice=current, actor=actor)
        return transition_perform(instance=current, name="reply", actor=actor, text=text, files=files)


def rectification_report(*, notice: Notice, actor: Viewer, text: str, files: Files = ()) -> Notice:
    """Report that what was asked is mended; somebody else verifies it."""
    return transition_perform(instance=notice, name="report_rectification", actor=actor, text=text, files=files)


def objection_raise(*, notice: Notice, actor: Viewer, text: str, files: Files = ()) -> Notice:
    """Object to facts, rule or request. Decided outside the drafting chain; the drafter never learns of it."""
    return transition_perform(instance=notice, name="raise_objection", actor=actor, text=text, files=files)


def extension_request(*, notice: Notice, actor: Viewer, days: int, reason: str) -> ExtensionRequest:
    """Ask for ``days`` more working days. Raises InvalidInput beyond the limit, Conflict while one is open or when no
    answer is waited for (once a person looks after the delivery, the period begins anew anyway)."""
    limit = parameters.values(NOTICE.key)["extension_limit"]
    if not 1 <= days <= limit:
        raise InvalidInput(_("More time is given for 1 to %(limit)s working days.") % {"limit": limit}, field="days")
    with transaction.atomic():
        row = Notice.objects.select_for_update(of=("self",)).get(pk=notice.pk)
        if not row.is_addressed_to(actor):
            raise NotAllowed(_("Only the addressee may do this."))
        if row.status not in AWAITING:
            raise Conflict(_("No answer is waited for any more."))
        try:
            with transaction.atomic():
                return row.extensions.create(days=days, reason=required(reason, "reason"), by=actor, at=clock.now())
        except IntegrityError as error:
            raise Conflict(_("A request for more time is still to be decided.")) from error
