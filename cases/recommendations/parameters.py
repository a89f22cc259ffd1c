"""The numbers of recommendation letters; the periods themselves are the deadline rules D28a-D28c."""

from django.utils.translation import gettext_lazy as _

from core.parameters import Param, ParameterGroup, define

RECOMMENDATION = define(
    ParameterGroup(
        "RECOMMENDATION",
        _("Recommendation letters"),
        (
            Param("objection_days", 5, _("Objection by the unit within"), "working days", "M22"),
            Param("decision_days", 10, _("Objection decided within"), "working days", "R07"),
            Param("contact_office", "第一监督检查室", _("Contact office")),
            Param("urge_days", 20, _("New period when a result is not enough"), "working days", "M22"),
        ),
    )
)
