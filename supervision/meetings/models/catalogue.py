from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.columns import person
from core.errors import InvalidInput
from core.records.base import four_eyes
from core.workflow.fields import StateField
from core.workflow.rules import not_by
from core.workflow.steps import step
from organization.records import UnitRecord, UnitRecordQuerySet
from supervision.meetings.choices import Category
from supervision.meetings.who import evaluates


class CatalogueStatus(models.TextChoices):
    DRAFT = "DRAFT", _("Draft")
    IN_FORCE = "IN_FORCE", _("In force")
    ENDED = "SUPERSEDED", _("No longer in force")


class CatalogueQuerySet(UnitRecordQuerySet):
    def on(self, day: date) -> Self:
        """The versions that hold on ``day``."""
        running = Q(valid_to__isnull=True) | Q(valid_to__gte=day)
        return self.filter(running, valid_from__lte=day).exclude(status=CatalogueStatus.DRAFT)


class MajorItemCatalogue(UnitRecord):
    """From which amount (元) a unit decides matters of a category collectively; versions by their days.

    Without ``threshold`` every matter of the category is decided collectively.
    """

    status = StateField(_("status"), default=CatalogueStatus.DRAFT, choices=CatalogueStatus.choices, max_length=10)
    category = models.CharField(_("category"), max_length=10, choices=Category.choices)
    text = models.CharField(_("what is decided collectively"), max_length=300)
    threshold = models.DecimalField(
        _("from this amount (yuan)"), max_digits=18, decimal_places=2, null=True, blank=True
    )
    valid_from = models.DateField(_("in force from"))
    valid_to = models.DateField(_("in force until"), null=True, blank=True)
    approver = person(_("approved by"))

    if not TYPE_CHECKING:
        objects = CatalogueQuerySet.as_manager()

    class Meta(UnitRecord.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "category"],
                condition=Q(status="IN_FORCE", valid_to__isnull=True),
                name="catalogue_one_open_version",
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")), name="catalogue_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(threshold__isnull=True) | Q(threshold__gte=0), name="catalogue_threshold_not_negative"
            ),
            four_eyes("created_by", "approver", name="catalogue_drafter_is_not_approver"),
        ]
        default_permissions = ("view", "add")
        verbose_name = _("major-item catalogue entry")
        verbose_name_plural = _("major-item catalogue")

    def __str__(self) -> str:
        return f"{self.unit} {self.get_category_display()}"

    @step(
        CatalogueStatus.DRAFT, CatalogueStatus.IN_FORCE, evaluates, _("Put in force"), style="primary",
        actor_rules=(not_by("created_by", _("Who drafted it may not approve it.")),),
    )  # fmt: skip
    def approve(self, *, actor: Any, **_values: Any) -> None:
        """Ends the version before the day on which this one begins. Raises InvalidInput when it began no earlier."""
        before = MajorItemCatalogue.objects.filter(
            unit=self.unit, category=self.category, status=CatalogueStatus.IN_FORCE, valid_to__isnull=True
        )
        for version in before.select_for_update():
            if version.valid_from >= self.valid_from:
                raise InvalidInput(
                    _("The version in force began no earlier."), field="valid_from", cure=_("Choose a later first day.")
                )
            before.filter(pk=version.pk).update(valid_to=self.valid_from - timedelta(days=1))
        self.approver = actor

    @step(CatalogueStatus.IN_FORCE, CatalogueStatus.ENDED, evaluates, _("End"), fields=("valid_to",), reason="required")
    def end(self, **_values: Any) -> None:
        """The category is no longer bound to an amount after ``valid_to``."""
