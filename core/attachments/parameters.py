"""How much may be uploaded. Numbers, not code: an administrator proposes others."""

from django.utils.translation import gettext_lazy as _

from core.parameters.registry import Param, ParameterGroup, define

MIB = 1024 * 1024

ATTACHMENTS = define(
    ParameterGroup(
        "ATTACHMENTS",
        _("Attachments"),
        (
            Param("max_mb", 50, _("Largest file"), unit="MB"),
            Param("max_files", 20, _("Files in one upload")),
            Param("max_unpacked_mb", 500, _("Largest content of a packed file"), unit="MB"),
            Param("max_ratio", 150, _("Most that a packed file may grow"), unit="×"),
        ),
    )
)
