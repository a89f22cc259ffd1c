from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import clock
from core.columns import person
from supervision.meetings.choices import Issue
from supervision.meetings.models.scope import OfMeetingQuerySet


class Deviation(models.Model):
    """Where a meeting left the rules, by the categories of the audit list; stated by the unit or by those who watch.

    It is about a meeting, never about a person: nothing follows from it by itself (R01).
    """

    meeting = models.ForeignKey(
        "supervision.Meeting", on_delete=models.CASCADE, related_name="deviations", verbose_name=_("meeting")
    )
    item = models.ForeignKey(
        "supervision.AgendaItem",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="deviations",
        verbose_name=_("agenda item"),
    )
    issue = models.CharField(_("category"), max_length=14, choices=Issue.choices)
    text = models.CharField(_("what deviated"), max_length=300)
    reason = models.CharField(_("the unit's reason"), max_length=300, blank=True)
    noted_by = person(_("noted by"))
    noted_on = models.DateField(_("noted on"), default=clock.today)
    remedy = models.CharField(_("how it was mended"), max_length=300, blank=True)
    remedied_on = models.DateField(_("mended on"), null=True, blank=True)

    objects = OfMeetingQuerySet.as_manager()

    class Meta:
        ordering = ["meeting", "pk"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(remedied_on__isnull=True) | ~Q(remedy=""),
                name="deviation_mended_how",
                violation_error_message=_("Write how it was mended."),
            )
        ]
        verbose_name = _("deviation")
        verbose_name_plural = _("deviations")

    def __str__(self) -> str:
        return self.text
