"""Connects the division of duties with the house; the rule itself asks it for exemptions."""

from django.utils.translation import gettext_lazy as _

from core import badges, navigation
from core.navigation import NavItem


def wire() -> None:
    from core.mechanisms.wiring import register
    from officials.duties.rule import exemption_source
    from organization.units.panels import unit_panel
    from supervision.duties.bench import unit_matrix
    from supervision.duties.mechanism import DutyExemptions, DutyPlans
    from supervision.duties.models import granted_exemptions

    register(DutyPlans)
    register(DutyExemptions)
    exemption_source("exemptions", granted_exemptions)
    unit_panel(_("Division of duties"), order=41, template="supervision/duties/matrix.html", context=unit_matrix)
    navigation.register(
        NavItem(
            group="self",
            label=_("Three not in charge"),
            url_name="duty-overview",
            permission="supervision.view_dutyplan",
            order=40,
            icon="layout-grid",
        )
    )
    badges.register(
        {
            "STUDIED": badges.Look("plain", "users-group"),
            "FILED": badges.Look("busy", "send"),
            "IN_FORCE": badges.Look("good", "circle-check"),
            "ASKED": badges.Look("watch", "hourglass"),
            "ENDED": badges.Look("muted", "calendar-off"),
        }
    )
