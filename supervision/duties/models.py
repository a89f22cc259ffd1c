from collections.abc import Collection, Iterator
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core import clock
from core.columns import day, person
from core.errors import InvalidInput
from core.records.base import four_eyes
from core.records.labels import labelled
from core.scope import ScopedQuerySet, Viewer
from core.spans import ONE_DAY, Span
from core.workflow.fields import StateField
from core.workflow.rules import not_by, refuse_if
from core.workflow.steps import step
from officials.duties.rule import Exemption, areas_of_rule, exempt_spans, rule_from
from officials.models import DutyArea, DutyDivision, Official, Tenure
from officials.queries import heads_of
from organization.records import UnitRecord
from supervision.filed import MeetingFiled


class DutyPlan(MeetingFiled):
    """A unit's plan of who is in charge of what. Accepted, it becomes the intervals of ``DutyDivision``."""

    items: Any

    class Meta(MeetingFiled.Meta):
        permissions = [
            ("file_dutyplan", _("Can write and file the division of duties")),
            ("check_dutyplan", _("Can accept or return the division of duties")),
        ]
        verbose_name, verbose_name_plural = _("plan of duties"), _("plans of duties")

    def __str__(self) -> str:
        return f"{self.unit} {gettext('Plan of duties')} {self.effective_on}"

    @property
    def rows(self) -> Any:
        return self.items

    def conflicts(self) -> "list[DutyPlanItem]":
        """Rows that give a head what he must not manage, on the day the plan takes effect and without exemption."""
        start = self.effective_on
        heads = {official.pk for official in heads_of(self.unit, start)}
        if start < rule_from(start):
            return []
        exempt = exempt_spans([self.unit_id])
        held = self.items.filter(official__in=heads, area__in=areas_of_rule(start)).select_related("official")
        return [
            row
            for row in held
            if not any(span.first <= start <= span.last for span in exempt.get((self.unit_id, row.area), ()))
        ]

    def check_filing(self) -> None:
        """三不分管: refused by name of official and area, unless an exemption covers it."""
        found = self.conflicts()
        if found:
            words = [
                gettext("%(official)s: %(area)s") % {"official": r.official, "area": r.get_area_display()}
                for r in found
            ]
            raise InvalidInput(
                gettext("A head must not manage this directly: %(rows)s.") % {"rows": "；".join(words)},
                field="items",
                cure=gettext("Give the area to a deputy, or ask for an exemption first."),
                details=words,
            )

    def take_effect(self) -> None:
        """Close the intervals that the plan does not go on with, open those it adds; equal ones simply run on."""
        wanted = {(row.official_id, row.area): row for row in self.items.all()}
        running = DutyDivision.objects.filter(unit=self.unit_id).exclude(end__lt=self.effective_on)
        for duty in running.select_for_update():
            kept = wanted.get((duty.official_id, duty.area))
            if kept is not None and duty.start <= self.effective_on and duty.end is None and duty.detail == kept.detail:
                del wanted[duty.official_id, duty.area]
            elif duty.start >= self.effective_on:
                duty.delete()
            else:
                duty.end = self.effective_on - ONE_DAY
                duty.save(update_fields=["end"])
        for row in wanted.values():
            DutyDivision.objects.create(
                unit=self.unit, official=row.official, area=row.area, detail=row.detail, start=self.effective_on,
                meeting_on=self.meeting_on, filed_on=self.filed_on,
            )  # fmt: skip


class OfPlanQuerySet(ScopedQuerySet):
    """Rows of the plans one may see."""

    def scope_q(self, user: Viewer) -> Q:
        return Q(plan__in=DutyPlan.objects.visible_to(user).values("pk"))


class DutyPlanItem(models.Model):
    """One area in one official's charge."""

    plan = models.ForeignKey(DutyPlan, on_delete=models.CASCADE, related_name="items", verbose_name=_("plan of duties"))
    official = models.ForeignKey(Official, on_delete=models.PROTECT, related_name="+", verbose_name=_("official"))
    area = models.CharField(_("area"), max_length=12, choices=DutyArea.choices)
    detail = models.CharField(_("detail"), max_length=100, blank=True)

    objects = OfPlanQuerySet.as_manager()

    class Meta:
        ordering = ["plan", "official", "area"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "official", "area"],
                name="duty_plan_item_once",
                violation_error_message=_("The plan gives this area to this official already."),
            )
        ]
        verbose_name, verbose_name_plural = _("duty in a plan"), _("duties in a plan")

    def __str__(self) -> str:
        return f"{self.official} – {self.detail or self.get_area_display()}"

    def clean(self) -> None:
        """Whoever is in charge works in the unit on the day the plan takes effect."""
        day_one = self.plan.effective_on
        there = Tenure.objects.on(day_one).filter(official=self.official_id, post__unit=self.plan.unit_id)
        if not there.exists():
            raise ValidationError(
                {"official": gettext("This official holds no post of the unit on %(day)s.") % {"day": day_one}}
            )


class ExemptionStatus(models.TextChoices):
    ASKED = "ASKED", _("Asked for")
    APPROVED = "APPROVED", _("Approved")
    REFUSED = "REFUSED", _("Refused")
    WITHDRAWN = "WITHDRAWN", _("Withdrawn")
    ENDED = "ENDED", _("Ended early")


GRANTED = (ExemptionStatus.APPROVED, ExemptionStatus.ENDED)
APPROVE = "supervision.approve_dutyexemption"
NOT_ONES_OWN = not_by("created_by", _("Who asked for an exemption may not decide on it."))


class DutyExemption(UnitRecord):
    """A unit whose head may manage areas himself for a while (small units, a vacancy). Decided by the leaders."""

    status = StateField(_("status"), default=ExemptionStatus.ASKED, choices=ExemptionStatus.choices)
    areas = models.JSONField(_("areas"), default=list)
    start = models.DateField(_("starts on"))
    end = models.DateField(_("ends on"))
    ended_on = day(_("ended early on"))
    reason = models.TextField(_("reason"))
    approver = person(_("decided by"))
    decided_on = day(_("decided on"))

    class Meta(UnitRecord.Meta):
        permissions = [("approve_dutyexemption", _("Can decide on exemptions from three-not-in-charge"))]
        constraints = [
            four_eyes("created_by", "approver", name="duty_exemption_four_eyes"),
            models.CheckConstraint(
                condition=~Q(status__in=["APPROVED", "ENDED"]) | Q(approver__isnull=False),
                name="duty_exemption_not_unapproved",
            ),
            models.CheckConstraint(
                condition=Q(end__gte=F("start")),
                name="duty_exemption_ends_after_start",
                violation_error_message=_("An exemption cannot end before it starts."),
            ),
        ]
        verbose_name, verbose_name_plural = (
            _("exemption from three-not-in-charge"),
            _("exemptions from three-not-in-charge"),
        )

    def __str__(self) -> str:
        return f"{self.unit} {self.area_words()} {self.start}–{self.end}"

    @labelled(_("areas"))
    def area_words(self) -> str:
        return "、".join(str(DutyArea(code).label) for code in self.areas)

    def prepare(self, actor: Viewer) -> None:
        unknown = set(self.areas) - set(areas_of_rule(clock.today()))
        if not self.areas or unknown:
            raise InvalidInput(gettext("Choose areas that the rule speaks of."), field="areas")

    @step(
        ExemptionStatus.ASKED,
        ExemptionStatus.APPROVED,
        APPROVE,
        _("Approve"),
        style="primary",
        actor_rules=(NOT_ONES_OWN,),
    )
    def approve(self, *, actor: Viewer, **_values: Any) -> None:
        self.approver, self.decided_on = actor, clock.today()

    @step(
        ExemptionStatus.ASKED, ExemptionStatus.REFUSED, APPROVE, _("Refuse"), reason="required", closes=True,
        actor_rules=(NOT_ONES_OWN,),
    )  # fmt: skip
    def refuse(self, *, actor: Viewer, **_values: Any) -> None:
        self.approver, self.decided_on = actor, clock.today()

    @step(
        ExemptionStatus.ASKED, ExemptionStatus.WITHDRAWN, "supervision.add_dutyexemption", _("Withdraw"), closes=True,
        reason="optional",
    )  # fmt: skip
    def withdraw(self, **_values: Any) -> None:
        """The need is gone."""

    @step(
        ExemptionStatus.APPROVED, ExemptionStatus.ENDED, APPROVE, _("End it early"), reason="required", closes=True,
        conditions=(refuse_if(lambda row: row.end < clock.today(), _("It has ended by itself.")),),
    )  # fmt: skip
    def end_early(self, **_values: Any) -> None:
        """Today is its last day; before its first day it never held."""
        self.ended_on = clock.today()

    @property
    def span(self) -> Span | None:
        """The days on which it holds, or held."""
        last = min(self.end, self.ended_on or date.max)
        return Span(self.start, last) if last >= self.start else None


def granted_exemptions(units: Collection[int]) -> Iterator[Exemption]:
    """What the rule asks for (``officials.duties.rule.exemption_source``)."""
    for row in DutyExemption.objects.filter(unit__in=units, status__in=GRANTED):
        span = row.span
        if span is not None:
            yield from (Exemption(row.unit_id, area, span) for area in row.areas)
