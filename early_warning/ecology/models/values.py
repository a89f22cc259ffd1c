"""The value of one indicator in one assessment: the snapshot that makes a figure checkable (3.1 rule 3)."""

from decimal import Decimal

from django.db import models
from django.db.models import Q, TextChoices
from django.utils.translation import gettext_lazy as _

from core.scope import NOTHING, ScopedQuerySet, Viewer
from early_warning.ecology.engine.assembly import Standing
from early_warning.ecology.models.assessment import EcologyAssessment
from early_warning.ecology.registry import ContextIndicator, Dimension, Indicator, dimensions, find


class ValueState(TextChoices):
    SCORED = Standing.SCORED, _("Scored")
    SMALL = Standing.SMALL, _("Sample too small")
    MISSING = Standing.MISSING, _("No data")
    CONTEXT = "CONTEXT", _("Not scored")


class IndicatorValueQuerySet(ScopedQuerySet):
    """Seen by whoever sees the assessment."""

    def scope_q(self, user: Viewer) -> Q:
        assessments = EcologyAssessment.objects.visible_to(user)
        return NOTHING if assessments.query.is_empty() else Q(assessment__in=assessments.values("pk"))


class IndicatorValue(models.Model):
    """One figure with everything needed to check it. ``rows`` refer to records; ``contribution`` is in points of the
    index, to a tenth, and the contributions of an assessment add up to its index."""

    assessment = models.ForeignKey(
        EcologyAssessment, on_delete=models.CASCADE, related_name="values", verbose_name=_("assessment")
    )
    code = models.CharField(_("indicator"), max_length=4)
    state = models.CharField(_("state"), max_length=8, choices=ValueState.choices)
    start = models.DateField(_("first day"))
    end = models.DateField(_("last day"))
    numerator = models.DecimalField(_("numerator"), max_digits=20, decimal_places=4)
    denominator = models.DecimalField(_("denominator"), max_digits=20, decimal_places=4)
    n = models.PositiveIntegerField(_("sample"))
    value = models.DecimalField(_("value"), max_digits=18, decimal_places=6, null=True)
    covered = models.DecimalField(_("data coverage"), max_digits=5, decimal_places=4)
    weight = models.DecimalField(_("weight"), max_digits=6, decimal_places=2, null=True)
    bar = models.DecimalField(_("target or ceiling"), max_digits=12, decimal_places=4, null=True)
    n_min = models.PositiveIntegerField(_("least sample"), default=0)
    score = models.DecimalField(_("score"), max_digits=5, decimal_places=2, null=True)
    effective_weight = models.DecimalField(_("effective weight"), max_digits=6, decimal_places=2, null=True)
    contribution = models.DecimalField(_("contribution"), max_digits=4, decimal_places=1, null=True)
    previous_contribution = models.DecimalField(_("previous contribution"), max_digits=4, decimal_places=1, null=True)
    rows = models.JSONField(_("rows"), default=list)
    note = models.TextField(_("note"), blank=True)

    objects = IndicatorValueQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        constraints = [models.UniqueConstraint(fields=["assessment", "code"], name="ecology_value_once")]
        default_permissions = ()
        verbose_name = _("indicator value")
        verbose_name_plural = _("indicator values")

    def __str__(self) -> str:
        return f"{self.code} {self.indicator.label}"

    @property
    def indicator(self) -> Indicator | ContextIndicator:
        return find(self.code)

    @property
    def dimension(self) -> Dimension | None:
        """Its dimension; None for context."""
        code = getattr(self.indicator, "dimension", "")
        return next((dimension for dimension in dimensions() if dimension.code == code), None)

    @property
    def is_scored(self) -> bool:
        return self.state == ValueState.SCORED

    @property
    def delta(self) -> Decimal | None:
        """The change of its contribution against the last period; None when there is nothing to compare."""
        if self.contribution is None and self.previous_contribution is None:
            return None
        return (self.contribution or Decimal(0)) - (self.previous_contribution or Decimal(0))

    @property
    def missed(self) -> list[dict[str, object]]:
        """The rows that do not count in the numerator."""
        return [row for row in self.rows if not row["met"]]
