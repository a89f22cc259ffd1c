"""What the room tells the rest of the house at the start."""

from django.utils.translation import gettext_lazy as _

from core.audit.services import register as audit
from core.deadlines.models import GROUP_PREFIX, CalendarDay, DeadlineRule
from core.deadlines.store import RuleStore
from core.navigation import NavItem, register
from core.parameters.registry import keep_in
from core.permissions import grant
from core.search import search_list

READERS = ("SEC", "DEP", "CM", "PET", "SUP", "INV", "TRI", "CON", "STA", "INS", "DAT", "CSO", "ARC", "ADM")


def wire() -> None:
    """Audit, rights and menu of the catalogue of deadlines."""
    search_list("deadlines", _("Deadline rules"), "core.deadlines.views.DeadlineRuleFilter",
                permission="core.view_deadlinerule")  # fmt: skip
    audit(DeadlineRule)
    audit(CalendarDay)
    grant("core.view_deadlinerule", *READERS)
    grant("core.view_calendarday", *READERS)
    grant("core.check_deadlinerule", "ADM")
    keep_in(GROUP_PREFIX, RuleStore())
    register(
        NavItem(
            group="admin",
            label=_("Deadline rules"),
            url_name="deadline-rule-list",
            order=60,
            icon="calendar-due",
            permission="core.view_deadlinerule",
        )
    )
