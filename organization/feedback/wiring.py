"""Joins the room to the house: rights of the cadre supervision office, its menu entry and its to-dos."""

from django.utils.translation import gettext_lazy as _

from core.api.registry import register as api_register
from core.audit.services import register as audit
from core.navigation import NavItem, register
from core.permissions import grant
from core.search import search_list
from core.workbench.registry import todo_source
from organization.feedback.api import FeedbackViewSet
from organization.feedback.models import Feedback
from organization.feedback.views import comments_to_answer


def wire() -> None:
    """Called once from ``AppConfig.ready``."""
    search_list("feedback", _("Comments on supervision work"), "organization.feedback.views.FeedbackFilter",
                permission="organization.view_feedback")  # fmt: skip
    api_register("feedback", FeedbackViewSet)
    # What was said is for one office alone: the trail notes that it was written and answered, not the words.
    audit(Feedback, exclude=["text", "answer"])
    grant("organization.view_feedback", "CSO")
    grant("organization.answer_feedback", "CSO")
    todo_source("feedback", _("Comments on supervision work"), comments_to_answer)
    register(
        NavItem(
            group="admin",
            label=_("Comments on supervision work"),
            url_name="feedback-list",
            order=60,
            icon="message-report",
            permission="organization.view_feedback",
        )
    )
