from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core import clock, parameters
from core.columns import day
from core.records.labels import labelled
from supervision.meetings.choices import DECIDED, MAJOR, Category, FoundMajor, Legality, Outcome, PreStep
from supervision.meetings.models.scope import OfMeetingQuerySet
from supervision.meetings.parameters import MEETING
from supervision.powers.models import PowerItem


def _why_not(label: Any) -> models.CharField:
    return models.CharField(label, max_length=120, blank=True)


class AgendaItem(models.Model):
    """One item of the agenda. ``amount`` is in 元. Each step before the meeting has its day, or why it was not needed.

    ``reviewed_by`` names the post that reviewed it before the agenda was fixed (会前审核); ``legality`` and
    ``found_major`` are its results. ``emergency_on`` is the day on which an emergency was decided first; the item then
    reports it (M54).
    ``likeness`` compares the minutes of a first item with those of the meeting before (0 to 1; empty: there was none).
    """

    meeting = models.ForeignKey(
        "supervision.Meeting", on_delete=models.CASCADE, related_name="items", verbose_name=_("meeting")
    )
    no = models.PositiveSmallIntegerField(_("No."))
    category = models.CharField(_("category"), max_length=10, choices=Category.choices)
    title = models.CharField(_("item"), max_length=200)
    first_agenda = models.BooleanField(_("first agenda item"), default=False)
    amount = models.DecimalField(_("amount (yuan)"), max_digits=18, decimal_places=2, null=True, blank=True)
    power = models.ForeignKey(
        PowerItem,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("power used"),
    )
    proposer = models.CharField(_("proposed by (post)"), max_length=80, blank=True)
    reviewed_by = models.CharField(_("reviewed before the meeting by (name and post)"), max_length=80, blank=True)
    reviewed_on = day(_("reviewed before the meeting on"))
    legality = models.CharField(_("review of legality"), max_length=8, choices=Legality.choices, blank=True)
    found_major = models.CharField(
        _("three majors and one large, as reviewed"), max_length=3, choices=FoundMajor.choices, blank=True
    )
    research_on = day(_("research done on"))
    research_waived = _why_not(_("why no research"))
    legal_on = day(_("legal review done on"))
    legal_waived = _why_not(_("why no legal review"))
    risk_on = day(_("risk assessment done on"))
    risk_waived = _why_not(_("why no risk assessment"))
    publicity_on = day(_("publicity done on"))
    publicity_waived = _why_not(_("why no publicity"))
    papers_sent_on = day(_("papers sent on"))
    emergency_on = day(_("emergency: decided first on"))
    emergency_reason = models.CharField(_("why it could not wait"), max_length=200, blank=True)
    documents = models.TextField(_("documents studied"), blank=True)
    record = models.TextField(_("record of the item"), blank=True)
    likeness = models.DecimalField(
        _("likeness to the meeting before"), max_digits=4, decimal_places=3, null=True, blank=True, editable=False
    )
    outcome = models.CharField(_("outcome"), max_length=8, choices=Outcome.choices, default=Outcome.OPEN)

    objects = OfMeetingQuerySet.as_manager()

    class Meta:
        ordering = ["meeting", "no"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "no"],
                name="agenda_item_no",
                violation_error_message=_("The meeting already has an item with this number."),
            ),
            models.UniqueConstraint(
                fields=["meeting"],
                condition=Q(first_agenda=True),
                name="agenda_one_first_item",
                violation_error_message=_("The meeting already has its first agenda item."),
            ),
            models.CheckConstraint(condition=Q(first_agenda=False) | Q(no=1), name="agenda_first_item_is_first"),
            models.CheckConstraint(
                condition=Q(emergency_on__isnull=True, emergency_reason="")
                | (Q(emergency_on__isnull=False) & ~Q(emergency_reason="")),
                name="agenda_emergency_with_reason",
                violation_error_message=_("An emergency needs the day it was decided and the reason."),
            ),
            models.CheckConstraint(
                condition=Q(reviewed_on__isnull=True, reviewed_by="", legality="", found_major="")
                | (Q(reviewed_on__isnull=False) & ~Q(reviewed_by="") & ~Q(legality="") & ~Q(found_major="")),
                name="agenda_review_whole",
                violation_error_message=_("A review before the meeting says who, when, and both results."),
            ),
            models.CheckConstraint(
                condition=Q(reviewed_by="") | ~Q(reviewed_by=F("proposer")),
                name="agenda_proposer_does_not_review",
                violation_error_message=_("Whoever proposed an item does not review it."),
            ),
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | Q(amount__gte=0), name="agenda_amount_not_negative"
            ),
        ]
        verbose_name = _("agenda item")
        verbose_name_plural = _("agenda items")

    def __str__(self) -> str:
        return f"{self.no}. {self.title}"

    def get_absolute_url(self) -> str:
        return f"{self.meeting.get_absolute_url()}#item-{self.pk}"

    def clean(self) -> None:
        """A review lies behind; the power is one of the unit's own list, named where a parameter says so (M10)."""
        if self.reviewed_on is not None and self.reviewed_on > clock.today():
            raise ValidationError({"reviewed_on": gettext("The day lies in the future.")})
        if self.power is not None and self.power.power_list.unit_id != self.meeting.unit_id:
            raise ValidationError({"power": gettext("This power belongs to another unit.")})
        asked = self.power is None and self.is_major and parameters.values(MEETING.key)["power_named"]
        if asked and PowerItem.objects.in_force().filter(power_list__unit=self.meeting.unit_id).exists():
            raise ValidationError({"power": gettext("A major item names the power of the unit's list that it uses.")})

    @property
    def is_major(self) -> bool:
        """Whether it is one of the three majors or the one large."""
        return self.category in MAJOR

    @property
    def is_decided(self) -> bool:
        """Whether it is put to a vote."""
        return self.category in DECIDED

    @property
    def is_reviewed(self) -> bool:
        """Whether it was reviewed before the meeting; a first agenda item, which only studies, need not be."""
        return self.first_agenda or self.reviewed_on is not None

    @property
    @labelled(_("review before the meeting"))
    def review(self) -> str:
        if self.reviewed_on is None:
            return ""
        results = (self.get_legality_display(), self.get_found_major_display())
        return " · ".join([*map(str, results), self.reviewed_by, self.reviewed_on.isoformat()])

    @property
    def is_emergency(self) -> bool:
        return self.emergency_on is not None

    def steps_before(self) -> list[tuple[Any, date | None, str]]:
        """(step, day, why not needed) of each step before the meeting."""
        return [
            (step.label, getattr(self, f"{step.value}_on"), getattr(self, f"{step.value}_waived")) for step in PreStep
        ]

    def missing_steps(self) -> list[str]:
        """Steps of a major item that have neither a day nor a reason."""
        if not self.is_major:
            return []
        return [str(word) for word, day, reason in self.steps_before() if day is None and not reason.strip()]
