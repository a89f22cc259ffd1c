from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    """What every record shares, and no domain noun."""

    name = "core"

    def ready(self) -> None:
        import_module("core.signals")
        import_module("core.attachments.wiring").wire()
        import_module("core.deadlines.wiring").wire()
        import_module("core.deadlines.years.wiring").wire()
        import_module("core.deadlines.shifts.wiring").wire()
        import_module("core.digests.parameters")
        import_module("core.documents.wiring").wire()
        import_module("core.imports.wiring").wire()
        import_module("core.jobs.wiring").wire()
        import_module("core.outbox.wiring").wire()
        import_module("core.parameters.wiring").wire()
        import_module("core.schedules.wiring").wire()

        from core.navigation import NavItem, register
        from core.permissions import grant
        from core.portal import PortalItem
        from core.portal import register as register_portal

        grant("core.view_auditentry", "AUD")
        grant("core.view_auditanchor", "AUD")
        grant("core.export_rows", "SEC", "DEP", "AUD")
        register(
            NavItem(
                group="home",
                label=_("Workbench"),
                url_name="home",
                order=0,
                icon="layout-dashboard",
                test=lambda user: user.is_staff_role,
            )
        )
        register(
            NavItem(
                group="home",
                label=_("What I looked at"),
                url_name="audit-mine",
                order=90,
                icon="eye",
                test=lambda user: user.is_staff_role,
            )
        )
        register_portal(PortalItem(label=_("What I looked at"), url_name="audit-mine", order=90, icon="eye"))
        register(
            NavItem(
                group="admin",
                label=_("Audit trail"),
                url_name="audit-list",
                order=900,
                icon="history",
                permission="core.view_auditentry",
            )
        )
