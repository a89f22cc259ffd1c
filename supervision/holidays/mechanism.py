from django.utils.translation import gettext_lazy as _

from core.mechanisms.registry import Mechanism
from core.scope import Viewer
from supervision.holidays.models import HolidayReminder


class HolidayReminders(Mechanism):
    model = HolidayReminder
    slug = "holiday-reminders"
    group, icon, order = "self", "speakerphone", 60
    grants = {
        "view": ("SEC", "DEP", "SUP", "STA", "CON"),
        "add": ("CON",),
        "approve_holidayreminder": ("DEP", "SEC"),
    }
    columns = ("holiday", "year", "status", "sent_at")
    filters = ("status", "holiday", "year")
    search = ("text",)
    fields = ("holiday", "year", "text", "family_words", "created_by", "approver", "sent_at")
    form_fields = ("holiday", "year", "text", "family_words", "units")
    empty = _("No holiday reminder yet.")
    portal = _("Holiday reminders")
    remind = False

    def in_menu(self, user: Viewer) -> bool:
        return super().in_menu(user) or user.has_role("UHD")
