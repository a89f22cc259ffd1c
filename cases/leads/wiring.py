"""Connects the register of leads with the house."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import badges
from core.deadlines.reminders import remind
from core.mechanisms.wiring import register


def wire() -> None:
    from cases.leads import dossier as parts
    from cases.leads.mechanism import Leads
    from cases.leads.models import Lead
    from officials import dossier

    register(Leads)
    # No delay and no backlog (监督执纪工作规则 21): the days of a lead cannot be moved.
    remind(Lead, open=Q(closed_at__isnull=True), label=_("Leads"), suspends=False, extends=False)
    dossier.section(9, _("Leads"), parts.section)
    badges.register(
        {
            "RECEIVED": badges.Look("plain", "inbox"),
            "REGISTERED": badges.Look("busy", "clipboard-list"),
            "INQUIRY": badges.Look("busy", "message-question"),
            "VERIFICATION": badges.Look("busy", "file-search"),
            "RESULT": badges.Look("watch", "report-search"),
            "SHELVED": badges.Look("muted", "clock-pause"),
            "HANDLED": badges.Look("normal", "arrow-guide"),
        }
    )
