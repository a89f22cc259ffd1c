from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class OrganizationConfig(AppConfig):
    """Units, users, roles, jurisdiction: who works where, and which rows each may see."""

    name = "organization"

    def ready(self) -> None:
        from core.api.registry import register as register_api
        from core.audit.services import register as audit
        from core.deadlines.reminders import leaders_by
        from core.deadlines.turns import people_by
        from core.imports.kinds import register as import_kind
        from core.navigation import NavItem, register
        from core.permissions import grant
        from core.records.handling import Offices, offices_by
        from core.search import search_list, search_source
        from organization.feedback.wiring import wire as wire_feedback
        from organization.models import Jurisdiction, Unit, User
        from organization.roles import sync_roles
        from organization.search import find_units
        from organization.units.api import UnitViewSet
        from organization.units.imports import UnitImport
        from organization.users.acting import acting_for
        from organization.users.belonging import colleagues_of
        from organization.users.leaders import leader_of, leads
        from organization.users.separation import after_migrate

        # Sent once for every app: the last time all permissions exist, and before that it does no harm.
        post_migrate.connect(sync_roles, dispatch_uid="organization.sync_roles")
        post_migrate.connect(after_migrate, sender=self, dispatch_uid="organization.separation")
        audit(Unit)
        audit(User, exclude=["last_login", "pinyin"], mask=["password"])
        audit(Jurisdiction)
        staff = ("SEC", "DEP", "CM", "PET", "SUP", "INV", "TRI", "CON", "STA", "INS", "DAT", "CSO", "ARC")
        grant("organization.view_unit", *staff, "UHD", "LIA", "ADM", "SMA")
        grant("organization.change_unit", "ADM")
        grant("organization.view_user", "ADM", "SMA")
        grant("organization.change_user", "ADM")
        grant("organization.add_user", "ADM")
        grant("organization.set_leader", "ADM", "SMA")
        leaders_by(leader_of)
        offices_by(Offices(colleagues_of, leads))
        people_by(acting_for)
        # Who may do what and where is the security administrator's (三员分立): accounts are one hand, rights another.
        grant("organization.assign_roles", "SMA")
        grant("organization.change_jurisdiction", "SMA")
        import_kind(UnitImport())
        wire_feedback()
        register_api("units", UnitViewSet)
        search_source("units", _("Units"), find_units)
        search_list(
            "accounts", _("Accounts"), "organization.users.views.UserFilter", permission="organization.view_user"
        )
        register(
            NavItem(
                group="admin",
                label=_("Units"),
                url_name="unit-list",
                order=10,
                icon="building",
                permission="organization.view_unit",
            )
        )
        register(
            NavItem(
                group="admin",
                label=_("Accounts"),
                url_name="user-list",
                order=20,
                icon="users",
                permission="organization.view_user",
            )
        )
