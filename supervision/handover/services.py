from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core import clock
from core.deadlines.queries import due_date
from core.errors import Conflict, InvalidInput, NotAllowed
from core.scope import Viewer
from core.workflow.services import history_write
from officials.models import Tenure
from officials.recusal import refuse_recused
from organization.models import Unit
from supervision.handover.changes import predecessor
from supervision.handover.models import Handover
from supervision.handover.parameters import LIST_RULE

OPEN = "supervision.add_handover"


def handover_open(*, tenure: Tenure, actor: Viewer) -> Handover:
    """Open the handover of a change of head with one click: a person does it, not the import (R01).

    Raises InvalidInput for a tenure that is no change of head, NotAllowed without the right, for another's unit, for
    oneself and for whoever must keep his hands off one of the two (R15), Conflict when it was opened already.
    """
    outgoing = predecessor(tenure)
    if not tenure.post.is_head or outgoing is None:
        raise InvalidInput(_("No head followed a head here: there is nothing to hand over."))
    if actor.pk in (tenure.official.user_id, outgoing.user_id):
        raise NotAllowed(_("Nobody opens his own handover."))
    if not Unit.objects.visible_to(actor).filter(pk=tenure.post.unit_id).exists():
        raise NotAllowed(_("This unit is outside your jurisdiction."))
    if not actor.has_perm(OPEN):
        raise NotAllowed(_("Your role may not make such a record."))
    refuse_recused([actor], outgoing, tenure.official)
    try:
        with transaction.atomic():
            handover = Handover.objects.create(
                unit=tenure.post.unit,
                tenure=tenure,
                outgoing=outgoing,
                incoming=tenure.official,
                handler=actor,
                created_by=actor,
                created_at=clock.now(),
                due_on=due_date(LIST_RULE, tenure.start),
            )
            history_write(instance=handover, name="open", label=_("Opened"), before="", actor=actor)
    except IntegrityError as error:
        raise Conflict(_("The handover of this change is opened already."), cure=_("Load the page again.")) from error
    return handover
