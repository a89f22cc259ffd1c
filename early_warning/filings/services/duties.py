"""Filing duties: made for every period from the parameters, waived only with a reason."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from core.audit.models import AuditEvent
from core.audit.services import event_record
from core.errors import InvalidInput, NotAllowed
from early_warning.filings.catalogue import all_kinds
from early_warning.filings.models import FilingDuty
from early_warning.filings.parameters import duty_rule
from early_warning.filings.periods import Period
from early_warning.filings.services.dates import due_day
from organization.models import Unit


def duties_ensure(*, period: Period) -> int:
    """Write down who owes what for ``period``; running it again adds only what is missing. Returns how many.

    Due days are set once: a later change of the rule does not move what was already announced.
    """
    known = set(FilingDuty.objects.of_period(period).values_list("unit_id", "kind"))
    new = []
    for kind in all_kinds():
        rule = duty_rule(kind.code, as_of=period.end)
        if rule.frequency != period.frequency:
            continue
        units = Unit.objects.real().filter(active=True, kind__in=rule.unit_kinds).values_list("pk", flat=True)
        due = due_day(kind, period)
        new += [
            FilingDuty(unit_id=unit, kind=kind.code, period=str(period), due_on=due)
            for unit in units
            if (unit, kind.code) not in known
        ]
    with transaction.atomic():
        FilingDuty.objects.bulk_create(new, ignore_conflicts=True)
        if new:
            event_record(event=AuditEvent.BULK, obj=FilingDuty, period=str(period), created=len(new))
    return len(new)


def duty_waive(*, duty: FilingDuty, reason: str, actor: Any) -> FilingDuty:
    """Release a unit from one duty, with a reason. Raises NotAllowed without the right, InvalidInput without reason."""
    if not actor.has_perm("warnings.waive_filingduty"):
        raise NotAllowed(_("Your role may not do this."))
    if not reason.strip():
        raise InvalidInput(_("A reason is required."), field="reason", cure=_("Write why, in one sentence."))
    duty.waived_because, duty.waived_by = reason.strip(), actor
    duty.save(update_fields=["waived_because", "waived_by"])
    return duty
