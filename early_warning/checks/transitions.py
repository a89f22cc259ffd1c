"""The course of a doubt point, declared once: from where to where, who may, what it asks for, which key.

Handbook M06: 疑点 → 分派 → 人工核查 → {排除(理由必填) | 补充材料 | 提醒 | 预警通知}. The first person's verification
stands before anything else: reminders and notices start only from CONFIRMED.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from core.errors import Text
from core.workflow.rules import refuse_actor_if

TRIAGE = "warnings.triage_doubtpoint"
ASSIGN = "warnings.assign_doubtpoint"
SEND = "warnings.send_doubtpoint"
ANSWER = "warnings.answer_materialrequest"


@dataclass(frozen=True)
class Step:
    sources: tuple[str, ...]
    target: str
    permission: str
    label: Text
    reason: str = ""
    style: str = "secondary"
    form: str = ""
    key: str = ""
    hidden: bool = False
    own: bool = True


STEPS: dict[str, Step] = {
    "take": Step(("NEW", "DEFERRED"), "ASSIGNED", TRIAGE, _("Take up"), own=False),
    "assign": Step(("NEW", "ASSIGNED", "DEFERRED"), "ASSIGNED", ASSIGN, _("Assign"), form="doubt-assign", own=False),
    "confirm": Step(("NEW", "ASSIGNED"), "CONFIRMED", TRIAGE, _("Confirm"), "required", "primary", key="V"),
    "exclude": Step(("NEW", "ASSIGNED", "CONFIRMED"), "EXCLUDED", TRIAGE, _("Exclude"), "required", "danger", key="X"),
    "ask_material": Step(
        ("NEW", "ASSIGNED"), "MATERIAL_ASKED", TRIAGE, _("Ask for material"), form="doubt-ask-material", key="M"
    ),
    "receive_material": Step(("MATERIAL_ASKED",), "ASSIGNED", ANSWER, _("Material handed in"), hidden=True, own=False),
    "remind": Step(("CONFIRMED",), "REMINDED", SEND, _("Duty reminder"), form="doubt-remind", key="R"),
    "warn": Step(("CONFIRMED",), "WARNED", SEND, _("Warning notice"), style="primary", form="doubt-warn", key="W"),
    "defer": Step(("NEW", "ASSIGNED"), "DEFERRED", TRIAGE, _("Defer"), "required", form="doubt-defer", key="S"),
    "resume": Step(("MATERIAL_ASKED", "DEFERRED"), "ASSIGNED", TRIAGE, _("Resume")),
    "reopen": Step(("EXCLUDED",), "ASSIGNED", TRIAGE, _("Open again"), "required", own=False),
}

IS_ANOTHERS = refuse_actor_if(
    lambda doubt, user: doubt.assignee_id is not None and doubt.assignee_id != user.pk,
    _("Another person is verifying this doubt point."),
)


def declare(name: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """django-fsm's transition for the step of this name."""
    step = STEPS[name]
    return transition(
        field="status",
        source=list(step.sources),
        target=step.target,
        permission=step.permission,
        custom={
            "label": step.label,
            "reason": step.reason,
            "style": step.style,
            "form": step.form,
            "shortcut": step.key,
            "hidden": step.hidden,
            "actor_rules": [IS_ANOTHERS] if step.own else [],
        },
    )
