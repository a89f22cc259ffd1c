from importlib import import_module

from django.apps import AppConfig

# One line a mechanism: its ``wiring.wire()`` connects it with the house.
ROOMS = (
    "declarations",
    "papers",
    "joint",
    "meetings",
    "copies",
    "holidays",
    "talks",
    "lists",
    "warned",
    "duties",
    "powers",
    "handover",
)  # fmt: skip


class SupervisionConfig(AppConfig):
    """Talks, duties, decisions, lists, handovers: everyday supervision. Each mechanism is one folder."""

    name = "supervision"

    def ready(self) -> None:
        for room in ROOMS:
            import_module(f"supervision.{room}.wiring").wire()
