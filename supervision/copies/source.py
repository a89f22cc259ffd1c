"""F3 replies on time: the feedback that units owe to copy notices (M29)."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from core.scope import Viewer
from early_warning.ecology.measures import EvidenceRow, Measurement, Question, Tally
from supervision.copies.choices import Status
from supervision.copies.models import CopyNotice, CopyRecipient

SOURCE = "copy"


def feedback_on_time(question: Question) -> Mapping[str, Measurement]:
    """Feedback by the due day ÷ feedback due, of the unit whose person got the copy. Revoked notices count nowhere
    (R08); what is due today or later and not yet given is not judged."""
    found: defaultdict[str, Tally] = defaultdict(Tally)
    copies = CopyRecipient._base_manager.filter(
        user__unit__code__in=question.units, notice__served_at__date__lte=question.as_of,
        notice__due_on__range=(question.start, question.end),
    ).exclude(notice__status=Status.REVOKED)  # fmt: skip
    for copy in copies.select_related("notice", "user__unit").order_by("notice__due_on", "pk"):
        due = copy.notice.due_on
        given = timezone.localdate(copy.answered_at) if copy.answered_at else None
        given = given if given is not None and given <= question.as_of else None
        if given is None and due >= question.as_of:
            continue
        words = f"{copy.notice.doc_no} → {due.isoformat()}, {given.isoformat() if given else '—'}"
        row = EvidenceRow(SOURCE, copy.notice_id, given is not None and given <= due, words)
        found[copy.user.unit.code].add([row])
    return {code: found[code].measurement() for code in question.units}


def resolve(user: Viewer, rows: list[dict[str, Any]]) -> Mapping[int, str]:
    """The notices behind the rows, for whoever sees them."""
    found = CopyNotice.objects.visible_to(user).filter(pk__in={int(row["key"]) for row in rows})
    return {notice.pk: notice.get_absolute_url() for notice in found}
