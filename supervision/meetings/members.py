"""Who is due at a meeting: the leadership team by the posts held on its day."""

from typing import Any

from officials.models import Tenure
from supervision.meetings.choices import Seat
from supervision.meetings.models.attendance import Attendance


def members_draw(*, meeting: Any) -> list[Attendance]:
    """Write down the members due on the day of the meeting; who is written down already stays as he is."""
    known = set(meeting.attendance.filter(official__isnull=False).values_list("official", flat=True))
    due: dict[int, Attendance] = {}
    for tenure in Tenure.objects.on(meeting.convened_on).filter(post__unit=meeting.unit, post__in_team=True).order_by(
        "post__order", "pk"
    ).select_related("post"):  # fmt: skip
        row = due.get(tenure.official_id)
        if row is not None:
            row.is_head = row.is_head or tenure.post.is_head
        elif tenure.official_id not in known:
            due[tenure.official_id] = Attendance(
                meeting=meeting, seat=Seat.MEMBER, official_id=tenure.official_id, is_head=tenure.post.is_head,
                order=tenure.post.order,
            )  # fmt: skip
    return Attendance.objects.bulk_create(due.values())
