"""Connects the health check with the house: models, rights, menu, workbench, search, API, audit."""

from django.utils.translation import gettext_lazy as _

from core import navigation
from core.api.registry import register as serve
from core.audit.services import register as audit
from core.navigation import NavItem
from core.permissions import grant
from core.search import search_list, search_source
from core.workbench.registry import panel, todo_source
from organization.units.panels import unit_panel

TRIAGERS = ("SUP", "STA", "CSO")
VIEWERS = ("SEC", "DEP", *TRIAGERS, "DAT")


def connect() -> None:
    """Called once, in AppConfig.ready."""
    from . import gate, jobs, library, models  # noqa: F401 - importing them defines models, parameters and the job

    _rights()
    _menu()
    _workbench()
    _api()
    audit(models.DoubtPoint, exclude=["rows", "facts"])
    audit(models.MaterialRequest)
    audit(models.ModelStanding)


def _rights() -> None:
    grant("warnings.view_doubtpoint", *VIEWERS)
    grant("warnings.triage_doubtpoint", *TRIAGERS)
    grant("warnings.assign_doubtpoint", "SEC", "DEP", "SUP", "STA")
    grant("warnings.send_doubtpoint", "SUP", "STA")
    grant("warnings.own_house_doubtpoint", "CSO")
    grant("warnings.view_pseudonyms", "DAT")
    grant("warnings.view_conversion", "CM", *VIEWERS)
    grant("warnings.view_checkrun", *VIEWERS)
    grant("warnings.start_checkrun", "SUP", "STA", "DAT")
    grant("warnings.view_modelstanding", "CM", *VIEWERS)
    grant("warnings.change_modelstanding", "SEC")
    grant("warnings.answer_materialrequest", "UHD", "LIA")


def _menu() -> None:
    pages = (
        (_("Doubt points"), "doubt-list", "warnings.view_doubtpoint", "zoom-question"),
        (_("Health checks"), "check-run-list", "warnings.view_checkrun", "microscope"),
        (_("Models"), "check-model-list", "warnings.view_modelstanding", "puzzle"),
        (_("Conversion"), "conversion", "warnings.view_conversion", "filter"),
        (_("Requests for material"), "material-list", "warnings.answer_materialrequest", "message-question"),
    )
    for place, (label, url_name, permission, icon) in enumerate(pages):
        item = NavItem(
            group="warning", label=label, url_name=url_name, permission=permission, order=20 + place, icon=icon
        )
        navigation.register(item)


def _workbench() -> None:
    search_list("material", _("Requests for material"), "early_warning.checks.filters.MaterialFilter")
    from . import bench

    todo_source("doubts", _("Doubt points"), bench.doubts_waiting)
    todo_source("materials", _("Requests for material"), bench.materials_waiting)
    template = "core/workbench/figures.html"
    panel("doubts", _("Doubt points"), order=20, template=template, context=bench.doubts_strip, place="strip")
    unit_panel(_("Doubt points"), order=50, template="warnings/checks/panels/unit.html", context=bench.unit_doubts)
    search_source("doubts", _("Doubt points"), bench.find_doubts)


def _api() -> None:
    from . import api

    serve("doubt-points", api.DoubtPointViewSet)
    serve("check-runs", api.CheckRunViewSet)
