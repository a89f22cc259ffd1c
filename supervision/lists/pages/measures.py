from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.errors import Text
from core.mechanisms.registry import Lines, Mechanism
from core.scope import Viewer
from supervision.lists.choices import ListStatus
from supervision.lists.models import Measure, MeasureList, MeasureListReview
from supervision.lists.pages.who import VIEWERS
from supervision.lists.queries import standing_of


def _why_not_measures(record: MeasureList, user: Viewer) -> str:
    if record.status != ListStatus.DRAFT:
        return gettext("The list is approved; draw up a new version.")
    return record.why_not_edit(user)


def _never(_record: Any, _user: Viewer) -> Text:
    return _("These rows are written by the steps.")


class MeasureLists(Mechanism):
    """M53."""

    model = MeasureList
    slug = "measure-lists"
    group, icon, order = "duty", "list-numbers", 13
    grants = {"view": VIEWERS, "add": ("CON",)}
    columns = ("title", "year", "version", "status", "in_force_on", "due_on")
    filters = ("status", "year")
    search = ("title",)
    form_fields = ("title", "year", "legal_basis", "meeting", "meeting_on")
    fields = ("year", "version", "replaces", "legal_basis", "meeting", "meeting_on", "approver", "in_force_on")
    remind = False
    empty = _("No list of measures yet. The conduct office draws one up.")
    lines = (
        Lines(
            model=Measure,
            parent="list",
            title=_("Measures"),
            columns=("no", "text", "responsible", "assisting", "frequency", "evidence_kind", "due_days", "is_sample"),
            form_fields=(
                "no", "text", "responsible", "assisting", "frequency", "evidence_kind", "due_days", "level",
            ),
            order=("no", "pk"),
            why_not=_why_not_measures,
            empty=_("No measure yet."),
        ),
        Lines(
            model=MeasureListReview, parent="list", title=_("Yearly evaluations"), columns=("at", "by", "text"),
            order=("at", "pk"), why_not=_never, empty=_("Not evaluated yet."),
        ),
    )  # fmt: skip

    def panels(self, record: Any, user: Viewer) -> list[dict[str, Any]]:
        """How far the tasks of each period are, for the units one may see; no unit is named."""
        template = "supervision/lists/standing_panel.html"
        return [
            {"title": gettext("Tasks by period"), "template": template, "context": {"rows": standing_of(record, user)}}
        ]
