from django.db import transaction
from django.utils.translation import gettext as _

from core.errors import Conflict, NotAllowed
from core.scope import Viewer
from core.workflow.services import history_write
from supervision.meetings.choices import BEFORE, Presence, Seat
from supervision.meetings.members import members_draw
from supervision.meetings.models import Meeting
from supervision.meetings.who import runs


@transaction.atomic
def members_redraw(*, meeting: Meeting, actor: Viewer) -> int:
    """Write the members due down anew, after the day or a post changed; what was recorded of a member stays.

    Returns how many are due. Raises NotAllowed without the right, Conflict once the meeting took place.
    """
    row = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    if not runs(row, actor):
        raise NotAllowed(_("Only the unit plans its meetings."))
    if row.status not in BEFORE:
        raise Conflict(_("The meeting took place: its plan stays as it was."))
    row.attendance.filter(seat=Seat.MEMBER, presence=Presence.OPEN).delete()
    members_draw(meeting=row)
    count = row.attendance.filter(seat=Seat.MEMBER).count()
    words = _("%(count)s members due") % {"count": count}
    history_write(
        instance=row, name="members", label=_("Members written down"), before=row.status, actor=actor, reason=words
    )
    return count
