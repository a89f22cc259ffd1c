"""What the room tells the rest of the house at the start."""

from django.utils.translation import gettext_lazy as _

from core.api.registry import register as api_register
from core.audit.services import register as audit
from core.navigation import NavItem, register
from core.parameters.api import ParameterChangeViewSet
from core.parameters.models import ParameterChange, ParameterVersion
from core.parameters.views import changes_to_decide
from core.permissions import grant
from core.workbench.registry import todo_source

READERS = ("SEC", "DEP", "CM", "PET", "SUP", "INV", "TRI", "CON", "STA", "INS", "DAT", "CSO", "ARC", "ADM")


def wire() -> None:
    """Audit, rights, menu and to-dos of the parameters."""
    api_register("parameter-changes", ParameterChangeViewSet)
    audit(ParameterChange)
    audit(ParameterVersion)
    grant("core.view_parameterversion", *READERS)
    grant("core.view_parameterchange", *READERS)
    grant("core.propose_parameter", "ADM")
    grant("core.approve_parameter", "SEC")
    todo_source("parameter-changes", _("Parameter changes"), changes_to_decide)
    for order, label, url_name, icon in (
        (50, _("Parameters"), "parameter-list", "adjustments"),
        (51, _("Parameter changes"), "parameter-change-list", "git-pull-request"),
    ):
        register(
            NavItem(
                group="admin",
                label=label,
                url_name=url_name,
                order=order,
                icon=icon,
                permission="core.view_parameterversion",
            )
        )
