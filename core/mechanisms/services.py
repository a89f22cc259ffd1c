"""Making and rewriting records and the rows below them: what every door calls."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _
from django_fsm import FSMFieldMixin

from core import clock
from core.attachments.services import attachment_add
from core.errors import Conflict, InvalidInput, NotAllowed
from core.mechanisms.registry import Lines, mechanism_of
from core.records.base import Record
from core.scope import Viewer
from core.workflow import guards
from core.workflow.services import history_write


@transaction.atomic
def record_create(
    *, model: type[Record], values: Mapping[str, Any], actor: Viewer, files: Sequence[UploadedFile] = ()
) -> Record:
    """A new record of a mechanism, in the first state of its course.

    Raises NotAllowed without the right or for rows outside one's jurisdiction, Guarded where a guard keeps the actor
    off the matter, InvalidInput for values that do not fit, Conflict when somebody made the same at the same moment.
    """
    mechanism = mechanism_of(model)
    if not actor.has_perm(mechanism.permission("add")):
        raise NotAllowed(_("Your role may not make such a record."))
    refusal = mechanism.why_not_add(actor)
    if refusal:
        raise NotAllowed(refusal)
    plain, many = _split(model, values)
    _refuse_foreign(plain, actor, skip=mechanism.choices)
    record = model(**plain, created_by=actor, created_at=clock.now())
    record.prepare(actor)
    guards.enter(record, actor)
    _save(record, many)
    history_write(instance=record, name="create", label=_("Made"), before="", actor=actor)
    for upload in files:
        attachment_add(owner=record, upload=upload, actor=actor)
    return record


@transaction.atomic
def record_edit(*, record: Record, values: Mapping[str, Any], actor: Viewer) -> Record:
    """Rewrite a record that its own rule lets be rewritten. Raises NotAllowed with that rule's words, and as above."""
    row = type(record)._base_manager.select_for_update(of=("self",)).get(pk=record.pk)
    refusal = row.why_not_edit(actor)
    if refusal:
        raise NotAllowed(refusal)
    guards.enter(row, actor)
    plain, many = _split(type(row), values)
    _refuse_foreign(plain, actor, skip=mechanism_of(type(row)).choices)
    for name, value in plain.items():
        setattr(row, name, value)
    row.prepare(actor)
    guards.enter(row, actor)
    _save(row, many)
    history_write(instance=row, name="edit", label=_("Rewritten"), before=row.status, actor=actor)
    return row


@transaction.atomic
def line_add(*, record: Record, lines: Lines, values: Mapping[str, Any], actor: Viewer) -> models.Model:
    """A new row below ``record``. Raises NotAllowed with the words of ``lines.why_not``, InvalidInput, Conflict."""
    held = _hold(record, lines, actor)
    plain, many = _split(lines.model, values)
    row = lines.model(**plain, **{lines.parent: held})
    _save(row, many)
    _note(held, lines, _("Added"), row, actor)
    return row


@transaction.atomic
def line_edit(
    *, record: Record, lines: Lines, line: models.Model, values: Mapping[str, Any], actor: Viewer
) -> models.Model:
    """Rewrite a row below ``record``. Raises as ``line_add``."""
    held = _hold(record, lines, actor)
    plain, many = _split(lines.model, values)
    for name, value in plain.items():
        setattr(line, name, value)
    _save(line, many)
    _note(held, lines, _("Rewritten"), line, actor)
    return line


@transaction.atomic
def line_remove(*, record: Record, lines: Lines, line: models.Model, actor: Viewer) -> None:
    """Take a row below ``record`` away; what it said stays in the audit trail. Raises NotAllowed."""
    held = _hold(record, lines, actor)
    _note(held, lines, _("Removed"), line, actor)
    line.delete()


def _hold(record: Record, lines: Lines, actor: Viewer) -> Record:
    """The locked record, whose rows may be changed now."""
    held = type(record)._base_manager.select_for_update(of=("self",)).get(pk=record.pk)
    refusal = str(lines.why_not(held, actor))
    if refusal:
        raise NotAllowed(refusal)
    return held


def _note(record: Record, lines: Lines, what: str, line: models.Model, actor: Viewer) -> None:
    label = f"{what} · {lines.model._meta.verbose_name}"
    words = f"{label}: {line}"[:300]
    history_write(instance=record, name="line", label=label, before=record.status, actor=actor, reason=words)


def _split(model: type[models.Model], values: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Columns, and many-to-many values that are set after the row is saved."""
    many = {field.name for field in model._meta.many_to_many}
    plain = {name: value for name, value in values.items() if name not in many}
    return plain, {name: value for name, value in values.items() if name in many}


def _refuse_foreign(values: Mapping[str, Any], actor: Viewer, *, skip: Iterable[str]) -> None:
    """Rows that a record refers to must be visible to whoever makes it, unless the mechanism offers them itself."""
    for name, value in values.items():
        rows: Any = getattr(type(value), "objects", None)
        if name in skip or not isinstance(value, models.Model) or not hasattr(rows, "visible_to"):
            continue
        if not rows.visible_to(actor).filter(pk=value.pk).exists():
            raise NotAllowed(_("“%(row)s” is outside your jurisdiction.") % {"row": value}, field=name)


def _save(row: models.Model, many: Mapping[str, Any]) -> None:
    try:
        row.clean_fields(exclude={field.name for field in row._meta.fields if isinstance(field, FSMFieldMixin)})
        row.clean()
        row.validate_unique()
        row.validate_constraints()
        with transaction.atomic():
            row.save()
    except ValidationError as error:
        raise _invalid(error) from error
    except IntegrityError as error:
        raise Conflict(_("Somebody has just made the same."), cure=_("Load the page again.")) from error
    for name, value in many.items():
        getattr(row, name).set(value)


def _invalid(error: ValidationError) -> InvalidInput:
    """The first complaint with its field; the others as details."""
    by_field = error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}
    field, words = next(iter(by_field.items()))
    details = [word for name, found in by_field.items() for word in found if (name, word) != (field, words[0])]
    return InvalidInput(words[0], field="" if field == NON_FIELD_ERRORS else field, details=details)
