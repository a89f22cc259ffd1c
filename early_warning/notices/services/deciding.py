"""What staff decide on answers, objections, requests for more time and failed deliveries."""

from django.db import transaction
from django.utils.translation import gettext as _

from core import clock
from core.deadlines.calendar import add_workdays
from core.errors import Conflict, InvalidInput, NotAllowed
from core.scope import Viewer
from core.workflow.services import transition_perform
from early_warning.notices import delivery
from early_warning.notices.choices import CheckReason, CheckWay, Decision, Status
from early_warning.notices.effects import required
from early_warning.notices.models import DeliveryCheck, ExtensionRequest, Notice, Objection

OBJECTION_STEPS = {
    Decision.GRANTED: "uphold_objection",
    Decision.PARTLY: "lower_level",
    Decision.REFUSED: "refuse_objection",
}


def objection_decide(
    *, objection: Objection, actor: Viewer, decision: str, reason: str, level: int | None = None
) -> Notice:
    """R07: GRANTED revokes the notice, PARTLY lowers its level to ``level``, REFUSED lets it stand; always with reason.

    Raises NotAllowed for the drafting chain, InvalidInput without a reason or for a level that is not lower.
    """
    reason = required(reason, "reason")
    if decision not in OBJECTION_STEPS:
        raise InvalidInput(_("Choose a decision."), field="decision")
    values = {"level": level or 0} if decision == Decision.PARTLY else {}
    with transaction.atomic():
        notice = transition_perform(
            instance=objection.notice, name=OBJECTION_STEPS[Decision(decision)], actor=actor, reason=reason, **values
        )
        changed = Objection.objects.filter(pk=objection.pk, state=Decision.OPEN).update(
            state=decision, decided_by=actor, decided_at=clock.now(), decision_reason=reason
        )
        if not changed:
            raise Conflict(_("This was decided already."), cure=_("Load the page again."))
        if decision != Decision.GRANTED:  # an upheld objection is told by the revocation
            delivery.tell(notice, f"objection-{objection.pk}", reply_by=notice.due_on)
    return notice


def extension_decide(
    *, extension: ExtensionRequest, actor: Viewer, decision: str, reason: str, days: int = 0
) -> ExtensionRequest:
    """Give ``days`` working days (at most those asked for), or refuse with a reason. The addressee is told."""
    granted = decision == Decision.GRANTED
    if decision not in (Decision.GRANTED, Decision.REFUSED):
        raise InvalidInput(_("Choose a decision."), field="decision")
    with transaction.atomic():
        notice = Notice.objects.select_for_update(of=("self",)).get(pk=extension.notice_id)
        if not actor.has_perm("warnings.decide_extension") or notice.is_addressed_to(actor):
            raise NotAllowed(_("Your role may not do this."))
        if granted and not 1 <= days <= extension.days:
            raise InvalidInput(_("Give between 1 and %(days)s working days.") % {"days": extension.days}, field="days")
        changed = ExtensionRequest.objects.filter(pk=extension.pk, state=Decision.OPEN).update(
            state=decision,
            days_granted=days if granted else 0,
            decided_by=actor,
            decided_at=clock.now(),
            decision_reason=reason.strip() if granted else required(reason, "reason"),
        )
        if not changed:
            raise Conflict(_("This was decided already."), cure=_("Load the page again."))
        if granted:
            notice.reply_due = add_workdays(max(notice.reply_due, clock.day_of(extension.at)), days)
            notice.save(update_fields=["reply_due"])
        delivery.tell(notice, f"extension-{extension.pk}", reply_by=notice.reply_due)
    extension.refresh_from_db()
    return extension


def delivery_check_record(*, check: DeliveryCheck, actor: Viewer, way: str, note: str) -> Notice:
    """A person made sure that the notice arrived (R05). After an escalation the reply period begins anew."""
    if way not in CheckWay.values:
        raise InvalidInput(_("Choose how it was checked."), field="way")
    with transaction.atomic():
        notice = Notice.objects.select_for_update(of=("self",)).get(pk=check.notice_id)
        if check.why == CheckReason.NO_REPLY and notice.status == Status.ESCALATED:
            notice = transition_perform(instance=notice, name="delivery_checked", actor=actor, way=way, note=note)
            delivery.tell(notice, f"checked-{check.pk}", reply_by=notice.reply_due)
            return notice
        if not actor.has_perm("warnings.check_delivery"):
            raise NotAllowed(_("Your role may not do this."))
        changed = DeliveryCheck.objects.filter(pk=check.pk, at__isnull=True).update(
            way=way, note=required(note, "note"), by=actor, at=clock.now()
        )
        if not changed:
            raise Conflict(_("This was decided already."), cure=_("Load the page again."))
    return notice


def notice_refer(*, notice: Notice, actor: Viewer, outcome: str, reason: str, follow_up: str) -> Notice:
    """End with a reminder talk or a transfer, recorded as words; what follows has its own approval (M07)."""
    return transition_perform(
        instance=notice,
        name="refer",
        actor=actor,
        reason=required(reason, "reason"),
        outcome=outcome,
        follow_up=follow_up,
    )
