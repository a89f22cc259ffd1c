"""Connects meetings with the house: mechanisms, rights, menus, workbench, indicators."""

from django.utils.translation import gettext_lazy as _

from core import badges, navigation
from core.api.registry import register as serve
from core.audit.services import register as audit
from core.deadlines.reminders import remind
from core.mechanisms.wiring import register
from core.navigation import NavItem
from core.workbench.registry import todo_source


def wire() -> None:
    from supervision.meetings import api, models, todos
    from supervision.meetings.choices import MeasureStatus
    from supervision.meetings.mechanisms import Catalogue, Meetings, Resolutions, StudyMeasures, StudyReminders

    for mechanism in (Meetings, Resolutions, Catalogue, StudyMeasures, StudyReminders):
        register(mechanism)
    remind(models.StudyMeasure, open=(MeasureStatus.OPEN,))
    for model in (models.Speech, models.Vote, models.MeetingRecusal):
        audit(model)
    navigation.register(
        NavItem(
            group="duty",
            label=_("First agenda item"),
            url_name="first-agenda",
            permission="supervision.view_meeting",
            order=33,
            icon="list-numbers",
        )
    )
    todo_source("first-agenda", _("First agenda item"), todos.doubts)
    serve("meeting-sheets", api.MeetingSheetViewSet)
    _ecology()
    badges.register(
        {
            "MATERIALS_SENT": badges.Look("busy", "mail-forward"),
            "MINUTES": badges.Look("watch", "pencil"),
            "EXECUTING": badges.Look("busy", "progress"),
            "EVALUATED": badges.Look("good", "circle-check"),
            "EXECUTED": badges.Look("normal", "circle-check"),
            "IN_FORCE": badges.Look("good", "circle-check"),
        }
    )


def _ecology() -> None:
    """Indicators A3, B2, E2, and the resolutions that B1 asks for."""
    from early_warning.ecology.evidence import evidence_source
    from early_warning.ecology.registry import register_source
    from early_warning.ecology.sources.decisions import decision_register
    from supervision.meetings import indicators

    register_source("A3", indicators.special_study)
    register_source("B2", indicators.procedure)
    register_source("E2", indicators.first_items)
    decision_register(indicators.unfounded_decisions)
    evidence_source(indicators.SOURCE, _("Meeting"), indicators.resolve)
