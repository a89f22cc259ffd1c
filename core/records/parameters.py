from django.utils.translation import gettext_lazy as _

from core.parameters import Param, ParameterGroup, define

TABLES = define(
    ParameterGroup(
        "TABLES",
        _("Limits of lists"),
        (
            Param("export_rows", 10_000, _("Rows of one export at most"), "rows", "R27"),
            Param("bulk_rows", 200, _("Records of one step for many at most"), "rows"),
        ),
    )
)
