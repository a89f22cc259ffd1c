"""R37 for copy notices: how many reached one person counts together with the notices to him."""

from datetime import datetime
from typing import Any

from early_warning.notices.frequency import too_many


def copies_about(person: Any, since: datetime, but: Any) -> int:
    """Copy notices about ``person`` approved since then, ``but`` not among them."""
    from supervision.copies.models import CopyNotice

    rows = CopyNotice._base_manager.filter(official=person, approved_at__gte=since).exclude(status="REVOKED")
    return rows.exclude(pk=but.pk if isinstance(but, CopyNotice) else None).count()


def needs_sign_off(notice: Any) -> bool:
    return notice.official is not None and notice.signed_off_by_id is None and too_many(notice.official, notice)
