"""Saved mappings: how one unit's own export becomes one dataset, so that next quarter it is one click."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from early_warning.filings.catalogue import kind_choices
from early_warning.filings.mapping.plan import ROW_NUMBER, MappingPlan
from organization.scope import UnitScopedQuerySet


class FilingMappingQuerySet(UnitScopedQuerySet):
    def fitting(self, headers: list[str]) -> "FilingMapping | None":
        """The newest mapping all of whose source columns are in ``headers``."""
        present = {*headers, ROW_NUMBER}
        candidates: Any = self.order_by("-saved_at")
        return next((row for row in candidates if row.as_plan().used_sources() <= present), None)


class FilingMapping(models.Model):
    """One mapping plan under a name, for one unit and dataset."""

    unit = models.ForeignKey("organization.Unit", on_delete=models.PROTECT, related_name="+", verbose_name=_("unit"))
    kind = models.CharField(_("dataset"), max_length=20, choices=kind_choices)
    name = models.CharField(_("name"), max_length=60)
    plan = models.JSONField(_("mapping"))
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("saved by")
    )
    saved_at = models.DateTimeField(_("saved at"))

    objects = FilingMappingQuerySet.as_manager()

    class Meta:
        ordering = ["unit__code", "kind", "name"]
        constraints = [models.UniqueConstraint(fields=["unit", "kind", "name"], name="filing_mapping_once")]
        default_permissions = ("view",)
        verbose_name = _("saved mapping")
        verbose_name_plural = _("saved mappings")

    def __str__(self) -> str:
        return self.name

    def as_plan(self) -> MappingPlan:
        """The plan itself."""
        return MappingPlan.from_json(self.plan)
