"""M56: a responsibility list is reviewed when a post of the team changes hands, not only every twelve months (D38)."""

from datetime import date, timedelta

from django.db.models import Q
from django.utils.translation import gettext as _

from core import clock, parameters
from core.workflow.services import history_write
from officials.models import Tenure
from supervision.lists.choices import Holder, ListStatus
from supervision.lists.models import ResponsibilityList
from supervision.lists.parameters import LISTS
from supervision.lists.telling import tell_unit


def review_after_change(tenure: Tenure, day: date) -> None:
    """Lists in force of the team and of the person whose post changed hands on ``day`` become due for review.

    A list that was reviewed or came into force since then is not; one that is due earlier stays so. Who draws up the
    unit's list finds the review among his to-dos and due days, and is told; the next review ends it.
    """
    post = tenure.post
    if not (post.in_team or post.is_head):
        return
    concerned = Q(holder=Holder.TEAM) | Q(official=tenure.official)
    rows = ResponsibilityList.objects.filter(concerned, unit=post.unit_id, status=ListStatus.IN_FORCE)
    due = max(day, clock.today()) + timedelta(days=parameters.values(LISTS.key)["review_days"])
    for row in rows.select_for_update(of=("self",)).select_related("unit"):
        seen = max(filter(None, (row.reviewed_on, row.in_force_on)), default=None)
        if (seen and seen >= day) or (row.due_on and row.due_on <= due):
            continue
        row.due_on = due
        row.save(update_fields=["due_on"])
        label = _("Review due after a change of post")
        history_write(instance=row, name="review_due", label=label, before=row.status, actor=None, reason=str(post))
        tell_unit(row, f"review-{tenure.pk}-{day:%Y%m%d}")
