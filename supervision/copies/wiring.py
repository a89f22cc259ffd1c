"""Connects copy notices with the house."""

from django.utils.translation import gettext_lazy as _

from core.mechanisms.wiring import register
from core.workbench.registry import todo_source


def wire() -> None:
    from supervision.copies.mechanism import CopyNotices
    from supervision.copies.todos import copies_to_me

    register(CopyNotices)
    todo_source("copies-to-me", _("Copies to me"), copies_to_me)
