from importlib import import_module

from django.apps import AppConfig

# One line a mechanism: its ``wiring.wire()`` connects it with the house.
ROOMS = ("papers", "leads", "clarifications", "recommendations")


class CasesConfig(AppConfig):
    """Leads, cases, four forms, accountability, recommendations, clarification. Each mechanism is one folder."""

    name = "cases"

    def ready(self) -> None:
        for room in ROOMS:
            import_module(f"cases.{room}.wiring").wire()
