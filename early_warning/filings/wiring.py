"""Connects filings with the house: models, parameters, rights, audit, menu, workbench, API, jobs. Called once."""

from django.utils.translation import gettext_lazy as _

from core import badges, navigation
from core.api.registry import register as api
from core.audit.services import register as audit
from core.permissions import grant
from core.search import search_list
from core.workbench.registry import panel, todo_source
from organization.units.panels import unit_panel

UNIT_SIDE = ("LIA", "UHD")
COMMISSION = ("SEC", "DEP", "SUP", "STA", "DAT")


def connect() -> None:
    from early_warning.filings import api as doors
    from early_warning.filings import jobs, models, panels, parameters, todos  # noqa: F401 - importing registers them

    _rights()
    _menu()
    audit(models.DataFiling, exclude=["sample", "findings", "plan", "quality", "upload", "draft"])
    audit(models.FilingMapping, exclude=["plan"])
    audit(models.FilingDuty)
    badges.register(
        {
            "MET": badges.Look("good", "circle-check"),
            "LATE": badges.Look("watch", "clock-exclamation"),
            "WAITING": badges.Look("busy", "hourglass"),
            "DUE": badges.Look("plain", "calendar-due"),
            "WAIVED": badges.Look("muted", "circle-minus"),
        }
    )
    api("filings", doors.DataFilingViewSet)
    api("filing-duties", doors.FilingDutyViewSet)
    api("filing-mappings", doors.FilingMappingViewSet)
    todo_source("filings-to-confirm", _("Filings to confirm"), todos.to_confirm)
    todo_source("filings-due", _("Filings due"), todos.to_file)
    panel(
        "filings",
        _("Data filing"),
        order=40,
        template="core/workbench/figures.html",
        context=panels.current_period_figures,
        place="strip",
    )
    unit_panel(_("Data filing"), order=40, template="warnings/filings/panels/unit.html", context=panels.unit_filings)


def _rights() -> None:
    """M04 "Who": LIA files, UHD confirms, DAT receives; the commission sees its units (handbook 0.3, R27)."""
    grant("warnings.view_datafiling", *UNIT_SIDE, *COMMISSION)
    grant("warnings.view_filingduty", *UNIT_SIDE, *COMMISSION)
    grant("warnings.view_filingmapping", "LIA", "DAT")
    grant("warnings.file_datafiling", "LIA")
    grant("warnings.confirm_datafiling", "UHD")
    grant("warnings.withdraw_datafiling", *UNIT_SIDE)
    grant("warnings.download_datafiling", *UNIT_SIDE, "SEC", "DEP", "DAT")
    grant("warnings.waive_filingduty", "DAT")


def _menu() -> None:
    search_list("filings", _("Data filings"), "early_warning.filings.filters.DataFilingFilter",
                permission="warnings.view_datafiling")  # fmt: skip
    items = (
        ("filing-list", _("Data filings"), "database-import", "warnings.view_datafiling", 10),
        ("filing-duty-list", _("Filing duties"), "calendar-due", "warnings.view_filingduty", 11),
        ("filing-catalogue", _("Dataset catalogue"), "book", "warnings.view_datafiling", 12),
    )
    for url_name, label, icon, permission, order in items:
        navigation.register(
            navigation.NavItem(
                group="warning", label=label, url_name=url_name, permission=permission, order=order, icon=icon
            )
        )
