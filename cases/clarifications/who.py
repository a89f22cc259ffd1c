"""Who does what with a clarification."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.leads import who as leads
from core.scope import Viewer
from core.workflow.rules import not_by

VIEW, ADD = "cases.view_clarification", "cases.add_clarification"
REVIEW, APPROVE = "cases.review_clarification", "cases.approve_clarification"

NOT_MAKER = not_by("created_by", _("Who proposed the clarification may not do this."))
NOT_PLANNER = not_by("planner", _("Who wrote the plan may not do this."))
NOT_REVIEWER = not_by("reviewer", _("Who reviewed the plan may not do this."))


def by_office(clarification: Any, user: Viewer) -> bool:
    """Permission of the office that handled the lead."""
    return user.has_perm(ADD) and leads.by_office(clarification.lead, user)


def may_return(clarification: Any, user: Viewer) -> bool:
    """A plan is returned by whoever would have taken the next step."""
    return user.has_perm(REVIEW if clarification.status == "PLANNED" else APPROVE)


def by_person(clarification: Any, user: Viewer) -> bool:
    """Permission of the person's own step."""
    return bool(clarification.is_about(user))
