"""M53: a list of measures that the commission issues for all units; tasks come of it period by period."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core import clock, parameters
from core.errors import InvalidInput
from core.records.base import Record
from core.scope import Viewer
from core.workflow.steps import step
from supervision.lists.choices import Frequency, ListStatus
from supervision.lists.engine.lists import ListCourse, list_constraints
from supervision.lists.engine.rows import Entry, Item
from supervision.lists.engine.rules import CHECK
from supervision.lists.parameters import LISTS


class MeasureList(ListCourse, Record):
    """监督工作措施清单. It belongs to no unit: every unit has its tasks by it."""

    class Meta(Record.Meta):
        constraints = [
            *list_constraints("measure_list"),
            models.UniqueConstraint(
                fields=["title"], condition=Q(status=ListStatus.IN_FORCE), name="measure_list_one_in_force"
            ),
        ]
        verbose_name = _("list of measures")
        verbose_name_plural = _("lists of measures")

    def readiness(self) -> str:
        return "" if self.measures.exists() else gettext("The list has no measure yet.")

    def came_into_force(self, actor: Viewer | None) -> None:
        from supervision.lists.generation import tasks_generate_for

        tasks_generate_for(measure_list=self, on=clock.today())

    @step(ListStatus.IN_FORCE, ListStatus.IN_FORCE, CHECK, _("Record the yearly evaluation"), reason="required")
    def evaluate(self, *, actor: Viewer, reason: str, **_values: Any) -> None:
        """年度评估: what a year of the list has shown; it is the ground of the next version."""
        self.reviews.create(text=reason, by=actor, at=clock.now())

    @step(ListStatus.IN_FORCE, ListStatus.IN_FORCE, "supervision.add_measurelist", _("Draw up a new version"))
    def revise(self, *, actor: Viewer, **_values: Any) -> None:
        from supervision.lists.services import version_copy

        version_copy(of=self, actor=actor)


class Measure(Item):
    """One measure: who does it, how often, what proves it and by when after the period."""

    parent = "list"

    list = models.ForeignKey(
        MeasureList, on_delete=models.CASCADE, related_name="measures", verbose_name=_("list of measures")
    )
    text = models.CharField(_("measure"), max_length=300)
    responsible = models.CharField(_("responsible body"), max_length=60)
    assisting = models.CharField(_("assisting body"), max_length=60, blank=True)
    frequency = models.CharField(_("frequency"), max_length=9, choices=Frequency.choices)
    evidence_kind = models.CharField(_("evidence"), max_length=120)
    due_days = models.PositiveSmallIntegerField(_("due after the period (days)"), default=10)
    is_sample = models.BooleanField(_("sample (示例)"), default=False)
    copied_from = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="copies", editable=False
    )

    class Meta(Item.Meta):
        constraints = [
            models.UniqueConstraint(fields=["list", "no"], name="measure_number_once"),
            models.CheckConstraint(condition=~Q(text="") & ~Q(responsible=""), name="measure_names_who_does_what"),
        ]
        verbose_name = _("measure")
        verbose_name_plural = _("measures")

    def __str__(self) -> str:
        return f"{self.no}. {self.text}"

    def clean(self) -> None:
        most = parameters.values(LISTS.key)["measure_days"]
        if self.due_days > most:
            raise InvalidInput(
                gettext("A measure is due at most %(days)s days after its period.") % {"days": most}, field="due_days"
            )


class MeasureListReview(Entry):
    """The yearly evaluation of a list of measures."""

    parent = "list"

    list = models.ForeignKey(
        MeasureList, on_delete=models.CASCADE, related_name="reviews", verbose_name=_("list of measures")
    )

    class Meta(Entry.Meta):
        verbose_name = _("yearly evaluation")
        verbose_name_plural = _("yearly evaluations")

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d}"
