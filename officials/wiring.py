"""What this app hands to the floors below: permissions, audit, menu, search, to-dos, portal, API."""

from django.utils.translation import gettext_lazy as _

from core import navigation, portal
from core.api import registry as api_registry
from core.audit.services import register as audit
from core.badges import Look
from core.badges import register as looks
from core.imports.kinds import register as import_kind
from core.navigation import NavItem
from core.permissions import grant
from core.portal import PortalItem
from core.search import search_list, search_source
from core.workbench.registry import todo_source
from officials.directory.api import OfficialViewSet
from officials.directory.panels import team_panel
from officials.directory.queries import find_officials
from officials.dossier import papers, relations, sections
from officials.dossier.access import parameters as _access_parameters  # noqa: F401 - defines them
from officials.dossier.access.api import DossierAccessViewSet
from officials.dossier.access.todos import alerts_waiting, requests_waiting
from officials.dossier.emergency.api import BreakGlassViewSet
from officials.models import AccessAlert, DossierAccess, DossierRecord, DutyDivision, Official, Post, Tenure
from officials.people.imports import OfficialImport
from officials.posts.imports import PostImport
from officials.queries import official_for
from officials.recusal import wiring as recusal
from officials.tenures.imports import TenureImport
from organization.units.panels import unit_panel

# Who meets officials by name. The data office (DAT) and the partners (ORG, JNT) do not (R19, R20).
DIRECTORY_ROLES = ("SEC", "DEP", "CM", "PET", "SUP", "INV", "TRI", "CON", "STA", "INS", "CSO", "ARC")
# Who may ask for a dossier at all; the rest of R14 is asked when it is opened.
DOSSIER_ROLES = ("SEC", "DEP", "SUP", "STA", "CSO", "ARC")


def connect() -> None:
    _permissions()
    _audit()
    _pages()
    sections.connect()
    relations.connect()
    papers.connect()
    recusal.connect()
    todo_source("dossier-requests", _("Openings of dossiers"), requests_waiting)
    todo_source("access-alerts", _("Access alerts"), alerts_waiting)
    search_source("officials", _("Officials"), find_officials)
    api_registry.register("officials", OfficialViewSet)
    api_registry.register("dossier-accesses", DossierAccessViewSet)
    api_registry.register("break-glass", BreakGlassViewSet)
    for kind in (OfficialImport(), PostImport(), TenureImport()):
        import_kind(kind)
    unit_panel(_("Leadership team"), order=10, template="officials/directory/team_panel.html", context=team_panel)
    looks(
        {
            "REQUESTED": Look("watch", "hourglass"),
            "GRANTED": Look("good", "lock-open"),
            "REFUSED": Look("muted", "lock"),
        }
    )


def _permissions() -> None:
    grant("officials.view_official", *DIRECTORY_ROLES)
    # Who is who and in which post is the archivist's to keep; the three administrators have no part in it (R18).
    for permission in ("add_official", "change_official", "change_post", "change_tenure"):
        grant(f"officials.{permission}", "ARC")
    grant("officials.open_dossier", *DOSSIER_ROLES)
    grant("officials.add_dossierrecord", "SUP", "STA", "ARC")
    grant("officials.view_dossieraccess", "SEC", "DEP", "CSO", "ARC")
    grant("officials.approve_dossieraccess", "SEC", "DEP")
    grant("officials.view_accessalert", "CSO")
    grant("officials.change_accessalert", "CSO")


def _audit() -> None:
    audit(Official, exclude=["pinyin", "resident_id_index"], mask=["resident_id", "phone"])
    for model in (Post, Tenure, DutyDivision, DossierRecord, DossierAccess, AccessAlert):
        audit(model)


def _pages() -> None:
    search_list("posts", _("Posts of units"), "officials.posts.views.PostFilter", permission="officials.view_official")
    search_list("dossier-access", _("Openings of dossiers"), "officials.dossier.access.views.AccessFilter",
                permission="officials.view_dossieraccess")  # fmt: skip
    for group, label, url_name, permission, order, icon in (
        ("self", _("Integrity dossiers"), "official-list", "officials.view_official", 10, "folders"),
        ("admin", _("Posts of units"), "post-list", "officials.change_post", 30, "briefcase"),
        ("admin", _("Openings of dossiers"), "dossier-access-list", "officials.view_dossieraccess", 200, "lock-access"),
        ("admin", _("Access alerts"), "access-alert-list", "officials.view_accessalert", 210, "shield-exclamation"),
    ):
        navigation.register(
            NavItem(group=group, label=label, url_name=url_name, permission=permission, order=order, icon=icon)
        )
    for label, url_name, order, icon in (
        (_("My dossier"), "my-dossier", 50, "folder-open"),
        (_("Who looked"), "my-dossier-looked", 60, "eye"),
    ):
        portal.register(
            PortalItem(
                label=label,
                url_name=url_name,
                order=order,
                icon=icon,
                test=lambda user: official_for(user) is not None,
            )
        )
