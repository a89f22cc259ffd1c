"""Rights, menu, to-dos and doors of suspensions and extensions."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from core import badges
from core.api.registry import register as serve
from core.audit.services import register as audit
from core.mechanisms.registry import records_named
from core.navigation import NavItem
from core.navigation import register as menu
from core.permissions import grant
from core.scope import Viewer
from core.workbench.registry import Todo, first_rows, todo_source

LEADERS = ("SEC", "DEP")
OFFICES = ("CM", "PET", "SUP", "INV", "TRI", "CON", "STA", "INS", "CSO")
UNIT_SIDE = ("UHD", "LIA")


def wire() -> None:
    from core.deadlines.shifts import models, parameters  # noqa: F401 - importing defines the parameters
    from core.deadlines.shifts.api import ExtensionViewSet, SuspensionViewSet

    for model in (models.Suspension, models.Extension):
        audit(model)
        grant(f"core.view_{model._meta.model_name}", *LEADERS, *OFFICES, *UNIT_SIDE)
    grant("core.ask_shift", *OFFICES)
    grant("core.decide_shift", *LEADERS)
    badges.register({"REFUSED": badges.Look("bad", "circle-x"), "ENDED": badges.Look("muted", "circle-check")})
    serve("suspensions", SuspensionViewSet)
    serve("extensions", ExtensionViewSet)
    todo_source("due-shifts", _("Suspensions and extensions to decide"), shifts_to_decide)
    for order, label, url_name, icon in (
        (80, _("Suspensions"), "suspension-list", "clock-pause"),
        (81, _("Extensions"), "extension-list", "clock-plus"),
    ):
        menu(NavItem(group="reports", label=label, url_name=url_name, order=order, icon=icon, test=of_the_commission))


def of_the_commission(user: Viewer) -> bool:
    """Units find their own requests on the record's page; the lists are for those who follow up and decide."""
    return user.has_perm("core.ask_shift") or user.has_perm("core.decide_shift")


def shifts_to_decide(user: Viewer) -> Iterator[Todo]:
    """Open requests about records ``user`` sees, for those who decide and did not ask."""
    from core.deadlines.shifts.models import Extension, Status, Suspension

    if not user.has_perm("core.decide_shift"):
        return
    for model in (Suspension, Extension):
        rows = model.objects.visible_to(user).filter(status=Status.PROPOSED).exclude(asked_by=user)
        for row in first_rows(rows.prefetch_related(records_named("record"))):
            yield Todo(
                kind=model._meta.verbose_name,
                title=row.about(),
                url=row.get_absolute_url(),
                action=_("Decide"),
            )
