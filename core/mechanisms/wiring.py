"""``register``: connects one mechanism with rights, menu, audit, search, to-dos, portal and API."""

from django.db.models import Q

from core import navigation, portal
from core.api.registry import register as serve
from core.audit.services import register as audit
from core.deadlines.reminders import remind
from core.mechanisms import bench
from core.mechanisms.api import viewset_for
from core.mechanisms.registry import Mechanism, remember
from core.navigation import NavItem
from core.permissions import grant
from core.portal import PortalItem
from core.search import search_source
from core.workbench.registry import todo_source


def register(declared: type[Mechanism]) -> Mechanism:
    """Give ``declared`` everything the frame has; called in ``AppConfig.ready``."""
    mechanism = declared()
    remember(mechanism)
    for name, roles in mechanism.grants.items():
        grant(mechanism.permission(name), *roles)
    _menus(mechanism)
    audit(mechanism.model, mask=mechanism.masked)
    for lines in mechanism.lines:
        audit(lines.model, mask=list(lines.masked))
    serve(mechanism.slug, viewset_for(mechanism))
    todo_source(mechanism.slug, mechanism.label, bench.todos_of(mechanism))
    if mechanism.remind:
        remind(
            mechanism.model, open=Q(closed_at__isnull=True), label=mechanism.label, suspends=mechanism.movable,
            extends=mechanism.movable, turns=mechanism.turns,
        )  # fmt: skip
    if mechanism.search_box:
        search_source(mechanism.slug, mechanism.label, bench.finder_of(mechanism))
    return mechanism


def _menus(mechanism: Mechanism) -> None:
    url_name = f"{mechanism.slug}-list"
    navigation.register(
        NavItem(
            group=mechanism.group,
            label=mechanism.label,
            url_name=url_name,
            test=mechanism.in_menu,
            order=mechanism.order,
            icon=mechanism.icon,
        )
    )
    if mechanism.portal:
        portal.register(
            PortalItem(
                label=mechanism.portal,
                url_name=url_name,
                order=mechanism.order,
                icon=mechanism.icon,
                test=lambda user: not user.is_staff_role,
                count=bench.counter_of(mechanism),
            )
        )
