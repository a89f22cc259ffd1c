from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.records.base import Record
from core.records.labels import labelled
from core.workflow.fields import StateField
from core.workflow.rules import needs, refuse_if
from core.workflow.steps import step
from supervision.joint import effects, who
from supervision.joint.choices import MaterialStatus as S
from supervision.joint.scope import MaterialQuerySet

NOBODY = refuse_if(lambda row: not row.recipients.exists(), _("Name the organisations that receive it."))


class SharedMaterial(Record):
    """Material shared with named partners, each time on a legal basis (M08). Nobody else sees it (R20)."""

    conference = models.ForeignKey(
        "supervision.JointConference", on_delete=models.PROTECT, related_name="materials", verbose_name=_("conference")
    )
    title = models.CharField(_("material"), max_length=160)
    source = models.ForeignKey(
        "organization.Unit", on_delete=models.PROTECT, related_name="+", verbose_name=_("from organisation")
    )
    recipients = models.ManyToManyField("organization.Unit", related_name="+", verbose_name=_("shared with"))
    status = StateField(_("status"), default=S.DRAFT, choices=S.choices, max_length=10)

    if not TYPE_CHECKING:
        objects = MaterialQuerySet.as_manager()

    class Meta(Record.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(status=S.DRAFT) | ~Q(legal_basis=""), name="shared_material_on_a_legal_basis"
            )
        ]
        verbose_name = _("shared material")
        verbose_name_plural = _("shared materials")

    def __str__(self) -> str:
        return self.title

    @property
    @labelled(_("shared with"))
    def receivers(self) -> str:
        return "、".join(str(unit) for unit in self.recipients.all())

    @step(S.DRAFT, S.SHARED, who.RUN, _("Share"), style="primary", conditions=(needs("legal_basis"), NOBODY))
    def share(self, **_values: Any) -> None:
        effects.tell_units(self, self.recipients.all(), "shared")

    @step(S.SHARED, S.WITHDRAWN, who.RUN, _("Withdraw"), reason="required", closes=True)
    def withdraw(self, **_values: Any) -> None:
        """From now on the partners do not see it any more."""
