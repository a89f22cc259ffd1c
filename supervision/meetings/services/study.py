from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core import clock, parameters
from core.deadlines.calendar import add_workdays
from core.errors import Conflict, InvalidInput, NotAllowed
from core.outbox.telling import tell
from core.scope import Viewer
from core.workflow.services import history_write
from organization.models import Unit, User
from supervision.meetings.choices import ReminderStatus
from supervision.meetings.models import StudyReminder
from supervision.meetings.parameters import STUDY
from supervision.meetings.study import Doubt

REMIND = "supervision.remind_study"


def doubt_decide(*, doubt: Doubt, remind: bool, text: str, actor: Viewer) -> StudyReminder:
    """A person's decision on a doubt (R01): the office of the unit's secretary is reminded, or it is set aside.

    Raises NotAllowed without the right or outside the jurisdiction, InvalidInput without words, Conflict when somebody
    decided already.
    """
    if not actor.has_perm(REMIND) or not Unit.objects.visible_to(actor).filter(pk=doubt.unit.pk).exists():
        raise NotAllowed(_("Your role may not decide on this doubt."))
    if not text.strip():
        raise InvalidInput(_("Write what the unit should look at, or why it is set aside."), field="text")
    status = ReminderStatus.SENT if remind else ReminderStatus.SET_ASIDE
    row = StudyReminder(
        unit=doubt.unit, ground=doubt.ground, meetings=list(doubt.meetings), last_meeting_id=doubt.meetings[-1],
        text=text.strip(), status=status, created_by=actor, created_at=clock.now(),
    )  # fmt: skip
    if remind:
        days = parameters.values(STUDY.key)["answer_days"]
        row.due_on = add_workdays(clock.today(), days)
    else:
        row.closed_at = clock.now()
    try:
        with transaction.atomic():
            row.save()
            history_write(instance=row, name="opened", label=str(row.get_status_display()), before="", actor=actor)
            if remind:
                _tell(row)
    except IntegrityError as error:
        raise Conflict(_("This doubt was decided on already."), cure=_("Load the page again.")) from error
    return row


def _tell(row: StudyReminder) -> None:
    """The unit's liaison keeps its secretary's office; the mail says only that something waits."""
    for user in User.objects.filter(groups__name="LIA", jurisdictions__unit=row.unit, is_active=True).distinct():
        tell(owner=row, recipient=user, key="sent")
