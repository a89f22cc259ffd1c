"""M36, during: a look at one ceremony, only where a leader has assigned it, and never by fewer than two people."""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core import clock
from core.columns import moment, person
from core.errors import InvalidInput
from core.records.base import four_eyes
from core.scope import Viewer
from core.workflow.fields import StateField
from core.workflow.rules import not_by
from core.workflow.steps import step
from officials.records import OfficialRecord
from supervision.declarations.choices import InspectionStatus, State
from supervision.declarations.conditions import (
    INSPECTED_DAY,
    INSPECTORS_FREE,
    NOT_AN_INSPECTOR,
    OF_THE_INSPECTION,
    TWO_INSPECTORS,
)
from supervision.declarations.rights import ASSIGN, INSPECT

ASSIGNED = [InspectionStatus.APPROVED, InspectionStatus.DONE]


class CeremonyInspection(OfficialRecord):
    """Figures and one line of facts. The official reads it once it took place; nobody is pictured or named."""

    ceremony = models.ForeignKey(
        "supervision.CeremonyReport", on_delete=models.PROTECT, related_name="inspections", verbose_name=_("ceremony")
    )
    grounds = models.CharField(_("why it is inspected"), max_length=200)
    inspector = person(_("inspector"))
    second_inspector = person(_("second inspector"))
    approver = person(_("assigned by"))
    inspected_at = moment(_("recorded at"))
    tables_seen = models.PositiveSmallIntegerField(_("tables seen"), null=True, blank=True)
    guests_seen = models.PositiveSmallIntegerField(_("guests seen"), null=True, blank=True)
    finding = models.CharField(_("facts seen"), max_length=200, blank=True)
    status = StateField(_("status"), default=InspectionStatus.PROPOSED, choices=InspectionStatus.choices)

    class Meta(OfficialRecord.Meta):
        verbose_name, verbose_name_plural = _("inspection of a ceremony"), _("inspections of ceremonies")
        permissions = [("approve_ceremonyinspection", _("Can assign inspections of ceremonies"))]
        constraints = [
            four_eyes("created_by", "approver", name="inspection_four_eyes"),
            models.CheckConstraint(condition=~Q(inspector=F("second_inspector")), name="inspection_two_inspectors"),
            models.CheckConstraint(
                condition=~Q(status__in=ASSIGNED)
                | Q(approver__isnull=False, inspector__isnull=False, second_inspector__isnull=False),
                name="inspection_only_assigned",
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.ceremony}"

    def prepare(self, actor: Viewer) -> None:
        """Of whose ceremony. Raises InvalidInput for one that is over or called off."""
        if self.ceremony.status in (State.OK, State.ARCHIVED, State.CANCELLED):
            raise InvalidInput(gettext("This ceremony is closed."), field="ceremony")
        self.unit, self.official = self.ceremony.unit, self.ceremony.official
        self.due_on = self.ceremony.event_on

    def url_for(self, user: Viewer) -> str:
        return self.ceremony.portal_url if self.is_about(user) else self.get_absolute_url()

    @step(
        InspectionStatus.PROPOSED, InspectionStatus.APPROVED, ASSIGN, _("Assign"), style="primary",
        conditions=(TWO_INSPECTORS, INSPECTORS_FREE),
        actor_rules=(not_by("created_by", _("Who proposed it may not assign it.")), NOT_AN_INSPECTOR),
    )  # fmt: skip
    def approve(self, *, actor: Viewer, **_values: Any) -> None:
        self.approver = actor

    @step(
        InspectionStatus.PROPOSED, InspectionStatus.REFUSED, ASSIGN, _("Do not assign"), reason="required", closes=True,
        actor_rules=(not_by("created_by", _("Who proposed it may not assign it.")),),
    )  # fmt: skip
    def refuse(self, **_values: Any) -> None:
        self.due_on = None

    @step(
        InspectionStatus.APPROVED, InspectionStatus.DONE, INSPECT, _("Record what was seen"), style="primary",
        fields=("tables_seen", "guests_seen?", "finding?"), closes=True,
        conditions=(INSPECTED_DAY,), actor_rules=(OF_THE_INSPECTION,),
    )  # fmt: skip
    def record(self, **_values: Any) -> None:
        self.inspected_at = self.told_at = clock.now()
        self.due_on = None
