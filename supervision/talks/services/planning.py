from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core import clock
from core.errors import Conflict, InvalidInput, NotAllowed
from core.scope import Viewer
from core.workflow.services import history_write
from early_warning.notices.models import RuleBasis
from officials.models import Official, Tenure
from officials.recusal import refuse_recused
from organization.models import Unit
from supervision.talks.choices import LED_FROM_OUTSIDE, Kind, PlaceKind, Status, Topic
from supervision.talks.course import PLAN
from supervision.talks.models import Talk

# Official wording of the purpose and outline of a talk that is planned with one click.
PRE_OFFICE_PURPOSE = "任职前廉政谈话"
PRE_OFFICE_OUTLINE = "一、履行管党治党责任；二、依规依法用权；三、廉洁自律；四、接受监督。"


@dataclass(frozen=True, kw_only=True)
class TalkInput:
    """The plan of a talk as somebody writes it; what is missing is asked for when it is submitted."""

    kind: str
    unit: Unit
    official: Official
    tenure: Tenure | None = None
    purpose: str = ""
    problem_related: bool = False
    early_sign: str = ""
    rule: RuleBasis | None = None
    topics: tuple[str, ...] = ()
    outline: str = ""
    talker: Viewer | None = None
    outside_talker: str = ""
    second_talker: Viewer | None = None
    planned_at: datetime | None = None
    place_kind: str = PlaceKind.OFFICE
    place: str = ""

    def columns(self) -> dict[str, Any]:
        """The values of the talk's columns; what does not belong to the kind is dropped."""
        reminder, political = self.kind == Kind.REMINDER, self.kind == Kind.POLITICAL
        return {
            "kind": self.kind,
            "unit": self.unit,
            "official": self.official,
            "tenure": self.tenure if self.kind == Kind.PRE_OFFICE else None,
            "purpose": self.purpose.strip(),
            "problem_related": self.problem_related or reminder,
            "early_sign": self.early_sign if reminder else "",
            "rule": self.rule if reminder else None,
            "topics": list(self.topics) if political else [],
            "outline": self.outline.strip(),
            "talker": self.talker,
            "outside_talker": self.outside_talker.strip() if self.kind in LED_FROM_OUTSIDE and not self.talker else "",
            "second_talker": self.second_talker,
            "planned_at": self.planned_at,
            "place_kind": self.place_kind,
            "place": self.place.strip(),
        }


def talk_plan(*, given: TalkInput, actor: Viewer) -> Talk:
    """Write a plan. Raises NotAllowed without the right or for another's unit, InvalidInput for what does not fit,
    Conflict when the appointment has its talk already. Only people plan talks (R01)."""
    _refuse_wrong_actor(given, actor)
    _refuse_wrong_plan(given)
    try:
        with transaction.atomic():
            talk = Talk.objects.create(drafter=actor, drafted_at=clock.now(), **given.columns())
            history_write(instance=talk, name="plan", label=_("Planned"), before="", actor=actor)
    except IntegrityError as error:
        raise _already_planned() from error
    return talk


def talk_edit(*, talk: Talk, given: TalkInput, actor: Viewer) -> Talk:
    """Rewrite a plan that was not submitted. Raises Conflict when it has moved on, NotAllowed for other people."""
    _refuse_wrong_actor(given, actor)
    _refuse_wrong_plan(given)
    try:
        with transaction.atomic():
            row = Talk._base_manager.select_for_update(of=("self",)).get(pk=talk.pk)
            if row.status != Status.PLANNED or row.submitted_at is not None:
                raise Conflict(_("The plan is submitted already."), cure=_("Let it be returned first."))
            if row.drafter_id != actor.pk:
                raise NotAllowed(_("Only the person who plans it may do this."))
            for name, value in given.columns().items():
                setattr(row, name, value)
            row.save()
    except IntegrityError as error:
        raise _already_planned() from error
    return row


def talk_plan_for_appointment(*, tenure: Tenure, actor: Viewer) -> Talk:
    """Plan the pre-appointment talk of ``tenure`` with one click: a person plans it, not the import (R01)."""
    given = TalkInput(
        kind=Kind.PRE_OFFICE,
        unit=tenure.post.unit,
        official=tenure.official,
        tenure=tenure,
        purpose=PRE_OFFICE_PURPOSE,
        outline=PRE_OFFICE_OUTLINE,
        talker=actor if actor.has_perm("supervision.conduct_talk") else None,
    )
    return talk_plan(given=given, actor=actor)


def _refuse_wrong_actor(given: TalkInput, actor: Viewer) -> None:
    if not actor.has_perm(PLAN):
        raise NotAllowed(_("Your role may not plan talks."))
    if not Unit.objects.visible_to(actor).filter(pk=given.unit.pk).exists():
        raise NotAllowed(_("This unit is outside your jurisdiction."))
    if given.official.user_id is not None and given.official.user_id == actor.pk:
        raise NotAllowed(_("Nobody plans a talk with himself."))
    refuse_recused([actor], given.official, field="official")


def _refuse_wrong_plan(given: TalkInput) -> None:
    if given.second_talker is not None and given.second_talker == given.talker:
        raise InvalidInput(_("The two talkers must be different people."), field="second_talker")
    if given.kind == Kind.REMINDER and not given.early_sign:
        raise InvalidInput(_("A reminder talk names its kind of early sign."), field="early_sign")
    unknown = set(given.topics) - set(Topic.values)
    if unknown:
        raise InvalidInput(_("Topics are taken from the fixed list."), field="topics")
    if given.tenure is not None and given.tenure.official_id != given.official.pk:
        raise InvalidInput(_("This is the appointment of somebody else."), field="tenure")


def _already_planned() -> Conflict:
    return Conflict(
        _("A talk for this appointment is planned already."), cure=_("Open that one, or cancel it with a reason.")
    )
