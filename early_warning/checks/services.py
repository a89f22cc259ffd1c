"""What people do with doubt points (handbook M06). A run makes them; from there on every step is a person's."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from core import clock
from core.attachments.services import attachment_add
from core.deadlines.calendar import add_workdays
from core.errors import Conflict, InvalidInput
from core.parameters import values
from core.workflow.services import transition_perform

from .handover import handover_create
from .models import DoubtPoint, HandoverKind, MaterialRequest


def doubt_take(*, doubt_point: DoubtPoint, actor: Any) -> DoubtPoint:
    """Take the doubt point up oneself."""
    return transition_perform(instance=doubt_point, name="take", actor=actor)


def doubt_assign(*, doubt_point: DoubtPoint, assignee: Any, actor: Any) -> DoubtPoint:
    """Give the doubt point to a person who may verify it and sees its unit. Raises InvalidInput otherwise."""
    return transition_perform(instance=doubt_point, name="assign", actor=actor, assignee=assignee)


def doubt_confirm(*, doubt_point: DoubtPoint, reason: str, actor: Any) -> DoubtPoint:
    """The first person says that it is true, and how he knows."""
    return transition_perform(instance=doubt_point, name="confirm", actor=actor, reason=reason)


def doubt_exclude(*, doubt_point: DoubtPoint, reason: str, actor: Any) -> DoubtPoint:
    """It is not true, with the reason; it stays excluded however often a run finds it again."""
    return transition_perform(instance=doubt_point, name="exclude", actor=actor, reason=reason)


def doubt_defer(*, doubt_point: DoubtPoint, until: date, reason: str, actor: Any) -> DoubtPoint:
    """Put it off until a later day, when it waits again for the same person. Raises InvalidInput for a past day."""
    return transition_perform(instance=doubt_point, name="defer", actor=actor, reason=reason, until=until)


def doubt_remind(*, doubt_point: DoubtPoint, note: str, actor: Any) -> DoubtPoint:
    """Hand a confirmed doubt point over for a duty reminder (M28). Nothing is sent by this."""
    return _hand_over(doubt_point, "remind", HandoverKind.REMINDER, note, actor)[0]


def doubt_warn(*, doubt_point: DoubtPoint, note: str = "", actor: Any) -> tuple[DoubtPoint, Model | None]:
    """Hand a confirmed doubt point over for a warning notice (M03). Returns it and the draft that was made, if any.

    Two more people stand between the draft and the unit: the checker and the approver (R02).
    """
    return _hand_over(doubt_point, "warn", HandoverKind.NOTICE, note, actor)


def _hand_over(
    doubt_point: DoubtPoint, step: str, kind: HandoverKind, note: str, actor: Any
) -> tuple[DoubtPoint, Model | None]:
    with transaction.atomic():
        row = transition_perform(instance=doubt_point, name=step, actor=actor, reason=note)
        made = handover_create(doubt_point=row, kind=kind, actor=actor, note=note).made
    return row, made


def material_due() -> date:
    """The day by which material is asked for when nobody says otherwise."""
    return add_workdays(clock.today(), int(values("checks")["material_days"]))


def material_ask(*, doubt_point: DoubtPoint, question: str, actor: Any, due_on: date | None = None) -> MaterialRequest:
    """Ask the unit's head and liaison a question about their own rows. Raises InvalidInput without a question or for a
    day that is past."""
    due = due_on or material_due()
    if not question.strip():
        raise InvalidInput(_("Write what you want to know."), field="question")
    if due < clock.today():
        raise InvalidInput(_("The day lies in the past."), field="due_on")
    with transaction.atomic():
        row = transition_perform(instance=doubt_point, name="ask_material", actor=actor, reason=question)
        return MaterialRequest.objects.create(
            doubt_point=row,
            unit=row.unit,
            question=question.strip(),
            due_on=due,
            asked_by=actor,
            asked_at=clock.now(),
        )


def material_answer(
    *, request: MaterialRequest, text: str, actor: Any, files: Iterable[UploadedFile] = ()
) -> MaterialRequest:
    """The unit's answer with its files; the doubt point goes back to the person who asked.

    Raises Conflict when the request is closed, InvalidInput when the answer is empty.
    """
    uploads = list(files)
    if not text.strip() and not uploads:
        raise InvalidInput(_("Write an answer or add a file."), field="answer")
    with transaction.atomic():
        row = MaterialRequest.objects.select_for_update(of=("self",)).select_related("doubt_point").get(pk=request.pk)
        if not row.is_open:
            raise Conflict(_("This request is closed."), cure=_("Load the page again."))
        row.answer, row.answered_by, row.answered_at, row.closed_at = text.strip(), actor, clock.now(), clock.now()
        row.save()
        for upload in uploads:
            attachment_add(owner=row, upload=upload, actor=actor)
        transition_perform(instance=row.doubt_point, name="receive_material", actor=actor)
    return row
