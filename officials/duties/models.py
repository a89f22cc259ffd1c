from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from officials.people.models import Official
from officials.people.scope import OfOfficialQuerySet
from organization.units.models import Unit


class DutyArea(models.TextChoices):
    """Areas of duty. The first three are those that a head does not manage directly (三不分管, M55)."""

    FIN = "FIN", _("Finance")
    HR = "HR", _("Personnel")
    WORKS = "WORKS", _("Works")
    PURCHASE = "PURCHASE", _("Procurement")
    APPROVAL = "APPROVAL", _("Approvals")
    OVERALL = "OVERALL", _("Overall work")
    PARTY = "PARTY", _("Party building")
    BUSINESS = "BUSINESS", _("Line of business")
    SAFETY = "SAFETY", _("Safety")
    OFFICE = "OFFICE", _("Office")
    DISCIPLINE = "DISCIPLINE", _("Discipline inspection")


NOT_FOR_HEADS = (DutyArea.FIN, DutyArea.HR, DutyArea.WORKS)


class DutyQuerySet(OfOfficialQuerySet):
    def on(self, day: date) -> Self:
        """Duties that run on ``day``."""
        return self.filter(Q(end__isnull=True) | Q(end__gte=day), start__lte=day)


class DutyDivision(models.Model):
    """One area in one official's charge within one unit, from ``start`` to ``end`` (empty while it runs)."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="duties", verbose_name=_("unit"))
    official = models.ForeignKey(Official, on_delete=models.PROTECT, related_name="duties", verbose_name=_("official"))
    area = models.CharField(_("area"), max_length=12, choices=DutyArea.choices)
    detail = models.CharField(_("detail"), max_length=100, blank=True)
    start = models.DateField(_("starts on"))
    end = models.DateField(_("ends on"), null=True, blank=True)
    meeting_on = models.DateField(_("decided by the meeting on"), null=True, blank=True)
    filed_on = models.DateField(_("filed on"), null=True, blank=True)

    objects = DutyQuerySet.as_manager()

    class Meta:
        ordering = ["unit", "official", "start"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(end__isnull=True) | Q(end__gte=F("start")), name="duty_ends_after_start"
            ),
            models.UniqueConstraint(fields=["official", "unit", "area", "start"], name="duty_once"),
        ]
        verbose_name = _("division of duties")
        verbose_name_plural = _("divisions of duties")

    def __str__(self) -> str:
        return f"{self.official} – {self.detail or self.get_area_display()}"
