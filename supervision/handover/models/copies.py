from django.db import models
from django.utils.translation import gettext_lazy as _

from core.columns import day, person
from supervision.handover.choices import Keeper
from supervision.handover.models.scope import OfHandoverQuerySet


class HandoverCopy(models.Model):
    """One of the six copies of the signed list: who keeps it, and when it was handed out to whom."""

    handover = models.ForeignKey(
        "supervision.Handover", on_delete=models.CASCADE, related_name="copies", verbose_name=_("handover")
    )
    keeper = models.CharField(_("kept by"), max_length=12, choices=Keeper.choices)
    user = person(_("addressed to"))
    handed_on = day(_("handed out on"))

    objects = OfHandoverQuerySet.as_manager()

    class Meta:
        ordering = ["handover", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["handover", "keeper"],
                name="handover_copy_once",
                violation_error_message=_("This keeper has his copy already."),
            )
        ]
        default_permissions = ()
        verbose_name, verbose_name_plural = _("copy of the list"), _("copies of the list")

    def __str__(self) -> str:
        return str(self.get_keeper_display())
