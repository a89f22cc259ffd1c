"""Connects joint supervision with the house."""

from django.utils.translation import gettext_lazy as _

from core.mechanisms.wiring import register
from core.workbench.registry import todo_source


def wire() -> None:
    from supervision.joint import parameters, todos  # noqa: F401 - importing defines the parameters
    from supervision.joint.mechanisms import Clues, Conferences, Materials, Tasks

    for mechanism in (Conferences, Materials, Tasks, Clues):
        register(mechanism)
    todo_source("joint-quarter", _("Joint conferences"), todos.conference_due)
