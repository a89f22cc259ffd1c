"""The course of a list and its versions: draft, approved, in force, superseded (handbook 7.2)."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import clock
from core.columns import day, moment, person
from core.deadlines.queries import due_date
from core.records.base import four_eyes
from core.scope import Viewer
from core.workflow.fields import StateField
from core.workflow.models import WorkflowModel
from core.workflow.rules import needs
from core.workflow.services import transition_perform
from core.workflow.steps import step
from supervision.lists.choices import ListStatus
from supervision.lists.engine.rules import APPROVE, CHECK, NOT_THE_MAKER
from supervision.lists.parameters import REVIEW_RULE


class IsReady:
    """Refuses a list that is not ready, in the list's own words."""

    def __call__(self, record: Any) -> bool:
        return not record.readiness()

    def why_for(self, record: Any) -> str:
        return record.readiness()


class ListCourse(WorkflowModel):
    """State, version and steps of a list. Subclasses say what an item is (``items``) and what follows from each step.

    A new version is a draft that copies the items; it takes the place of the old one on the day it comes into force,
    and the old one stays readable.
    """

    due_rules: ClassVar[Mapping[str, str]] = {ListStatus.IN_FORCE: REVIEW_RULE}

    created_by_id: int
    due_on: Any

    title = models.CharField(_("title"), max_length=120)
    year = models.PositiveSmallIntegerField(_("year"))
    version = models.PositiveSmallIntegerField(_("version"), default=1, editable=False)
    replaces = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="successor",
        verbose_name=_("takes the place of"),
        editable=False,
    )
    meeting = models.CharField(_("approved by the meeting"), max_length=120, blank=True)
    meeting_on = day(_("meeting held on"))
    approver = person(_("approved by"))
    approved_at = moment(_("approved at"))
    in_force_on = day(_("in force from"))
    superseded_on = day(_("superseded on"))
    status = StateField(_("status"), default=ListStatus.DRAFT, choices=ListStatus.choices)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.title} v{self.version}"

    def readiness(self) -> str:
        """What keeps the list from being approved, in words; "" when nothing does."""
        raise NotImplementedError

    def came_into_force(self, actor: Viewer | None) -> None:
        """What follows when the list comes into force."""

    @step(ListStatus.DRAFT, ListStatus.APPROVED, APPROVE, _("Approve"), style="primary",
          conditions=(needs("meeting", "meeting_on"), IsReady()), actor_rules=(NOT_THE_MAKER,))  # fmt: skip
    def approve(self, *, actor: Viewer, **_values: Any) -> None:
        """The commission approves what the unit's own meeting has adopted."""
        self.approver, self.approved_at = actor, clock.now()

    @step(ListStatus.APPROVED, ListStatus.IN_FORCE, CHECK, _("File and bring into force"), style="primary")
    def put_in_force(self, *, actor: Viewer, **_values: Any) -> None:
        """Filed with the commission; from today on this version counts and the review is due by D38."""
        self.in_force_on = clock.today()
        self.due_on = due_date(REVIEW_RULE, self.in_force_on)
        if self.replaces is not None and self.replaces.status == ListStatus.IN_FORCE:
            transition_perform(instance=self.replaces, name="supersede", actor=actor)
        self.came_into_force(actor)

    @step(ListStatus.IN_FORCE, ListStatus.SUPERSEDED, CHECK, _("Superseded"), hidden=True, closes=True)
    def supersede(self, **_values: Any) -> None:
        self.superseded_on = clock.today()

    @property
    def is_old(self) -> bool:
        """Whether a later version has taken its place."""
        return self.status == ListStatus.SUPERSEDED


def list_constraints(name: str) -> list[models.BaseConstraint]:
    """What holds for every list in the database."""
    return [
        four_eyes("created_by", "approver", name=f"{name}_four_eyes"),
        models.CheckConstraint(
            condition=Q(status=ListStatus.DRAFT) | Q(approver__isnull=False, meeting_on__isnull=False),
            name=f"{name}_not_unapproved",
        ),
    ]
