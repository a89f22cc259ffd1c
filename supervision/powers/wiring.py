"""Connects the lists of powers with the house."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from core import badges, navigation
from core.navigation import NavItem
from core.scope import Viewer
from organization.models import Unit


def wire() -> None:
    from core.mechanisms.wiring import register
    from organization.units.panels import unit_panel
    from supervision.powers import decisions
    from supervision.powers.mechanism import PowerExercises, PowerLists

    register(PowerLists)
    register(PowerExercises)
    given = decisions.DECISIONS
    given.add("resolution", _("Resolutions"), decisions.resolutions)
    given.add(
        "appointment",
        _("Appointments"),
        decisions.appointments,
        words=decisions.appointment_words,
        unit="post__unit",
    )
    given.add("doubt", _("Doubt points"), decisions.doubt_points)
    decisions.must_rest_on_a_power(_("Resolutions"), decisions.bare_resolutions)
    decisions.must_rest_on_a_power(_("Appointments"), decisions.bare_appointments)
    unit_panel(_("Powers"), order=42, template="supervision/powers/unit_panel.html", context=unit_powers)
    navigation.register(
        NavItem(
            group="self",
            label=_("Powers in force"),
            url_name="power-list",
            permission="supervision.view_powerlist",
            order=44,
            icon="key",
        )
    )
    badges.register(
        {
            "RECORDED": badges.Look("plain", "pencil"),
            "LINKED": badges.Look("good", "link"),
            "VOID": badges.Look("muted", "ban"),
            "RISK_HIGH": badges.Look("bad", "alert-triangle"),
            "RISK_MEDIUM": badges.Look("watch", "alert-circle"),
            "RISK_LOW": badges.Look("normal", "circle-dot"),
        }
    )


def unit_powers(unit: Unit, user: Viewer) -> dict[str, Any] | None:
    """How many powers of which risk the unit's list in force has."""
    from supervision.powers.models import PowerItem, Risk

    if not user.has_perm("supervision.view_powerlist"):
        return None
    rows = list(
        PowerItem.objects.visible_to(user).in_force().filter(power_list__unit=unit).values_list("risk", flat=True)
    )
    if not rows:
        return None
    return {"unit": unit, "total": len(rows), "counts": [(risk, rows.count(risk.value)) for risk in Risk]}
