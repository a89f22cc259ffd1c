from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core import clock
from core.columns import day, person
from core.errors import InvalidInput
from core.records.base import four_eyes
from core.scope import Viewer
from core.workflow.fields import StateField
from core.workflow.rules import not_by
from core.workflow.steps import step
from officials.models import Official, Tenure
from officials.recusal import refuse_recused
from organization.records import UnitRecord
from supervision.handover.choices import TraceStatus
from supervision.handover.models.items import HandoverItem
from supervision.handover.models.scope import TraceQuerySet

CONCLUDE, APPROVE = "supervision.conclude_traceback", "supervision.approve_traceback"


class TraceBack(UnitRecord):
    """Tracing a problem back through the heads in office (M79). The timeline is drawn, the conclusion a person's."""

    status = StateField(_("status"), default=TraceStatus.DRAFT, choices=TraceStatus.choices)
    problem = models.CharField(_("problem"), max_length=300)
    item = models.ForeignKey(
        HandoverItem,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="traces",
        verbose_name=_("problem of a handover list"),
    )
    first = models.DateField(_("period from"))
    last = models.DateField(_("period to"))
    conclusion = models.TextField(_("conclusion"), blank=True)
    concluded_by = person(_("concluded by"))
    concluded_on = day(_("concluded on"))
    approver = person(_("approved by"))
    content_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, null=True, related_name="+", editable=False)
    object_id = models.BigIntegerField(null=True, editable=False)
    record = GenericForeignKey()

    if not TYPE_CHECKING:
        objects = TraceQuerySet.as_manager()

    class Meta(UnitRecord.Meta):
        permissions = [
            ("conclude_traceback", _("Can conclude the tracing back of responsibility")),
            ("approve_traceback", _("Can approve the tracing back of responsibility")),
        ]
        constraints = [
            four_eyes("concluded_by", "approver", name="traceback_four_eyes"),
            models.CheckConstraint(
                condition=Q(last__gte=F("first")),
                name="traceback_period",
                violation_error_message=_("The period cannot end before it begins."),
            ),
        ]
        verbose_name, verbose_name_plural = _("tracing back"), _("tracings back")

    def __str__(self) -> str:
        return self.problem

    def prepare(self, actor: Viewer) -> None:
        """The row behind the problem is that of the list's item."""
        if self.last > clock.today():
            raise InvalidInput(gettext("The day lies in the future."), field="last")
        if self.item is not None and self.item.handover.unit_id != self.unit_id:
            raise InvalidInput(gettext("This problem belongs to another unit."), field="item")
        refuse_recused([actor], *(tenure.official for tenure in self.head_tenures()))
        self.content_type = self.item.content_type if self.item else None
        self.object_id = self.item.object_id if self.item else None

    def head_tenures(self) -> QuerySet[Tenure]:
        """The heads of the unit within the period, in order; a vacancy is normal."""
        rows = Tenure.objects.between(self.first, self.last).filter(post__unit=self.unit_id, post__is_head=True)
        return rows.select_related("official", "post").order_by("start", "pk")

    # -- recusal (R15, R16) ---------------------------------------------------------------------------------------
    @cached_property
    def subjects(self) -> list[Official]:
        """Whom it is about: the heads of the period."""
        return list({tenure.official_id: tenure.official for tenure in self.head_tenures()}.values())

    @staticmethod
    def subjects_q(officials: QuerySet) -> Q:
        """The tracings of periods in which one of ``officials`` headed the unit."""
        heads = Tenure.objects.between(OuterRef("first"), OuterRef("last"))
        return Q(Exists(heads.filter(post__unit=OuterRef("unit"), post__is_head=True, official__in=officials)))

    @step(
        TraceStatus.DRAFT, TraceStatus.CONCLUDED, CONCLUDE, _("Write the conclusion"), style="primary",
        fields=("conclusion",), files=True,
    )  # fmt: skip
    def conclude(self, *, actor: Viewer, **_values: Any) -> None:
        self.concluded_by, self.concluded_on = actor, clock.today()

    @step(
        TraceStatus.CONCLUDED, TraceStatus.APPROVED, APPROVE, _("Approve"), style="primary", closes=True,
        actor_rules=(not_by("concluded_by", _("Who concluded may not approve it.")),),
    )  # fmt: skip
    def approve(self, *, actor: Viewer, **_values: Any) -> None:
        self.approver = actor

    @step(TraceStatus.CONCLUDED, TraceStatus.DRAFT, APPROVE, _("Return the conclusion"), reason="required")
    def return_conclusion(self, **_values: Any) -> None:
        self.concluded_by = self.concluded_on = None
