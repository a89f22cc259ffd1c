"""Connects declarations with the house: frame, rights, portal, dossier, indicators, reminders, imports."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import badges, navigation, portal
from core.audit.services import register as audit
from core.navigation import NavItem
from core.portal import PortalItem
from core.scope import Viewer
from supervision.declarations import rights
from supervision.declarations.choices import State


def wire() -> None:
    from core.mechanisms.wiring import register
    from supervision.declarations import mechanisms, models, parameters  # noqa: F401 - defines the parameters

    rights.grant_rights()
    for mechanism in mechanisms.ALL:
        register(mechanism)
    audit(models.PublicCompany)
    _menus()
    _reminders()
    _dossier()
    _ecology()
    _imports()
    badges.register(
        {
            "DUE": badges.Look("plain", "hourglass"),
            "FILED": badges.Look("busy", "send"),
            "REVIEWED": badges.Look("normal", "eye-check"),
            "ASK": badges.Look("watch", "message-question"),
            "CORRECTED": badges.Look("busy", "message-2"),
            "OK": badges.Look("good", "circle-check"),
            "ACTION": badges.Look("focus", "tool"),
            "REPORTED": badges.Look("busy", "send"),
            "PREPARED": badges.Look("plain", "pencil"),
            "REFUSED": badges.Look("muted", "ban"),
        }
    )


def is_official(user: Viewer) -> bool:
    from officials.queries import official_for

    return official_for(user) is not None


def is_official_among_staff(user: Viewer) -> bool:
    """Unit heads and commission staff find their own declarations in the menu of the staff frame."""
    return user.is_staff_role and is_official(user)


def may_count(user: Viewer) -> bool:
    return user.has_perm(rights.COVERAGE)


def may_phone(user: Viewer) -> bool:
    return user.has_perm(rights.PHONE_CEREMONY)


def may_see_companies(user: Viewer) -> bool:
    return user.has_perm(rights.VIEW_COMPANY)


def _menus() -> None:
    from core.workbench.registry import todo_source
    from supervision.declarations.portal.waiting import own_todos, waiting_count

    for label, url_name, test, order, icon in (
        (_("My declarations"), "my-declarations", is_official_among_staff, 12, "clipboard-list"),
        (_("Coverage of annual filings"), "declaration-coverage", may_count, 46, "layout-grid"),
        (_("Calls about funerals"), "ceremony-phone", may_phone, 47, "phone"),
        (_("Public company data"), "public-company-list", may_see_companies, 48, "building-factory"),
    ):
        navigation.register(NavItem(group="self", label=label, url_name=url_name, test=test, order=order, icon=icon))
    portal.register(
        PortalItem(
            label=_("My declarations"),
            url_name="my-declarations",
            order=30,
            icon="clipboard-list",
            test=is_official,
            count=waiting_count,
        )
    )
    todo_source("declarations-own", _("My declarations"), own_todos)


def _reminders() -> None:
    """The official is reminded of what he owes. Offices find theirs among their to-dos; what stays there too long goes
    to the reviewer or, before there is one, to the leader in charge of the unit; never to the official who made it."""
    from core.deadlines.reminders import remind
    from supervision.declarations.models import CeremonyReport, KinDeclaration, KinReview, MatterReport

    for model in (KinDeclaration, MatterReport):
        remind(model, open=(State.DUE, State.ASK), handler="official__user")
    remind(CeremonyReport, open=(State.DUE, State.ASK, State.REVIEWED), handler="official__user")
    for model in (KinDeclaration, MatterReport, CeremonyReport):
        remind(
            model, open=(State.FILED, State.CORRECTED), handler=("handler", "reviewer"), fallback="", part="review",
            label=_("Declarations to review"), suspends=False, extends=False,
        )  # fmt: skip
    remind(KinReview, due="action_due", open=Q(status="ACTION"), handler="official__user")


def _dossier() -> None:
    from officials import dossier
    from officials.dossier import expected
    from supervision.declarations import dossier as own

    dossier.section(3, _("Major-matter reports"), own.matters, self_view=True)
    dossier.section(4, _("Business declarations"), own.businesses, self_view=True)
    dossier.section(5, _("Ceremony reports"), own.ceremonies, self_view=True)
    dossier.timeline_source("declarations", _("Declarations"), own.timeline, self_view=True)
    dossier.relation_source("businesses", _("Businesses of relatives, as declared"), own.business_ties)
    expected.kept_elsewhere(3, own.years_reported)
    expected.kept_elsewhere(4, own.years_declared)


def _ecology() -> None:
    from early_warning.ecology.evidence import evidence_source
    from early_warning.ecology.registry import register_source
    from supervision.declarations import indicators as own
    from supervision.declarations.models import CeremonyReport, KinDeclaration, MatterReport

    register_source("D1", own.filings_on_time)
    register_source("D2", own.ceremonies_on_time)
    for key, model, slug in (
        (own.KIN, KinDeclaration, "kin-declarations"),
        (own.MATTER, MatterReport, "matter-reports"),
        (own.CEREMONY, CeremonyReport, "ceremony-reports"),
    ):
        evidence_source(key, model._meta.verbose_name, own.address_of(model, f"{slug}-detail"))


def _imports() -> None:
    from core.imports.kinds import register
    from supervision.declarations.imports import CompanyImport

    register(CompanyImport())
