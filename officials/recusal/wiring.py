"""Connects recusal with the house: rules, guard, wall, rights, audit, menu, portal, to-dos, API."""

from django.utils.translation import gettext_lazy as _

from core import navigation, portal
from core.api import registry as api_registry
from core.audit.services import register as audit
from core.badges import Look
from core.badges import register as looks
from core.navigation import NavItem
from core.permissions import grant
from core.portal import PortalItem
from core.scope import wall
from core.search import search_list
from core.workbench.registry import todo_source
from officials.dossier.emergency.models import BreakGlass
from officials.people.house import house_wall
from officials.queries import official_for
from officials.recusal import grounds, guard, todos
from officials.recusal import parameters as _parameters  # noqa: F401 - defines them
from officials.recusal.api import InterestViewSet, OverrideViewSet, RequestViewSet
from officials.recusal.models import InterestDeclaration, RecusalOverride, RecusalRequest
from organization.roles import COMMISSION_ROLES, SEPARATED_ROLES

STAFF = tuple(sorted(COMMISSION_ROLES - SEPARATED_ROLES))


def connect() -> None:
    grounds.connect()
    guard.connect()
    wall("house", house_wall)
    _rights()
    _pages()
    for model in (InterestDeclaration, RecusalOverride, BreakGlass):
        audit(model)
    # R38: the trail notes that a request was made and decided, not its words.
    audit(RecusalRequest, exclude=["text", "answer"])
    todo_source("recusal-interests", _("Kinship and interests"), todos.interests_waiting)
    todo_source("recusal-overrides", _("Overrides of recusals"), todos.overrides_waiting)
    todo_source("recusal-requests", _("Requests for recusal"), todos.requests_waiting)
    todo_source("break-glass", _("Break-glass openings"), todos.reviews_waiting)
    for prefix, viewset in (
        ("interest-declarations", InterestViewSet),
        ("recusal-overrides", OverrideViewSet),
        ("recusal-requests", RequestViewSet),
    ):
        api_registry.register(prefix, viewset)
    looks(
        {
            "DECLARED": Look("watch", "hourglass"),
            "ENDED": Look("muted", "circle-check"),
            "JUSTIFIED": Look("good", "circle-check"),
            "UNJUSTIFIED": Look("bad", "alert-triangle"),
        }
    )


def _rights() -> None:
    """Who declares, decides, watches. DEP decides on overrides (R15); CSO reviews what the secretary forced (R22)."""
    grant("officials.add_interestdeclaration", *STAFF)
    grant("officials.view_interestdeclaration", "CSO", "SEC")
    grant("officials.confirm_interestdeclaration", "CSO", "SEC")
    grant("officials.view_recusaloverride", "DEP", "SEC", "CSO")
    grant("officials.approve_recusaloverride", "DEP")
    grant("officials.view_recusalrequest", "DEP", "SEC", "CSO")
    grant("officials.decide_recusalrequest", "DEP", "SEC")
    grant("officials.break_glass", "SEC")
    grant("officials.view_breakglass", "SEC", "DEP", "CSO")
    grant("officials.review_breakglass", "CSO")


def _pages() -> None:
    views = "officials.recusal.views"
    search_list("interests", _("Kinship and interests"), f"{views}.interests.InterestFilter")
    search_list("overrides", _("Overrides of recusals"), f"{views}.overrides.OverrideFilter")
    search_list("recusal-requests", _("Requests for recusal"), f"{views}.requests.RequestFilter")
    add = "officials.add_interestdeclaration"
    for label, url_name, permission, order, icon in (
        (_("Kinship and interests"), "interest-list", add, 220, "users"),
        (_("Overrides of recusals"), "recusal-override-list", add, 230, "lock-open"),
        (_("Requests for recusal"), "recusal-request-list", "officials.view_recusalrequest", 240, "user-shield"),
        (_("Break-glass openings"), "break-glass-list", "officials.view_breakglass", 250, "alert-triangle"),
    ):
        navigation.register(
            NavItem(group="admin", label=label, url_name=url_name, permission=permission, order=order, icon=icon)
        )
    portal.register(
        PortalItem(
            label=_("Ask for a recusal"),
            url_name="my-recusals",
            order=70,
            icon="user-shield",
            test=lambda user: official_for(user) is not None,
        )
    )
