from collections.abc import Sequence
from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core import clock, parameters
from core.errors import Conflict, InvalidInput, NotAllowed
from core.scope import Viewer
from core.workflow.services import history_write
from officials.people.models import Official
from officials.recusal.engine import Recusal, grounds_of
from officials.recusal.models import RecusalOverride
from officials.recusal.parameters import RECUSAL


def override_request(
    *, actor: Viewer, official: Official, reason: str, until: date, matter: Sequence[Recusal] = ()
) -> RecusalOverride:
    """Ask that one's own recusal be lifted for one official until a day; a deputy decides.

    ``matter`` are the grounds that stand in one matter about him only (earlier witness, drafter).
    Raises NotAllowed against an absolute ground, Conflict when no ground stands or a request waits already,
    InvalidInput without a reason or for a day past the longest time (parameter, R15).
    """
    grounds = [*grounds_of(official, actor), *matter]
    if not grounds:
        raise Conflict(_("Nothing keeps you off this official: no override is needed."))
    if any(ground.absolute for ground in grounds):
        raise NotAllowed(_("Against kinship or one's own matter there is no override."))
    if len(reason.strip()) < 4:
        raise InvalidInput(_("Write why, in one sentence."), field="reason")
    today, days = clock.today(), parameters.values(RECUSAL.key)["override_days"]
    if not today <= until <= today + timedelta(days=days):
        raise InvalidInput(
            _("An override lasts at most %(days)s days.") % {"days": days},
            field="until",
            cure=_("Choose an earlier day."),
        )
    try:
        with transaction.atomic():
            row = RecusalOverride.objects.create(
                user=actor,
                official=official,
                grounds=" ".join(ground.reason for ground in grounds)[:500],
                reason=reason.strip()[:300],
                start=today,
                until=until,
                asked_at=clock.now(),
            )
            history_write(instance=row, name="ask", label=_("Ask"), before="", actor=actor, reason=row.reason)
    except IntegrityError as error:
        raise Conflict(_("Your request for this official waits already.")) from error
    return row
