"""The pages of objections: a list for those who decide, each with its steps; the objector reads his own."""

from typing import Any, ClassVar

from core.mechanisms.panels import steps_panel
from core.mechanisms.registry import Mechanism
from core.scope import Viewer
from core.workflow.models import WorkflowModel


class Objections(Mechanism):
    """Subclass with model, slug, title, group, order, grants and ``answers``: the permission of those who may object.

    To-do and reminder go to whoever decides, with the day of the decision (R07).
    """

    answers: ClassVar[str]
    icon = "message-exclamation"
    columns = ("paper", "created_at", "status", "due_on", "handler")
    filters = ("status", "due_on")
    related = ("paper__unit", "created_by")
    fields = ("paper", "text", "created_by", "created_at", "handler", "answer", "decided_by", "closed_at")
    search_box = False
    movable = False  # the day of the decision is the objector's right
    restricted = True

    def opens_for(self, user: Viewer) -> bool:
        return self.in_menu(user) or user.has_perm(self.answers)


def objections_panel(title: Any, paper: WorkflowModel, user: Viewer) -> list[dict[str, Any]]:
    """The objections to ``paper`` that ``user`` may know of, as a panel of its page; nothing where there are none."""
    model: Any = paper.objections.model  # type: ignore[attr-defined]  # core.records.objections.Objectionable
    rows = list(model.objects.visible_to(user).filter(paper=paper))
    return [steps_panel(title, rows, user, note="words")] if rows else []
