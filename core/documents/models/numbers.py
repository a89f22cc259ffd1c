"""Document numbers. Cancelled ones stay listed: a gap-free series is believed only when nothing vanishes."""

from typing import Self

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Count, Max, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from core.scope import PermissionScopedQuerySet


class NumberSeriesQuerySet(PermissionScopedQuerySet):
    """Series with what was given in them."""

    def counted(self) -> Self:
        """With ``given``, ``cancelled`` and ``highest``; without a gap all of last_number, given and highest agree."""
        return self.annotate(
            given=Count("numbers"),
            cancelled=Count("numbers", filter=Q(numbers__cancelled_at__isnull=False)),
            highest=Coalesce(Max("numbers__number"), 0),
        )


class NumberSeries(models.Model):
    """One running series: organ and kind (云纪警) in one year. Its row is the lock of the series."""

    prefix = models.CharField(_("series"), max_length=20)
    year = models.PositiveSmallIntegerField(_("year"))
    last_number = models.PositiveIntegerField(_("last number"), default=0)

    objects = NumberSeriesQuerySet.as_manager()

    class Meta:
        verbose_name = _("number series")
        verbose_name_plural = _("number series")
        ordering = ["prefix", "-year"]
        default_permissions = ("view",)
        constraints = [models.UniqueConstraint(fields=["prefix", "year"], name="number_series_unique")]

    def __str__(self) -> str:
        return f"{self.prefix}〔{self.year}〕"

    def missing(self) -> list[int]:
        """Numbers up to the last one that the register does not hold: none, unless somebody reached around us."""
        given = set(self.numbers.values_list("number", flat=True))
        return [number for number in range(1, max([self.last_number, *given]) + 1) if number not in given]


class AllocatedNumber(models.Model):
    """One number of a series: what it was given to, by whom, and whether it was cancelled."""

    series = models.ForeignKey(NumberSeries, models.PROTECT, related_name="numbers", verbose_name=_("series"))
    number = models.PositiveIntegerField(_("number"))
    text = models.CharField(_("document number"), max_length=40, unique=True)
    content_type = models.ForeignKey(ContentType, models.PROTECT, null=True, blank=True, related_name="+")
    object_id = models.BigIntegerField(null=True, blank=True)
    owner = GenericForeignKey()
    allocated_at = models.DateTimeField(_("allocated at"))
    allocated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("allocated by"),
    )
    cancelled_at = models.DateTimeField(_("cancelled at"), null=True, blank=True)
    cancelled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("cancelled by"),
    )
    cancel_reason = models.CharField(_("reason of cancelling"), max_length=200, blank=True)

    objects = PermissionScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("document number")
        verbose_name_plural = _("document numbers")
        ordering = ["-series__year", "series__prefix", "-number"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(fields=["series", "number"], name="allocated_number_unique"),
            models.UniqueConstraint(
                fields=["series", "content_type", "object_id"],
                condition=Q(cancelled_at__isnull=True, object_id__isnull=False),
                name="allocated_number_one_live_per_owner",
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at__isnull=True) | ~Q(cancel_reason=""),
                name="allocated_number_cancelled_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def cancelled(self) -> bool:
        """Whether the number was given up; it is never given again."""
        return self.cancelled_at is not None
