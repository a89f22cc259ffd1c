from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.columns import day, person
from core.errors import NotAllowed
from core.records.base import Record, four_eyes
from core.workflow.fields import StateField
from core.workflow.rules import not_by, refuse_actor_if, refuse_if
from core.workflow.steps import step
from supervision.joint import effects, who
from supervision.joint.choices import ClueStatus as S
from supervision.joint.parameters import PROGRESS, RECEIPT
from supervision.joint.scope import ClueQuerySet

NO_EVIDENCE = refuse_if(lambda row: not row.evidence.exists(), _("The evidence list is empty."))
OWN_DRAFT = refuse_actor_if(
    lambda row, user: user.has_perm(who.APPROVE) and row.created_by_id == user.pk,
    _("Who drafted a clue of the commission does not approve it."),
)


class ClueTransfer(Record):
    """A clue handed over from one organisation to another (M09): receipt in 5 working days, progress each 30 days.

    It is no lead: what the commission receives is registered as one by the case office, by a decision of people.
    """

    due_rules = {S.SENT: RECEIPT, S.RECEIVED: PROGRESS, S.PROGRESS: PROGRESS}

    conference = models.ForeignKey(
        "supervision.JointConference",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="clues",
        verbose_name=_("conference"),
    )
    title = models.CharField(_("matter"), max_length=120)
    from_unit = models.ForeignKey(
        "organization.Unit", on_delete=models.PROTECT, related_name="+", verbose_name=_("from organisation")
    )
    to_unit = models.ForeignKey(
        "organization.Unit", on_delete=models.PROTECT, related_name="+", verbose_name=_("to organisation")
    )
    summary = models.TextField(_("summary"))
    approver = person(_("approved by"))
    sent_on = day(_("handed over on"))
    receiver = person(_("received by"))
    received_on = day(_("received on"))
    progress = models.TextField(_("progress"), blank=True)
    progress_on = day(_("progress reported on"))
    result = models.TextField(_("result"), blank=True)
    reporter = person(_("reported by"))
    result_on = day(_("result fed back on"))
    closer = person(_("closed by"))
    status = StateField(_("status"), default=S.DRAFT, choices=S.choices, max_length=10)

    if not TYPE_CHECKING:
        objects = ClueQuerySet.as_manager()

    class Meta(Record.Meta):
        constraints = [
            models.CheckConstraint(condition=~Q(from_unit=F("to_unit")), name="clue_between_two_organisations"),
            four_eyes("created_by", "approver", name="clue_drafter_is_not_approver"),
            four_eyes("reporter", "closer", name="clue_closed_by_somebody_else"),
        ]
        verbose_name = _("clue handed over")
        verbose_name_plural = _("clues handed over")

    def __str__(self) -> str:
        return f"{self.doc_no or ''} {self.title}".strip()

    def prepare(self, actor: Any) -> None:
        """Raises NotAllowed for a clue in the name of another organisation."""
        if not who.acts_for(actor, self.from_unit_id):
            raise NotAllowed(_("You hand over clues of your own organisation only."), field="from_unit")

    @step(
        S.DRAFT, S.SENT, who.may_send, _("Hand over"), style="primary", conditions=(NO_EVIDENCE,),
        actor_rules=(OWN_DRAFT,),
    )  # fmt: skip
    def send(self, *, actor: Any, **_values: Any) -> None:
        effects.send_clue(self, actor)

    @step(S.SENT, S.RECEIVED, who.by_recipient, _("Confirm receipt"), style="primary")
    def receive(self, *, actor: Any, **_values: Any) -> None:
        effects.receive_clue(self, actor)

    @step(S.SENT, S.DECLINED, who.by_recipient, _("Return: not ours"), reason="required", closes=True)
    def decline(self, *, actor: Any, **_values: Any) -> None:
        self.receiver = actor
        effects.tell_units(self, [self.from_unit], "declined")

    @step((S.RECEIVED, S.PROGRESS), S.PROGRESS, who.by_recipient, _("Report progress"), style="primary",
          fields=("progress",))  # fmt: skip
    def report_progress(self, **_values: Any) -> None:
        effects.report_progress(self)

    @step(
        (S.RECEIVED, S.PROGRESS), S.RESULT, who.by_recipient, _("Feed the result back"), fields=("result",), files=True
    )
    def report_result(self, *, actor: Any, **_values: Any) -> None:
        effects.report_result(self, actor)

    @step(S.RESULT, S.PROGRESS, who.by_sender, _("Ask again"), reason="required")
    def ask_again(self, **_values: Any) -> None:
        effects.ask_again(self)

    @step(
        S.RESULT, S.CLOSED, who.by_sender, _("Close"), style="primary", closes=True,
        actor_rules=(not_by("reporter", _("Who reported the result does not close the clue.")),),
    )  # fmt: skip
    def close(self, *, actor: Any, **_values: Any) -> None:
        self.closer = actor


class ClueEvidence(models.Model):
    """One line of the list of evidence; the papers themselves go by the proper channel."""

    clue = models.ForeignKey(ClueTransfer, on_delete=models.CASCADE, related_name="evidence")
    text = models.CharField(_("evidence"), max_length=200)
    copies = models.PositiveSmallIntegerField(_("pages"), default=1)

    class Meta:
        ordering = ["clue", "pk"]
        default_permissions = ()
        verbose_name = _("line of the evidence list")
        verbose_name_plural = _("evidence list")

    def __str__(self) -> str:
        return self.text
