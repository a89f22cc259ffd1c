"""What notices show on the workbench beside to-dos: open ones by level; and search hits."""

from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from core.badges import look_of
from core.scope import Viewer
from core.search import Hit
from early_warning.notices.choices import Level
from early_warning.notices.models import Notice
from early_warning.notices.queries import open_by_level


def open_panel(user: Viewer) -> dict[str, Any] | None:
    """Open warning notices by level and open reminders; each figure opens its list."""
    if not user.has_perm("warnings.view_notice"):
        return None
    counts = open_by_level(user)
    url = reverse("notice-list")
    rows = [_bar(level.label, counts["levels"][level], f"LEVEL_{level}", f"{url}?standing=open&level={level}")
            for level in Level]  # fmt: skip
    reminders = reverse("reminder-list")
    rows.append(_bar(_("Duty reminders"), counts["reminders"], "REMINDED", f"{reminders}?standing=open"))
    return {"rows": rows, "highest": max([row["value"] for row in rows] + [1])}


def _bar(label: Any, value: int, code: str, url: str) -> dict[str, Any]:
    look = look_of(code)
    return {"label": label, "value": value, "tone": look.tone, "icon": look.icon, "url": url}


def find_notices(user: Viewer, text: str, limit: int) -> list[Hit]:
    """Notices by number, subject, unit or official (also by pinyin)."""
    word = text.lower()
    found = Q(doc_no__icontains=text) | Q(subject__icontains=text) | Q(unit__name__icontains=text)
    found |= Q(unit__pinyin__icontains=word) | Q(official__name__icontains=text) | Q(official__pinyin__icontains=word)
    rows = Notice.objects.for_staff(user).filter(found).select_related("unit", "official")[:limit]
    return [Hit(str(row), row.get_absolute_url(), row.addressee) for row in rows]
