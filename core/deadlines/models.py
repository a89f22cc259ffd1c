"""The imported calendar and the catalogue of deadlines, both with their history."""

import datetime as dt
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.columns import person
from core.scope import PermissionScopedQuerySet

# The group of parameters that a rule is: "RULE-D29".
GROUP_PREFIX = "RULE-"


class CalendarDay(models.Model):
    """One day of a State Council notice: a rest day or a working weekend. Beats the package's table."""

    date = models.DateField(_("date"), primary_key=True)
    is_workday = models.BooleanField(_("worked"))
    note = models.CharField(_("note"), max_length=100, blank=True)

    objects = PermissionScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("calendar day")
        verbose_name_plural = _("days of the calendar")
        ordering = ["date"]

    def __str__(self) -> str:
        return f"{self.date} {_('worked') if self.is_workday else _('rest day')}"


class Unit(models.TextChoices):
    """What an amount counts."""

    CALENDAR_DAY = "CD", _("calendar days")
    WORKING_DAY = "WD", _("working days")
    MONTH = "M", _("months")
    YEAR = "Y", _("years")
    DATE = "DATE", _("date in the year")


class Direction(models.TextChoices):
    """Whether the due day follows the event or must precede it."""

    AFTER = "AFTER", _("after the event")
    BEFORE = "BEFORE", _("before the event")


class BasisTag(models.TextChoices):
    """How far a rule may be trusted (handbook 0.1)."""

    ART = "ART", _("stated in the source article")
    V_LAW = "V-LAW", _("law, full text read")
    V_SEC = "V-SEC", _("verified through a secondary source")
    V_LOC = "V-LOC", _("local rule")
    GK = "GK", _("general knowledge, not confirmed")
    CFG = "CFG", _("default of this system")


class DeadlineRuleQuerySet(PermissionScopedQuerySet):
    """Versions of deadline rules."""

    def in_force(self, day: dt.date) -> Self:
        """The versions that hold on ``day``: at most one a code."""
        return self.filter(Q(effective_to__isnull=True) | Q(effective_to__gte=day), effective_from__lte=day)


class DeadlineRule(models.Model):
    """One version of one deadline: so much after (or before) an event, by which rule, in force when."""

    code = models.CharField(_("code"), max_length=8)
    event = models.CharField(_("event and what is due"), max_length=200)
    amount = models.PositiveSmallIntegerField(_("amount"), default=0)
    unit = models.CharField(_("counted in"), max_length=4, choices=Unit.choices)
    month_day = models.CharField(_("day in the year"), max_length=5, blank=True, help_text=_("MM-DD"))
    direction = models.CharField(_("direction"), max_length=6, choices=Direction.choices, default=Direction.AFTER)
    extension = models.PositiveSmallIntegerField(
        _("extension"), default=0, help_text=_("How much it may be extended at most, in the same unit.")
    )
    roll = models.BooleanField(
        _("rolls"), default=False, help_text=_("A last day that is a rest day moves to the next working day.")
    )
    inclusive_start = models.BooleanField(
        _("first day counts"),
        default=False,
        help_text=_("The counting of sanction periods; they never roll."),
    )
    basis_text = models.CharField(_("basis"), max_length=300, blank=True)
    basis_tag = models.CharField(_("trust"), max_length=5, choices=BasisTag.choices)
    basis_checked = models.BooleanField(
        _("basis checked"), default=False, help_text=_("The customer's lawyers have read the source.")
    )
    effective_from = models.DateField(_("in force from"))
    effective_to = models.DateField(_("in force to"), null=True, blank=True)
    basis_checked_by = person(_("basis checked by"))
    basis_checked_at = models.DateTimeField(_("basis checked at"), null=True, blank=True)
    proposed_by = person(_("proposed by"))
    approved_by = person(_("approved by"))

    objects = DeadlineRuleQuerySet.as_manager()

    class Meta:
        verbose_name = _("deadline rule")
        verbose_name_plural = _("deadline rules")
        ordering = ["code", "effective_from"]
        permissions = [("check_deadlinerule", _("Can tick that the basis of a deadline was checked"))]
        constraints = [
            models.UniqueConstraint(fields=["code", "effective_from"], name="deadline_rule_version"),
            models.UniqueConstraint(
                fields=["code"], condition=Q(effective_to__isnull=True), name="deadline_rule_one_open_version"
            ),
            models.CheckConstraint(
                condition=Q(effective_to__isnull=True) | Q(effective_to__gte=F("effective_from")),
                name="deadline_rule_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=~Q(inclusive_start=True, roll=True), name="deadline_rule_sanction_never_rolls"
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(proposed_by=F("approved_by")),
                name="deadline_rule_two_people",
            ),
            models.CheckConstraint(
                condition=Q(basis_checked=False) | Q(basis_checked_by__isnull=False),
                name="deadline_rule_basis_checked_by_a_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.event}"

    def get_absolute_url(self) -> str:
        """The page of the rule with all its versions and the form for a proposal."""
        return reverse("parameter-group", args=[f"{GROUP_PREFIX}{self.code}"])

    def holds_on(self, day: dt.date) -> bool:
        """Whether this version is in force on ``day``."""
        return self.effective_from <= day and (self.effective_to is None or day <= self.effective_to)
