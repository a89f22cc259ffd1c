"""M35: the index of major-matter reports. What they say stays with the organisation department."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core import clock
from core.columns import day
from core.deadlines.queries import due_date
from core.errors import InvalidInput
from core.scope import Viewer
from core.workflow.steps import step
from supervision.declarations.choices import Matter, MatterQuestion, MatterReply, MatterStatus, State
from supervision.declarations.engine import Judged, worded
from supervision.declarations.parameters import BEFORE_RULE, CHANGE_RULE
from supervision.declarations.rights import JUDGE_MATTER, RECEIVE_MATTER, by_official, may_judge, may_receive
from supervision.declarations.scope import MatterQuerySet


@worded(MatterStatus)
class MatterReport(Judged):
    """That a report was handed in, when, and whether in time; with a reviewer's note. Never the content: what is asked
    and answered about an entry are fixed words."""

    receive_right, judge_right = RECEIVE_MATTER, JUDGE_MATTER

    kind = models.CharField(_("kind"), max_length=7, choices=Matter.choices, default=Matter.ANNUAL)
    year = models.PositiveSmallIntegerField(_("year"))
    campaign = models.ForeignKey(
        "supervision.DeclarationCampaign", on_delete=models.PROTECT, null=True, blank=True,
        related_name="matter_reports", verbose_name=_("campaign"),
    )  # fmt: skip
    event_on = day(_("day of the event"))
    note = models.CharField(_("reviewer's note"), max_length=200, blank=True)
    asked = models.CharField(_("what is asked"), max_length=9, choices=MatterQuestion.choices, blank=True)
    answer = models.CharField(_("the official's explanation"), max_length=9, choices=MatterReply.choices, blank=True)

    if not TYPE_CHECKING:
        objects = MatterQuerySet.as_manager()

    class Meta(Judged.Meta):
        ordering = ["-year", "unit__code", "official__code", "-pk"]
        verbose_name, verbose_name_plural = _("major-matter report"), _("major-matter reports")
        indexes = [
            models.Index(fields=["unit", "year"], name="matter_unit_year"),
            models.Index(fields=["file_by"], name="matter_file_by"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["official", "year"], condition=Q(kind=Matter.ANNUAL), name="matter_one_a_year",
                violation_error_message=_("The official has a report for this year."),
            ),
            models.CheckConstraint(
                condition=Q(status=State.DUE) | Q(filed_on__isnull=False), name="matter_filed_has_day"
            ),
            models.CheckConstraint(
                condition=Q(kind=Matter.ANNUAL) | Q(event_on__isnull=False), name="matter_event_has_day"
            ),
        ]  # fmt: skip
        permissions = [
            ("receive_matterreport", _("Can register major-matter reports")),
            ("judge_matterreport", _("Can judge major-matter reports")),
        ]

    @property
    def heading(self) -> str:
        return f"{self.get_kind_display()} {self.year}"

    @property
    def portal_url(self) -> str:
        return reverse("my-matter", args=[self.pk])

    @property
    def asked_words(self) -> str:
        return str(self.get_asked_display())

    @property
    def answer_words(self) -> str:
        return str(self.get_answer_display())

    @step(State.DUE, State.FILED, by_official, _("I have handed it in"), hidden=True)
    def file(self, **_values: Any) -> None:
        """He says that he handed it in today; the content goes to the organisation department and not here."""
        self.mark_filed()

    @step(State.DUE, State.FILED, may_receive, _("Register the receipt"), style="primary", fields=("filed_on",))
    def register(self, **_values: Any) -> None:
        if self.filed_on is None or self.filed_on > clock.today():
            raise InvalidInput(
                gettext("The day lies in the future."), field="filed_on", cure=gettext("Give the day of receipt.")
            )
        self.mark_filed(self.filed_on)

    @step(
        State.FILED, State.REVIEWED, may_receive, _("Check"), style="primary", fields=("note?",),
    )  # fmt: skip
    def check_index(self, *, actor: Viewer, **_values: Any) -> None:
        self.mark_reviewed(actor)

    @step((State.REVIEWED, State.CORRECTED), State.ASK, may_judge, _("Ask the official to explain"), fields=("asked",))
    def ask(self, **_values: Any) -> None:
        """One of the fixed questions: there is no room for a content in it."""
        self.put_question(self.asked)

    @step(State.ASK, State.CORRECTED, by_official, _("Explain"), hidden=True)
    def explain(self, *, answer: str, **_values: Any) -> None:
        """One of the fixed answers. Raises InvalidInput for other words."""
        if answer not in MatterReply.values:
            raise InvalidInput(gettext("Choose one of the answers."), field="answer")
        self.take_answer(answer)


def matter_file_by(kind: str, event_on: date) -> date:
    """The last day of a report: a banquet is reported before it like every celebration (D19a); a change of a personal
    matter, private trips among them (2017 rules, Art 3 and 6), afterwards (D18)."""
    return due_date(BEFORE_RULE if kind == Matter.BANQUET else CHANGE_RULE, event_on)
