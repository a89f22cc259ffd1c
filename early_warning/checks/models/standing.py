"""A model's standing: whether it may run, and the reviews of its trial run (handbook M05, R36)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.scope import PermissionScopedQuerySet


class ModelStanding(models.Model):
    """One row a model. Reviews of the trial run (试运行) count towards the precision gate beside those done here;
    `count_from` forgets earlier reviews when a suspended model is put back after it was mended."""

    code = models.CharField(_("model"), max_length=20, unique=True)
    trial_reviewed = models.PositiveIntegerField(_("reviewed in the trial run"), default=0)
    trial_confirmed = models.PositiveIntegerField(_("confirmed in the trial run"), default=0)
    count_from = models.DateField(_("reviews count from"), null=True, blank=True)
    switched_off = models.BooleanField(_("switched off"), default=False)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("approved by"),
    )

    objects = PermissionScopedQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(trial_confirmed__lte=models.F("trial_reviewed")),
                name="standing_confirmed_of_reviewed",
            )
        ]
        default_permissions = ("view", "change")
        verbose_name = _("standing of a model")
        verbose_name_plural = _("standing of the models")

    def __str__(self) -> str:
        return self.code
