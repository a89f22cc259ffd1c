"""The numbers of copy notices; the feedback period is the deadline rule D31, the limit of R37 that of notices."""

from django.utils.translation import gettext_lazy as _

from core.parameters import Param, ParameterGroup, define

COPY = define(
    ParameterGroup(
        "COPY",
        _("Copy notices"),
        (
            Param("decision_days", 10, _("Objection decided within"), "working days", "R07"),
            Param("contact_office", "第一监督检查室", _("Contact office")),
        ),
    )
)
