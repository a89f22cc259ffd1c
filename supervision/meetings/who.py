"""Who may do what with meetings: the unit's own people run them and evaluate, others look on."""

from typing import Any

from core.scope import Viewer
from organization.users.belonging import is_own

RUN, EVALUATE, OBSERVE = "supervision.run_meeting", "supervision.evaluate_meeting", "supervision.observe_meeting"
ANSWER = "supervision.answer_study"


def runs(record: Any, user: Viewer) -> bool:
    """Permission of the unit's own people: a secretary sees every meeting, and runs only those of his own house."""
    return user.has_perm(RUN) and is_own(user, record.unit_id)


def evaluates(record: Any, user: Viewer) -> bool:
    """Permission of the unit's own head."""
    return user.has_perm(EVALUATE) and is_own(user, record.unit_id)


def answers(record: Any, user: Viewer) -> bool:
    """Permission of the unit that was reminded."""
    return user.has_perm(ANSWER) and is_own(user, record.unit_id)
