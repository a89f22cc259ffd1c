"""M74: what follows from the evaluation of a rectification: 经验交流, 通报, 约谈, 问责; each decided, then done."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core import clock
from core.columns import day, person
from core.errors import InvalidInput
from core.scope import Viewer
from core.workflow.fields import StateField
from core.workflow.steps import step
from organization.records import UnitRecord
from supervision.lists.choices import FOLLOW_UPS, FollowUp, FollowUpStatus, Verdict
from supervision.lists.engine.rules import CHECK, NOT_OF_THE_UNIT
from supervision.lists.models.inspections import RectPlan


class RectFollowUp(UnitRecord):
    """One follow-up. A leader decides on it; whoever holds or issues it says when and how, with the papers."""

    plan = models.ForeignKey(
        RectPlan, on_delete=models.PROTECT, related_name="follow_ups", verbose_name=_("rectification after inspection")
    )
    verdict = models.CharField(_("verdict on the rectification"), max_length=7, choices=Verdict.choices, editable=False)
    kind = models.CharField(_("follow-up"), max_length=8, choices=FollowUp.choices)
    decider = person(_("decided by"))
    decided_on = models.DateField(_("decided on"))
    held_on = day(_("held or issued on"))
    result = models.TextField(_("how it was held or what was issued"), blank=True)
    performer = person(_("carried out by"))
    status = StateField(_("status"), default=FollowUpStatus.DECIDED, choices=FollowUpStatus.choices)

    class Meta(UnitRecord.Meta):
        ordering = ["plan", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    *(Q(verdict=verdict, kind__in=kinds) for verdict, kinds in FOLLOW_UPS.items() if kinds),
                    _connector=Q.OR,
                ),
                name="rect_follow_up_fits_verdict",
            ),
            models.CheckConstraint(condition=Q(decider__isnull=False), name="rect_follow_up_decided_by_somebody"),
            models.CheckConstraint(
                condition=Q(status=FollowUpStatus.DECIDED)
                | Q(status=FollowUpStatus.DONE, held_on__isnull=False, performer__isnull=False),
                name="rect_follow_up_done_by_somebody",
            ),
        ]
        verbose_name = _("follow-up of an evaluation")
        verbose_name_plural = _("follow-ups of evaluations")

    def __str__(self) -> str:
        return f"{self.plan} · {self.get_kind_display()}"

    @property
    def in_words(self) -> str:
        """Who decided on it and when; when it was held or issued, and how."""
        parts = {"decider": self.decider, "day": self.decided_on}
        words = [gettext("Decided by %(decider)s on %(day)s.") % parts]
        if self.held_on:
            done = {"performer": self.performer, "day": self.held_on}
            words.append(gettext("Held or issued on %(day)s, recorded by %(performer)s.") % done)
        return "\n".join([*words, self.result] if self.result else words)

    def why_not_edit(self, user: Viewer) -> str:
        return gettext("A follow-up is decided on at its rectification.")

    @step(FollowUpStatus.DECIDED, FollowUpStatus.DONE, CHECK, _("Record as held or issued"), style="primary",
          fields=("held_on", "result"), files=True, closes=True, actor_rules=(NOT_OF_THE_UNIT,))  # fmt: skip
    def carry_out(self, *, actor: Viewer, **_values: Any) -> None:
        """Raises InvalidInput for a day before the decision or after today."""
        if self.held_on is None or not self.decided_on <= self.held_on <= clock.today():
            raise InvalidInput(gettext("The day lies before the decision or after today."), field="held_on")
        self.performer = actor
