"""Who owes which dataset for which period, and by when (handbook M04 "When"; deadline rule D44)."""

from datetime import date, datetime
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Case, Exists, F, Min, OuterRef, Q, Subquery, Value, When
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from core import clock
from early_warning.filings.catalogue import DatasetKind, kind_choices, kind_of
from early_warning.filings.models.filing import DataFiling
from early_warning.filings.models.states import DELIVERED, FilingStatus
from organization.scope import UnitScopedQuerySet


class DutyState(models.TextChoices):
    """How a duty stands; computed from the filings, never stored."""

    MET = "MET", _("Filed on time")
    LATE = "LATE", _("Filed late")
    WAITING = "WAITING", _("Filed, not yet confirmed")
    DUE = "DUE", _("Due")
    OVERDUE = "OVERDUE", _("Overdue")
    WAIVED = "WAIVED", _("Waived")


class FilingDutyQuerySet(UnitScopedQuerySet):
    def with_state(self, today: date | None = None) -> Self:
        """Annotates ``filed_at`` (the first delivery that was not sent back), ``confirmed`` and ``state``."""
        same = DataFiling.objects.filter(unit=OuterRef("unit"), kind=OuterRef("kind"), period=OuterRef("period"))
        delivered = same.filter(status__in=DELIVERED).values("unit").annotate(first=Min("filed_at")).values("first")
        rows = self.annotate(filed_at=Subquery(delivered), confirmed=Exists(same.filter(status=FilingStatus.CONFIRMED)))
        return rows.annotate(state=_state(today or clock.today()))

    def open(self) -> Self:
        """With their state, only those that still wait for a delivery."""
        rows: Any = self.with_state()
        return rows.filter(state__in=(DutyState.DUE, DutyState.OVERDUE))

    def of_period(self, period: object) -> Self:
        return self.filter(period=str(period))


def _state(today: date) -> Case:
    return Case(
        When(~Q(waived_because=""), then=Value(DutyState.WAIVED)),
        When(filed_at__isnull=True, due_on__lt=today, then=Value(DutyState.OVERDUE)),
        When(filed_at__isnull=True, then=Value(DutyState.DUE)),
        When(confirmed=False, then=Value(DutyState.WAITING)),
        When(filed_at__date__gt=F("due_on"), then=Value(DutyState.LATE)),
        default=Value(DutyState.MET),
        output_field=models.CharField(choices=DutyState.choices),
    )


class FilingDuty(models.Model):
    """One unit owes one dataset for one period. Made from the parameters when the period ends; may be waived."""

    unit = models.ForeignKey(
        "organization.Unit", on_delete=models.PROTECT, related_name="filing_duties", verbose_name=_("unit")
    )
    kind = models.CharField(_("dataset"), max_length=20, choices=kind_choices)
    period = models.CharField(_("period"), max_length=8)
    due_on = models.DateField(_("due on"))
    waived_because = models.TextField(_("waived because"), blank=True)
    waived_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("waived by")
    )

    # Annotated by ``with_state``.
    filed_at: datetime | None
    confirmed: bool
    state: str

    objects = FilingDutyQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "unit__code", "kind"]
        constraints = [models.UniqueConstraint(fields=["unit", "kind", "period"], name="filing_duty_once")]
        indexes = [models.Index(fields=["period", "due_on"], name="filing_duty_period")]
        default_permissions = ("view",)
        permissions = [("waive_filingduty", _("Can waive filing duties"))]
        verbose_name = _("filing duty")
        verbose_name_plural = _("filing duties")

    def __str__(self) -> str:
        return f"{self.unit} · {self.dataset.label} · {self.period}"

    def get_absolute_url(self) -> str:
        """There is no page of a single duty: the list, narrowed to it."""
        return f"{reverse('filing-duty-list')}?{urlencode({'unit': str(self.unit_id), 'period': self.period})}"

    @property
    def dataset(self) -> DatasetKind:
        return kind_of(self.kind)
