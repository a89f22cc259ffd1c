from django.db import models
from django.utils.translation import gettext_lazy as _

from supervision.talks.choices import Outcome
from supervision.talks.models.scope import OfTalkQuerySet


class Commitment(models.Model):
    """One thing the official promised in the talk, and what the re-check found of it."""

    talk = models.ForeignKey(
        "supervision.Talk", on_delete=models.CASCADE, related_name="commitments", verbose_name=_("talk")
    )
    order = models.PositiveSmallIntegerField(_("No."))
    text = models.CharField(_("commitment"), max_length=700)
    due = models.DateField(_("to be done by"))
    outcome = models.CharField(
        _("outcome of the commitment"), max_length=8, choices=Outcome.choices, default=Outcome.OPEN
    )
    checked_on = models.DateField(_("re-checked on"), null=True, blank=True)

    objects = OfTalkQuerySet.as_manager()

    class Meta:
        ordering = ["talk", "order"]
        constraints = [models.UniqueConstraint(fields=["talk", "order"], name="commitment_no")]
        default_permissions = ()
        verbose_name = _("commitment")
        verbose_name_plural = _("commitments")

    def __str__(self) -> str:
        return self.text
