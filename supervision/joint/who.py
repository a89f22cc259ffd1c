"""Who acts for which organisation. A partner acts for the unit of his account, the case office for the commission."""

from typing import Any

from core.scope import Viewer

SEE_ALL, ACT = "supervision.view_all_joint", "supervision.act_joint"
RUN, APPROVE = "supervision.run_joint", "supervision.approve_joint"


def acts_for(user: Viewer, unit_id: int | None) -> bool:
    """Whether ``user`` speaks for that organisation."""
    return unit_id is not None and user.has_perm(ACT) and user.unit_id == unit_id


def by_lead(task: Any, user: Viewer) -> bool:
    """Permission of the steps of whoever leads a task."""
    return acts_for(user, task.lead_id)


def by_sender(clue: Any, user: Viewer) -> bool:
    return acts_for(user, clue.from_unit_id)


def by_recipient(clue: Any, user: Viewer) -> bool:
    return acts_for(user, clue.to_unit_id)


def may_send(clue: Any, user: Viewer) -> bool:
    """A clue of the commission leaves it by a leader's approval; a partner sends his own."""
    if user.has_perm(APPROVE):
        return user.unit_id == clue.from_unit_id
    return by_sender(clue, user) and not user.has_perm(SEE_ALL)


def by_partner(conference: Any, user: Viewer) -> bool:
    """Whether ``user`` speaks for one of the organisations invited."""
    return user.has_perm(ACT) and conference.partners.filter(unit=user.unit_id).exists()
