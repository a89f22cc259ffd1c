"""Section 9 of the dossier: leads for those who may see them; nobody learns from it of one he may not see."""

from typing import Any

from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from cases.leads.choices import Outcome, Status
from cases.leads.models import Lead
from core.scope import Viewer
from core.templatetags.ui import status_badge
from officials.dossier import SectionContent
from officials.models import Official

COLUMNS = (_("Lead"), _("Day of receipt"), _("Alleged conduct"), _("Disposal"), _("Outcome of the lead"), _("Status"))
OVER = (Status.CONCLUDED, Status.ARCHIVED)


def section(official: Official, user: Viewer) -> SectionContent:
    """What was found untrue stands in no dossier any more: its clarification does, in section 15 (M82)."""
    rows = Lead.objects.visible_to(user).filter(official=official)
    return SectionContent(
        columns=COLUMNS, rows=tuple(_row(lead) for lead in rows.exclude(outcome=Outcome.UNTRUE, status__in=OVER))
    )


def _row(lead: Any) -> tuple[Any, ...]:
    link = format_html('<a href="{}">{}</a>', lead.get_absolute_url(), lead)
    return (
        link, lead.received_on, lead.get_conduct_display(), lead.get_method_display() or "—",
        lead.get_outcome_display() or "—", status_badge(lead),
    )  # fmt: skip
