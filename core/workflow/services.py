from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _
from django_fsm import ConcurrentTransition, Transition

from core import clock
from core.attachments.services import attachment_add, scan_asked
from core.errors import Conflict, InvalidInput, NotAllowed
from core.scope import Viewer
from core.workbench.queries import count_key
from core.workflow import guards
from core.workflow.models import TransitionRecord, WorkflowModel
from core.workflow.queries import is_plain, status_field, status_label, transitions_from, why_refused
from core.workflow.steps import asked_fields

Record = TypeVar("Record", bound=WorkflowModel)


def transition_perform_plain(*, instance: Record, name: str, actor: Viewer, reason: str = "") -> Record:
    """What generic doors (the transition page, the API) call: a step that needs nothing but a reason.

    Raises NotAllowed for steps that have a page and a service of their own, and as ``transition_perform`` does.
    """
    if not is_plain(instance, name):
        raise NotAllowed(
            _("This step has a page of its own."), cure=_("Open the record and use the button of this step.")
        )
    return transition_perform(instance=instance, name=name, actor=actor, reason=reason)


def transition_perform(
    *,
    instance: Record,
    name: str,
    actor: Viewer | None,
    reason: str = "",
    **values: Any,
) -> Record:
    """Move ``instance`` by the transition ``name`` in one transaction: row locked, rules asked, history written.

    ``actor`` None means the system itself (deliveries, expiry); then only the conditions are asked. The step's
    declared ``fields`` are taken from ``values`` and written first; where it takes ``files``, those are kept as
    attachments. The rest of ``values`` goes to its method.
    Raises Conflict when the state has moved on, NotAllowed with the reason when a rule refuses, InvalidInput when a
    required reason is missing. Guarded when recusal or another guard stands before it: that attempt is written down
    though the transaction is lost. Returns the fresh, saved row.
    """
    with _attempt(instance, name, actor):
        return _perform(instance=instance, name=name, actor=actor, reason=reason, **values)


def step_assert(*, instance: WorkflowModel, name: str, actor: Viewer) -> None:
    """Refuses the step before its input is looked at; raises, and writes down, what ``transition_perform`` would."""
    with _attempt(instance, name, actor):
        _step_allowed(instance, name, actor)


@contextmanager
def _attempt(instance: WorkflowModel, name: str, actor: Viewer | None) -> Iterator[None]:
    """What a guard has against the step is written down, outside the transaction that it loses."""
    try:
        yield
    except guards.Guarded as refusal:
        guards.refusal_note(refusal, instance, actor, step=name)
        raise


def _step_allowed(instance: WorkflowModel, name: str, actor: Viewer | None) -> Transition:
    """The step ``name`` that ``actor`` may take now. Raises Conflict, NotAllowed or what a guard has against it."""
    candidate = next((found for found in transitions_from(instance) if found.name == name), None)
    if candidate is None:
        shown = getattr(instance, status_field(type(instance)).name) if actor is None else instance.status_for(actor)
        words = _("This is no longer possible: the record is now “%(status)s”.")
        raise Conflict(
            words % {"status": status_label(instance, shown)},
            cure=_("Load the page again and look at what happened."),
        )
    if actor is not None and candidate.has_perm(instance, actor):
        guarded = guards.objection(instance, actor, candidate)
        if guarded is not None:
            raise guarded
    refusal = why_refused(instance, candidate, actor)
    if refusal:
        raise NotAllowed(refusal)
    return candidate


def _perform(*, instance: Record, name: str, actor: Viewer | None, reason: str, **values: Any) -> Record:
    with transaction.atomic():
        row = type(instance)._base_manager.select_for_update(of=("self",)).get(pk=instance.pk)
        field = status_field(type(row))
        before = getattr(row, field.name)
        candidate = _step_allowed(row, name, actor)
        if candidate.custom.get("reason") == "required" and not reason.strip():
            raise InvalidInput(_("A reason is required."), field="reason", cure=_("Write why, in one sentence."))
        files: Sequence[UploadedFile] = values.pop("files", ()) if candidate.custom.get("files") else ()
        if candidate.custom.get("files") == "scan":
            scan_asked(files)
        rest = _take_fields(row, candidate.custom, values)
        if candidate.custom.get("closes"):
            row.closed_at = clock.now()  # type: ignore[attr-defined]  # who closes has it
        getattr(row, name)(actor=actor, reason=reason, **rest)
        try:
            row.save()
        except ConcurrentTransition as error:
            raise Conflict(_("Somebody else was faster."), cure=_("Load the page again.")) from error
        history_write(
            instance=row,
            name=name,
            label=str(candidate.custom.get("label", name)),
            before=before,
            actor=actor,
            reason=reason,
        )
        for upload in files:
            attachment_add(owner=row, upload=upload, actor=actor)
        if actor is not None:
            transaction.on_commit(lambda: cache.delete(count_key(actor)))
    return row


def _take_fields(row: WorkflowModel, custom: dict[str, Any], values: dict[str, Any]) -> dict[str, Any]:
    """Write what the step asks for; what is left of ``values``. Raises InvalidInput for a missing or wrong value."""
    asked = asked_fields(custom)
    for name, optional in asked:
        value = values.pop(name, None)
        if value in (None, "") and not optional:
            label = row._meta.get_field(name).verbose_name  # type: ignore[union-attr]  # no relation back
            raise InvalidInput(_("“%(label)s” is missing.") % {"label": label}, field=name)
        field = row._meta.get_field(name)
        if field.many_to_many:
            getattr(row, name).set(value or [])
        elif value is not None or optional:
            setattr(row, name, _empty(field) if value is None else value)
    try:
        row.clean_fields(exclude={field.name for field in row._meta.fields} - {name for name, _optional in asked})
    except ValidationError as error:
        name, words = next(iter(error.message_dict.items()))
        raise InvalidInput(words[0], field=name) from error
    return values


def _empty(field: Any) -> Any:
    return None if field.null else field.get_default()


def history_write(
    *, instance: WorkflowModel, name: str, label: str, before: str, actor: Viewer | None, reason: str = ""
) -> TransitionRecord:
    """Append one line to the history of ``instance``; its present status is the line's "to"."""
    return TransitionRecord.objects.create(
        content_type=ContentType.objects.get_for_model(instance),
        object_id=instance.pk,
        name=name,
        label=label[:120],
        from_status=before,
        to_status=getattr(instance, status_field(type(instance)).name),
        actor=actor,
        reason=reason,
        at=clock.now(),
    )
