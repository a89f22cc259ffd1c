from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Max, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_fsm import FSMFieldMixin, Transition

from core.errors import Text
from core.scope import Viewer
from core.workflow import guards
from core.workflow.models import TransitionRecord, WorkflowModel
from core.workflow.steps import takes_input


@dataclass(frozen=True)
class Action:
    """One button: what may be done to a record now, or why not."""

    name: str
    label: Text
    allowed: bool
    why_not: str
    reason: str  # "required", "optional" or ""
    style: str
    form: str  # URL name of a page of its own, when the transition needs more than a reason
    shortcut: str = ""  # one letter that presses the button
    page: bool = False  # whether the generic step page asks for more than a reason


def status_field(model: type[WorkflowModel]) -> FSMFieldMixin:
    """The state field of ``model``."""
    return next(field for field in model._meta.get_fields() if isinstance(field, FSMFieldMixin))


def transitions_from(instance: WorkflowModel) -> Iterator[Transition]:
    """The declared transitions that start in the present state, hidden ones (for services only) among them."""
    field = status_field(type(instance))
    status = getattr(instance, field.name)
    for candidate in field.get_all_transitions(type(instance)):
        if candidate.source in (status, "*") or (candidate.source == "+" and candidate.target != status):
            yield candidate


def is_plain(instance: WorkflowModel, name: str) -> bool:
    """Whether a generic door may run ``name``: hidden steps and those with a page of their own need their service."""
    known = status_field(type(instance)).get_all_transitions(type(instance))
    return not any(
        t.name == name and (t.custom.get("hidden") or t.custom.get("form") or takes_input(t.custom)) for t in known
    )


def step_of(instance: WorkflowModel, name: str) -> Transition | None:
    """The declared, not hidden transition ``name`` from the present state, if there is one."""
    return next((t for t in transitions_from(instance) if t.name == name and not t.custom.get("hidden")), None)


def status_label(instance: WorkflowModel, code: str) -> str:
    """The words for the state ``code`` of ``instance``."""
    return str(dict(status_field(type(instance)).flatchoices).get(code, code))


def why_refused(instance: WorkflowModel, candidate: Transition, user: Viewer, *, guarded: bool = True) -> str:
    """The reason why ``user`` may not run ``candidate`` now; empty when he may. Guards are asked for every person.

    ``guarded`` False leaves out the guards, which ask the database: for lists that only point at records.
    """
    if user is not None:
        if not candidate.has_perm(instance, user):
            return _("Your role may not do this.")
        objection = guards.objection(instance, user, candidate) if guarded else None
        if objection is not None:
            return str(objection.message)
        for rule in candidate.custom.get("actor_rules", ()):
            if rule.test(instance, user):
                return str(rule.why)
    for condition in candidate.conditions:
        if not condition(instance):
            return refusal_words(condition, instance)
    return ""


def refusal_words(condition: Any, instance: WorkflowModel) -> str:
    """Why ``condition`` does not hold for ``instance``: what is missing by name, where the condition can say it."""
    if hasattr(condition, "why_for"):
        return str(condition.why_for(instance))
    return str(getattr(condition, "why", _("The record is not ready for this.")))


def actions_for(instance: WorkflowModel, user: Viewer) -> list[Action]:
    """What ``user`` sees as buttons on ``instance``: allowed ones, and refused ones with the reason.

    Transitions whose permission the user lacks are left out: they are somebody else's business.
    """
    actions = []
    for candidate in transitions_from(instance):
        if candidate.custom.get("hidden") or not candidate.has_perm(instance, user):
            continue
        why_not = why_refused(instance, candidate, user)
        actions.append(
            Action(
                name=candidate.name,
                label=candidate.custom.get("label", candidate.name),
                allowed=not why_not,
                why_not=why_not,
                reason=candidate.custom.get("reason", ""),
                style=candidate.custom.get("style", "secondary"),
                form=candidate.custom.get("form", ""),
                shortcut=candidate.custom.get("shortcut", ""),
                page=takes_input(candidate.custom),
            )
        )
    return sorted(actions, key=lambda action: action.style != "primary")


@cache
def _step_labels(model: type[WorkflowModel]) -> dict[str, Text]:
    found = status_field(model).get_all_transitions(model)
    return {transition.name: transition.custom.get("label", "") for transition in found}


# Lines that no step writes, by their usual names.
OTHER_LINES: dict[str, Text] = {
    "create": gettext_lazy("Made"),
    "draft": gettext_lazy("Draft"),
    "plan": gettext_lazy("Planned"),
    "compute": gettext_lazy("Computed"),
    "ask": gettext_lazy("Ask"),
    "declare": gettext_lazy("Declare"),
    "edit": gettext_lazy("Rewritten"),
    "handling": gettext_lazy("Handling"),
}


def step_words(line: TransitionRecord) -> Text:
    """The step of a line of history in the reader's language; as it was written down, where the course has no such."""
    model = ContentType.objects.get_for_id(line.content_type_id).model_class()
    known = _step_labels(model) if model is not None and issubclass(model, WorkflowModel) else {}
    return known.get(line.name) or OTHER_LINES.get(line.name) or line.label


def history_of(instance: WorkflowModel, user: Viewer = None) -> QuerySet[TransitionRecord]:
    """The transitions of ``instance``, oldest first, with their actors; for ``user`` without what is kept from him."""
    rows = TransitionRecord.objects.filter(
        content_type=ContentType.objects.get_for_model(instance), object_id=instance.pk
    ).select_related("actor")
    return rows if user is None else rows.exclude(name__in=instance.steps_kept_from(user))


def last_moved(model: type[WorkflowModel]) -> Subquery:
    """For ``annotate``: when each row of ``model`` took its last step; None before the first."""
    rows = TransitionRecord.objects.filter(
        content_type=ContentType.objects.get_for_model(model), object_id=OuterRef("pk")
    )
    return Subquery(rows.order_by().values("object_id").annotate(last=Max("at")).values("last"))
