"""The rows below a record as a table on its page."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from core.attachments.models import Attachment
from core.attachments.services import attachments_of
from core.evidence.services import unopened
from core.mechanisms.registry import Lines, Mechanism
from core.records.labels import label_of
from core.records.views import field_pair, transition_url_base
from core.scope import Viewer
from core.workflow.models import WorkflowModel
from core.workflow.queries import Action, actions_for


@dataclass(frozen=True)
class LineRow:
    line: Any
    cells: list[Any]
    edit_url: str = ""


def lines_panel(mechanism: Mechanism, lines: Lines, record: Any, user: Viewer) -> dict[str, Any]:
    """Heads, rows and, where they may be changed now, the addresses of the forms."""
    changeable = bool(lines.form_fields) and not lines.why_not(record, user)
    name = f"{mechanism.slug}-{lines.name}"
    rows = [
        LineRow(
            line,
            [field_pair(line, column)[1] for column in lines.columns],
            reverse(f"{name}-edit", args=[record.pk, line.pk]) if changeable else "",
        )
        for line in lines.rows(record)
    ]
    context = {
        "heads": [label_of(lines.model, column) for column in lines.columns],
        "rows": rows,
        "new_url": reverse(f"{name}-new", args=[record.pk]) if changeable else "",
        "empty": lines.empty,
    }
    return {"title": lines.title, "template": "core/partials/lines.html", "context": context}


def evidence_panel(facts: Iterable[Any], user: Viewer) -> dict[str, Any]:
    """The facts below a record with the way to their evidence, and which of it ``user`` has opened (R03)."""
    rows = list(facts)
    waiting = {fact.pk for fact in unopened(rows, user)}
    shown = [{"fact": fact, "opened": fact.pk not in waiting, "url": fact.get_absolute_url()} for fact in rows]
    return {"title": _("Evidence"), "template": "core/partials/evidence_rows.html", "context": shown}


@dataclass(frozen=True)
class StepRow:
    """A row below a record that has a course of its own: its words, files and the steps that may be taken now."""

    record: Any
    note: str
    actions: list[Action]
    url_base: str
    files: "QuerySet[Attachment]"


def steps_panel(title: Any, rows: Iterable[WorkflowModel], user: Viewer, *, note: str) -> dict[str, Any]:
    """A panel of ``rows``, each with its state, due day and steps. ``note`` names the field shown below the words."""
    shown = [
        StepRow(
            row,
            getattr(row, note),
            [action for action in actions_for(row, user) if action.allowed],
            transition_url_base(row),
            attachments_of(row),
        )
        for row in rows
    ]
    return {"title": title, "template": "core/partials/step_rows.html", "context": shown}
