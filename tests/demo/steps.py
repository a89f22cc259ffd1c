"""What the tests of every step ask: who may take it on the rows he sees, and whether it lands where it should."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone
from django_fsm import Transition

from core import clock
from core.errors import DomainError, InvalidInput
from core.mechanisms.forms import step_form
from core.workflow.models import TransitionRecord, WorkflowModel
from core.workflow.queries import status_field
from core.workflow.services import transition_perform
from core.workflow.steps import takes_input
from organization.models import User

# Enough to meet every state without reading the whole city.
ROWS_OF_A_STATE = 12
PAPER = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def steps_of(model: type[WorkflowModel]) -> dict[str, list[Transition]]:
    """The steps people take, by name, each with one transition a source state."""
    found: defaultdict[str, list[Transition]] = defaultdict(list)
    for transition_ in status_field(model).get_all_transitions(model):
        if not transition_.custom.get("hidden"):
            found[transition_.name].append(transition_)
    return found


def rows_by_state(model: type[WorkflowModel], user: User) -> dict[str, list[Any]]:
    """Some rows that ``user`` sees, of every state."""
    name = status_field(model).name
    seen: Any = model._default_manager.all().visible_to(user)
    states = sorted(seen.order_by().values_list(name, flat=True).distinct())
    return {state: list(seen.filter(**{name: state}).order_by("pk")[:ROWS_OF_A_STATE]) for state in states}


def may_start(transitions: list[Transition], state: str) -> Transition | None:
    """The one of a step's transitions that starts in ``state``."""
    return next((t for t in transitions if t.source in (state, "*") or (t.source == "+" and t.target != state)), None)


def doors(transitions: list[Transition], rows: dict[str, list[Any]], user: User) -> Iterator[tuple[Any, Transition]]:
    """(row, transition) for which the step is ``user``'s to take now."""
    for state, found in rows.items():
        step = may_start(transitions, state)
        if step is not None:
            yield from ((row, step) for row in found if step.has_perm(row, user))


def is_his(model: type[WorkflowModel], transitions: list[Transition], rows: dict[str, list[Any]], user: User) -> bool:
    """Whether the step would be ``user``'s on some row he sees, were it in the step's state: no city has all states."""
    name = status_field(model).name
    for row in (row for found in rows.values() for row in found):
        kept = getattr(row, name)
        try:
            for step in transitions:
                row.__dict__[name] = kept if step.source in ("*", "+") else step.source
                if step.has_perm(row, user):
                    return True
        finally:
            row.__dict__[name] = kept
    return False


def taken(row: Any, step: Transition, user: User) -> bool:
    """Whether ``user``, who may now, could take the step with a plausible form; nothing of it stays behind.

    A step with a service of its own is none of ours: the tests of its room take it.
    """
    if step.custom.get("form"):
        return False
    try:
        with transaction.atomic():
            values = _filled(row, step, user)
            before = TransitionRecord.objects.filter(object_id=row.pk, name=step.name).count()
            moved = transition_perform(instance=row, name=step.name, actor=user, reason="按规定办理。", **values)
            state = getattr(moved, status_field(type(row)).name)
            assert step.target in (state, None) or not isinstance(step.target, str), (row, step.name, state)
            assert TransitionRecord.objects.filter(object_id=row.pk, name=step.name).count() == before + 1
            transaction.set_rollback(True)
    except DomainError:
        return False  # the rules want other words or days than these
    return True


def _filled(row: Any, step: Transition, user: User) -> dict[str, Any]:
    """What the step's form makes of plausible entries. Raises DomainError where it wants others."""
    if not takes_input(step.custom):
        return {}
    data = {name: _entry(field) for name, field in step_form(row, step, user).fields.items()}
    files = [SimpleUploadedFile("证明.pdf", PAPER, "application/pdf")] if step.custom.get("files") else []
    form = step_form(row, step, user, data)
    form.fields.pop("files", None)
    if not form.is_valid():
        raise InvalidInput(str(form.errors))
    values = {name: value for name, value in form.cleaned_data.items() if name != "reason"}
    return values | ({"files": files} if files else {})


def _entry(field: forms.Field) -> Any:
    """As it is typed."""
    if isinstance(field, forms.ModelMultipleChoiceField):
        return [row.pk for row in field.queryset[:1]]
    if isinstance(field, forms.ModelChoiceField):
        return getattr(field.queryset.first(), "pk", "")
    if isinstance(field, forms.MultipleChoiceField):
        return [key for key, _label in field.choices][:1]
    if isinstance(field, forms.ChoiceField):
        return next((key for key, _label in field.choices if key != ""), "")
    if isinstance(field, forms.DateTimeField):
        return timezone.localtime(clock.now()).strftime("%Y-%m-%dT%H:%M")
    if isinstance(field, forms.DateField):
        return clock.today().isoformat()
    if isinstance(field, forms.BooleanField):
        return "on"
    if isinstance(field, forms.IntegerField | forms.DecimalField):
        return "1"
    return "按规定办理，材料齐全。"
