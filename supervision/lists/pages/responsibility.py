from datetime import timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core import clock
from core.deadlines.turns import Turn
from core.errors import Text
from core.mechanisms.registry import Lines, Mechanism
from core.scope import Viewer
from supervision.lists.choices import ListStatus
from supervision.lists.engine.rules import FILL
from supervision.lists.lint import lint
from supervision.lists.models import Duty, ListReview, ListTask, Problem, ResponsibilityList
from supervision.lists.pages.who import LEADERS, OFFICES, UNIT_SIDE, VIEWERS, team_members


def _why_not_duties(record: ResponsibilityList, user: Viewer) -> str:
    return record.why_not_edit(user)


def _never(_record: Any, _user: Viewer) -> Text:
    return _("These rows are written by the steps.")


class ResponsibilityLists(Mechanism):
    """M56 and M59."""

    model = ResponsibilityList
    slug = "responsibility-lists"
    group, icon, order = "duty", "list-check", 10
    grants = {
        "view": VIEWERS,
        "add": UNIT_SIDE,
        "fill_lists": UNIT_SIDE,
        "sign_lists": ("UHD",),
        "check_lists": OFFICES,
        "approve_lists": LEADERS,
    }
    columns = ("title", "unit", "holder", "official", "year", "version", "status", "due_on")
    filters = ("status", "unit", "holder", "year", "due_on")
    search = ("title", "system")
    form_fields = ("unit", "holder", "official", "title", "year", "system", "meeting", "meeting_on")
    fields = (
        "unit", "holder", "official", "year", "version", "replaces", "system", "meeting", "meeting_on", "approver",
        "in_force_on", "reviewed_on", "superseded_on",
    )  # fmt: skip
    choices = {"official": team_members}
    portal = _("My responsibilities")
    turns = (Turn(Q(status=ListStatus.IN_FORCE), unit="unit", permission=FILL),)
    empty = _("No responsibility list yet. A unit draws one up and sends it for approval.")
    lines = (
        Lines(
            model=Duty,
            parent="list",
            title=_("Duties"),
            columns=("no", "level", "goal", "duty", "measure", "owner_post", "due_on", "evidence_kind"),
            form_fields=("no", "level", "goal", "duty", "measure", "owner_post", "due_on", "evidence_kind"),
            order=("no", "pk"),
            why_not=_why_not_duties,
            empty=_("No duty yet."),
        ),
        Lines(
            model=ListReview, parent="list", title=_("Reviews"), columns=("at", "by", "text"), order=("at", "pk"),
            why_not=_never, empty=_("Not reviewed yet."),
        ),
    )  # fmt: skip

    def waiting(self, rows: QuerySet, user: Viewer) -> QuerySet:
        """A review waits from a month before its day on; a draft at any time."""
        soon = clock.today() + timedelta(days=30)
        return rows.filter(~Q(status=ListStatus.IN_FORCE) | Q(due_on__lte=soon))

    def panels(self, record: Any, user: Viewer) -> list[dict[str, Any]]:
        tasks = ListTask.objects.visible_to(user).filter(duty__list=record).select_related("owner", "duty")
        problems = Problem.objects.visible_to(user).filter(unit=record.unit).in_hand()
        found = [
            _panel(gettext("Tasks"), "tasks", rows=tasks[:50], total=tasks.count()),
            _panel(gettext("Problems of the unit in hand"), "problems", rows=problems[:20], total=problems.count()),
        ]
        gaps = lint(record) if not record.is_old else []
        return [_panel(gettext("Gaps in the four lists"), "gaps", rows=gaps), *found] if gaps else found


def _panel(title: str, template: str, **context: Any) -> dict[str, Any]:
    return {"title": title, "template": f"supervision/lists/{template}_panel.html", "context": context}
