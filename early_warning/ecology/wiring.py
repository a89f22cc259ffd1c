"""Connects the political ecology with the house: parameters, rights, audit. Called once, in AppConfig.ready."""

from django.utils.translation import gettext_lazy as _

from core import badges
from core.api.registry import register as api_register
from core.audit.services import register as audit
from core.navigation import NavItem
from core.navigation import register as nav
from core.permissions import grant
from core.search import search_list
from core.workbench.registry import panel, todo_source
from organization.units.panels import unit_panel

SIDE_ORDER, CHART_ORDER, UNIT_ORDER = 20, 10, 30
COMMISSION = ("SEC", "DEP", "SUP", "STA")


def connect() -> None:
    from early_warning.ecology import jobs, models, parameters, services  # noqa: F401 - defines groups and the job
    from early_warning.notices.hooks import on_revoked

    _looks()
    _rights()
    _places()
    _sources()
    audit(models.EcologyAssessment, exclude=["dimension_scores", "params_versions"])
    audit(models.OfficeEntry)
    on_revoked(services.notice_revoked)


def _looks() -> None:
    badges.register(
        {
            "CALCULATED": badges.Look("plain", "calculator"),
            "OPINION": badges.Look("busy", "pencil"),
            "MEETING": badges.Look("busy", "users-group"),
            "CONSULTED": badges.Look("watch", "message-question"),
            "RESPONDED": badges.Look("normal", "message-2"),
            "SIGNED": badges.Look("good", "signature"),
            "FED_BACK": badges.Look("good", "mail-forward"),
            "ARCHIVED": badges.Look("muted", "archive"),
        }
    )


def _rights() -> None:
    """M01 "Who": SUP and STA draft, SEC signs, DEP looks on; the head sees and answers his own unit's."""
    grant("warnings.view_ecologyassessment", *COMMISSION)
    grant("warnings.compute_ecology", "DEP", "SUP", "STA")
    grant("warnings.assess_ecology", "SUP", "STA")
    grant("warnings.sign_ecology", "SEC")
    grant("warnings.respond_ecology", "UHD")
    grant("warnings.view_officeentry", *COMMISSION)
    grant("warnings.record_officeentry", "SUP", "STA")


def _places() -> None:
    search_list("ecology", _("Political ecology"), "early_warning.ecology.filters.EcologyFilter",
                permission="warnings.view_ecologyassessment")  # fmt: skip
    from early_warning.ecology import api, panels, queries, todos

    nav(
        NavItem(
            group="warning",
            label=_("Political ecology"),
            url_name="ecology-list",
            test=queries.may_open,
            order=30,
            icon="gauge",
        )
    )
    nav(
        NavItem(
            group="self",
            label=_("Takings of office"),
            url_name="office-entry-list",
            permission="warnings.view_officeentry",
            order=60,
            icon="door-enter",
        )
    )
    panel("ecology-bands", _("Political ecology"), order=SIDE_ORDER, template="core/workbench/bars.html",
          context=panels.bands_panel)  # fmt: skip
    panel(
        "warning-trend",
        _("12 months: doubt points, warnings, rectifications"),
        order=CHART_ORDER,
        template="core/workbench/chart.html",
        context=panels.trend_panel,
        place="chart",
    )
    unit_panel(
        _("Political ecology"),
        order=UNIT_ORDER,
        template="warnings/ecology/unit_panel.html",
        context=panels.unit_panel_context,
    )
    todo_source("ecology", _("Political ecology"), todos.waiting)
    api_register("ecology", api.EcologyViewSet)


def _sources() -> None:
    """The indicators of this floor; the others wait for the floors above (``registry.register_source``)."""
    from early_warning.ecology import resolvers
    from early_warning.ecology.evidence import evidence_source
    from early_warning.ecology.registry import register_source
    from early_warning.ecology.sources import (
        contracts,
        doubts,
        duties,
        entries,
        filed,
        filings,
        notices,
        purchases,
    )  # fmt: skip

    register_source("B1", contracts.collective_decisions)
    register_source("B3", duties.three_not_in_charge)
    register_source("B4", purchases.competition)
    register_source("C1", notices.rectified_on_time)
    register_source("D3", entries.talk_and_lesson)
    register_source("D4", entries.handover)
    register_source("F3", notices.replies_on_time)
    register_source("F4", filings.filing_quality)
    register_source("X2", notices.warnings_issued)
    register_source("X3", doubts.open_doubt_points)
    evidence_source(duties.SOURCE, _("Division of duties"), resolvers.duties)
    evidence_source(entries.SOURCE, _("Taking of office"), resolvers.entries)
    evidence_source(filed.SOURCE, _("Filed row"), resolvers.filings)
    evidence_source(filed.DUTY, _("Filing duty"), resolvers.filing_duties)
    evidence_source(notices.SOURCE, _("Notice"), resolvers.notices)
