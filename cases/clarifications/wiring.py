"""Connects clarifications with the house."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import badges
from core.deadlines.reminders import remind
from core.mechanisms.wiring import register
from core.workbench.registry import todo_source


def wire() -> None:
    from cases.clarifications import dossier as parts
    from cases.clarifications import todos
    from cases.clarifications.documents import register_kinds
    from cases.clarifications.mechanism import Clarifications
    from cases.clarifications.models import Clarification
    from cases.leads.models import Lead
    from officials import dossier

    register(Clarifications)
    register_kinds()
    todo_source("clarifications-to-offer", _("Clarifications to offer"), todos.to_offer)
    # Whoever was wrongly reported does not wait longer: neither day can be moved.
    remind(Lead, due="clarify_by", open=todos.OWED, label=_("Clarifications to offer"), suspends=False, extends=False)
    remind(Clarification, open=Q(closed_at__isnull=True), label=_("Clarifications"), suspends=False, extends=False)
    dossier.section(15, _("Clarifications"), parts.section, self_view=True)
    dossier.timeline_source("clarifications", _("Clarifications"), parts.timeline, self_view=True)
    badges.register(
        {
            "EXECUTED": badges.Look("good", "award"),
            "DROPPED": badges.Look("muted", "ban"),
        }
    )
