"""What a unit's leadership decides in a meeting and files with the commission: divisions of duties, lists of powers.

Draft → studied by the meeting → filed → in force (or returned) → superseded by the next one. One may be open and one in
force for a unit at a time; whoever files it does not check it.
"""

from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core import clock
from core.columns import day, person
from core.deadlines.queries import due_date
from core.errors import Conflict, InvalidInput, NotAllowed
from core.records.base import four_eyes
from core.scope import Viewer
from core.spans import ONE_DAY
from core.workflow.fields import StateField
from core.workflow.rules import not_by, refuse_if
from core.workflow.services import history_write, transition_perform
from core.workflow.steps import step
from organization.records import UnitRecord

FILING = "D45"


class Status(models.TextChoices):
    DRAFT = "DRAFT", _("Draft")
    STUDIED = "STUDIED", _("Studied by the meeting")
    FILED = "FILED", _("Filed")
    RETURNED = "RETURNED", _("Returned")
    IN_FORCE = "IN_FORCE", _("In force")
    SUPERSEDED = "SUPERSEDED", _("Superseded")
    WITHDRAWN = "WITHDRAWN", _("Withdrawn")


OPEN = (Status.DRAFT, Status.STUDIED, Status.FILED, Status.RETURNED)
WRITABLE = (Status.DRAFT, Status.RETURNED)


def by_unit(record: "MeetingFiled", user: Viewer) -> bool:
    """Those who write and file for the unit they belong to."""
    return user.has_perm(f"supervision.file_{record._meta.model_name}") and user.unit_id == record.unit_id


def by_commission(record: "MeetingFiled", user: Viewer) -> bool:
    """Those who take the filing."""
    return user.has_perm(f"supervision.check_{record._meta.model_name}")


def why_not_write(record: "MeetingFiled", user: Viewer) -> str:
    """Why neither the record nor its rows may be changed now; "" when they may."""
    if record.status not in WRITABLE:
        return gettext("It was studied by the meeting; only what is a draft or was returned can be rewritten.")
    return "" if by_unit(record, user) else gettext("Only the unit itself writes it.")


class MeetingFiled(UnitRecord):
    """Subclasses have rows below them (``rows``) and say what must hold before filing and what acceptance writes."""

    due_rules = {Status.STUDIED: FILING, Status.RETURNED: FILING}

    status = StateField(_("status"), default=Status.DRAFT, choices=Status.choices)
    effective_on = models.DateField(_("takes effect on"))
    ended_on = day(_("in force until"))
    reason = models.CharField(_("occasion"), max_length=300)
    meeting_on = day(_("leadership meeting on"))
    minutes_ref = models.CharField(_("minutes"), max_length=100, blank=True)
    filed_on = day(_("filed on"))
    filed_by = person(_("filed by"))
    checked_by = person(_("accepted by"))
    checked_on = day(_("accepted on"))

    class Meta(UnitRecord.Meta):
        abstract = True
        constraints = [
            models.UniqueConstraint(
                fields=["unit"],
                condition=Q(status__in=[state.value for state in OPEN]),
                name="%(class)s_one_open",
                violation_error_message=_("The unit has one under way already."),
            ),
            models.UniqueConstraint(fields=["unit"], condition=Q(status="IN_FORCE"), name="%(class)s_one_in_force"),
            four_eyes("filed_by", "checked_by", name="%(class)s_four_eyes"),
        ]

    @property
    def rows(self) -> Any:
        """The rows below."""
        raise NotImplementedError

    def check_filing(self) -> None:
        """Raises InvalidInput for what may not be filed."""

    def take_effect(self) -> None:
        """What acceptance writes beside the state."""

    def prepare(self, actor: Viewer) -> None:
        if actor.unit_id != self.unit_id:
            raise NotAllowed(gettext("Only the unit itself writes it."), field="unit")

    def why_not_edit(self, user: Viewer) -> str:
        return why_not_write(self, user)

    @property
    def filed_late(self) -> bool | None:
        """Whether it was filed after the last day (D45); None while it is not filed."""
        if self.filed_on is None or self.meeting_on is None:
            return None
        return self.filed_on > due_date(FILING, self.meeting_on)

    @property
    def former(self) -> Self | None:
        """What is in force for the unit now, this one aside."""
        rows: Any = type(self).objects.filter(unit=self.unit_id, status=Status.IN_FORCE).exclude(pk=self.pk)
        return rows.first()

    @step(
        WRITABLE, Status.STUDIED, by_unit, _("Studied by the meeting"), style="primary",
        fields=("meeting_on", "minutes_ref"), files=True,
        conditions=(refuse_if(lambda record: not record.rows.exists(), _("It has no rows yet.")),),
    )  # fmt: skip
    def study(self, **_values: Any) -> None:
        """The leadership meeting decided on it; from that day the period for filing runs (D45)."""
        if self.meeting_on > clock.today():
            raise InvalidInput(gettext("The meeting has not taken place yet."), field="meeting_on")
        if self.effective_on < self.meeting_on:
            raise InvalidInput(
                gettext("It cannot take effect before the meeting decided on it."),
                field="meeting_on",
                cure=gettext("Correct the day of the meeting, or the day on which it takes effect."),
            )
        self.due_on = due_date(FILING, self.meeting_on)

    @step(Status.STUDIED, Status.FILED, by_unit, _("File with the commission"), style="primary")
    def file(self, *, actor: Viewer, **_values: Any) -> None:
        self.check_filing()
        self.filed_on, self.filed_by, self.due_on = clock.today(), actor, None

    @step(Status.STUDIED, Status.DRAFT, by_unit, _("Back to the draft"), reason="required")
    def reopen(self, **_values: Any) -> None:
        """What the meeting decided must be written differently: it is studied again."""
        self.due_on = None

    @step(
        Status.FILED, Status.IN_FORCE, by_commission, _("Accept the filing"), style="primary",
        actor_rules=(not_by("filed_by", _("Who filed it may not accept it.")),),
    )  # fmt: skip
    def accept(self, *, actor: Viewer, **_values: Any) -> None:
        """The former one ends the day before; both happen together or not at all."""
        self.check_filing()
        former = self.former
        if former is not None and former.effective_on >= self.effective_on:
            raise Conflict(
                gettext("What is in force took effect on %(day)s, not before this one.") % {"day": former.effective_on},
                cure=gettext("Return it, so that its day is corrected."),
            )
        if former is not None:
            transition_perform(instance=former, name="supersede", actor=actor, ended_on=self.effective_on - ONE_DAY)
        self.checked_by, self.checked_on = actor, clock.today()
        self.take_effect()

    @step(Status.FILED, Status.RETURNED, by_commission, _("Return the filing"), reason="required")
    def return_filing(self, **_values: Any) -> None:
        self.filed_by, self.filed_on, self.due_on = None, None, due_date(FILING, clock.today())

    @step(Status.IN_FORCE, Status.SUPERSEDED, by_commission, _("Superseded"), hidden=True, closes=True)
    def supersede(self, *, ended_on: Any, **_values: Any) -> None:
        self.ended_on = ended_on

    @step(Status.IN_FORCE, Status.IN_FORCE, by_unit, _("Draft a change"))
    def renew(self, *, actor: Viewer, **_values: Any) -> None:
        """A draft with the same rows, to be changed, studied and filed."""
        if type(self).objects.filter(unit=self.unit_id, status__in=OPEN).exists():
            raise Conflict(gettext("The unit has one under way already."), cure=gettext("Change that one."))
        start = max(clock.today(), self.effective_on + ONE_DAY)
        draft = type(self).objects.create(
            unit=self.unit, effective_on=start, reason=gettext("Change"), created_by=actor, created_at=clock.now(),
            **self.inherited(),
        )  # fmt: skip
        for row in self.rows.all():
            self.copy_row(row, draft)
        history_write(instance=draft, name="create", label=gettext("Made"), before="", actor=actor)

    def inherited(self) -> dict[str, Any]:
        """Further columns of the draft of a change."""
        return {}

    def copy_row(self, row: Any, draft: Self) -> None:
        """Put a copy of ``row`` below ``draft``."""
        row.pk, row._state.adding = None, True
        setattr(row, self.rows.field.name, draft)
        row.save()

    @step(
        (Status.DRAFT, Status.STUDIED, Status.RETURNED), Status.WITHDRAWN, by_unit, _("Withdraw"), reason="required",
        style="danger", closes=True,
    )  # fmt: skip
    def withdraw(self, **_values: Any) -> None:
        self.due_on = None
