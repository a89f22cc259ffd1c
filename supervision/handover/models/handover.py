"""The handover of one change of head and its course. What steps bring about beside the state stands in ``effects``."""

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_fsm import RETURN_VALUE

from core.columns import day, moment, person
from core.scope import Viewer
from core.workflow.fields import StateField
from core.workflow.rules import not_by
from core.workflow.steps import step
from officials.models import Official, Tenure
from organization.records import UnitRecord
from supervision.handover import conditions as c
from supervision.handover import effects
from supervision.handover.choices import AFTER_SIGNING, UNSIGNED, Status, Way
from supervision.handover.models.scope import HandoverQuerySet
from supervision.handover.parameters import LIST_RULE, PLAN_RULE, SIGN_RULE

RUN, APPROVE = "supervision.run_handover", "supervision.approve_handover"
FORMS = "supervision.handover.forms"
STILL_CHANGING = (Status.DRAWN, Status.SUPPLEMENTED, Status.MET)


class Handover(UnitRecord):
    """One change of head: the list of open problems, three signatures, the new head's plan, the check after 90 days."""

    due_rules = {
        Status.TRIGGERED: LIST_RULE,
        Status.DRAWN: LIST_RULE,
        Status.SUPPLEMENTED: SIGN_RULE,
        Status.MET: SIGN_RULE,
        Status.OBJECTED: SIGN_RULE,
        Status.SIGNED: PLAN_RULE,
    }

    items: Any
    copies: Any

    status = StateField(_("status"), default=Status.TRIGGERED, choices=Status.choices)
    tenure = models.ForeignKey(Tenure, on_delete=models.PROTECT, related_name="+", verbose_name=_("taking of office"))
    outgoing = models.ForeignKey(Official, on_delete=models.PROTECT, related_name="+", verbose_name=_("outgoing head"))
    incoming = models.ForeignKey(Official, on_delete=models.PROTECT, related_name="+", verbose_name=_("incoming head"))
    drawn_on = day(_("list drawn on"))
    statement = models.TextField(_("statement of the outgoing head"), blank=True)
    met_on = day(_("handover meeting on"))
    place = models.CharField(_("place"), max_length=120, blank=True)
    attendees = models.CharField(_("attendees"), max_length=300, blank=True)
    supervisor = person(_("supervisor of the handover"))
    outgoing_signed_at = moment(_("outgoing head signed"))
    outgoing_way = models.CharField(max_length=6, choices=Way.choices, blank=True, editable=False)
    incoming_signed_at = moment(_("incoming head signed"))
    incoming_way = models.CharField(max_length=6, choices=Way.choices, blank=True, editable=False)
    supervisor_signed_at = moment(_("supervisor signed"))
    signed_on = day(_("signed by all on"))
    signings = models.PositiveSmallIntegerField(default=0, editable=False)
    plan = models.TextField(_("rectification plan of the new head"), blank=True)
    plan_on = day(_("plan submitted on"))
    check_due = day(_("check due on"))
    check_result = models.TextField(_("result of the check"), blank=True)
    checked_by = person(_("checked by"))
    checked_on = day(_("checked on"))
    approver = person(_("completed by"))

    if not TYPE_CHECKING:
        objects = HandoverQuerySet.as_manager()

    class Meta(UnitRecord.Meta):
        permissions = [
            ("run_handover", _("Can run handovers")),
            ("approve_handover", _("Can complete and cancel handovers")),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["tenure"],
                condition=~Q(status="CANCELLED"),
                name="handover_one_a_change",
                violation_error_message=_("This change of head has its handover already."),
            ),
            models.CheckConstraint(condition=~Q(outgoing=F("incoming")), name="handover_two_heads"),
            models.CheckConstraint(
                condition=~Q(status__in=[state.value for state in AFTER_SIGNING])
                | Q(
                    outgoing_signed_at__isnull=False,
                    incoming_signed_at__isnull=False,
                    supervisor_signed_at__isnull=False,
                    supervisor__isnull=False,
                ),
                name="handover_signed_by_all",
            ),
            models.CheckConstraint(condition=~Q(checked_by=F("approver")), name="handover_four_eyes"),
        ]
        verbose_name, verbose_name_plural = _("handover"), _("handovers")

    def __str__(self) -> str:
        return gettext("%(unit)s: handover to the head of %(day)s") % {"unit": self.unit, "day": self.tenure.start}

    def why_not_edit(self, user: Viewer) -> str:
        return gettext("A handover follows the appointment; only its list is written.")

    # -- recusal (R15, R16) ---------------------------------------------------------------------------------------
    @property
    def subjects(self) -> list[Official]:
        """Whom it is about: both heads."""
        return [self.outgoing, self.incoming]

    @staticmethod
    def subjects_q(officials: QuerySet) -> Q:
        """The handovers about one of ``officials``."""
        return Q(outgoing__in=officials) | Q(incoming__in=officials)

    # -- the list -------------------------------------------------------------------------------------------------
    @step(
        Status.TRIGGERED, Status.DRAWN, RUN, _("Draw the list"), style="primary",
    )  # fmt: skip
    def draw(self, **_values: Any) -> None:
        effects.draw(self)

    @step(
        STILL_CHANGING, RETURN_VALUE(*STILL_CHANGING), RUN, _("Draw what is missing"),
        conditions=(c.SOMETHING_MISSING,), todo=False,
    )  # fmt: skip
    def redraw(self, **_values: Any) -> str:
        """Problems that came up meanwhile join the list; signatures given under the shorter list are void."""
        effects.draw(self)
        return self.status

    @step(
        Status.DRAWN, Status.SUPPLEMENTED, c.by_outgoing, _("Give the statement"), style="primary",
        fields=("statement",), files=True,
    )  # fmt: skip
    def supplement(self, **_values: Any) -> None:
        """The outgoing head has added measures, what remains, risks and contacts, and says so in a statement."""
        effects.expect_signature(self)

    @step(Status.DRAWN, Status.SUPPLEMENTED, RUN, _("Go on without a statement"), reason="required")
    def go_on(self, **_values: Any) -> None:
        """He cannot, or will not; that is held against nobody."""
        effects.expect_signature(self)

    @step(
        Status.SUPPLEMENTED, Status.MET, RUN, _("Record the handover meeting"), style="primary",
        fields=("met_on", "place", "supervisor", "attendees?"), files=True,
    )  # fmt: skip
    def meet(self, **_values: Any) -> None:
        effects.meet(self)

    # -- objection and signatures ---------------------------------------------------------------------------------
    @step(
        Status.MET, Status.OBJECTED, c.by_incoming, _("Object to items"), form_class=f"{FORMS}.ObjectionForm",
        conditions=(c.INCOMING_UNSIGNED,), todo=False,
    )  # fmt: skip
    def object(self, *, objections: dict[int, str], **_values: Any) -> None:
        effects.object_to(self, objections)

    @step(
        Status.OBJECTED, Status.MET, RUN, _("Answer the objections"), style="primary",
        form_class=f"{FORMS}.AnswerForm",
    )  # fmt: skip
    def answer(self, *, answers: dict[int, str], **_values: Any) -> None:
        effects.answer(self, answers)

    @step(
        Status.MET, RETURN_VALUE(Status.MET, Status.SIGNED), c.is_signer, _("Sign the list"), style="primary",
        conditions=(c.ALL_LISTED,), actor_rules=(c.SIGNATURE_MISSING,),
    )  # fmt: skip
    def sign(self, *, actor: Viewer, **_values: Any) -> str:
        """One of three signatures; the last of them issues the list W09."""
        return effects.sign(self, actor)

    @step(
        Status.MET, RETURN_VALUE(Status.MET, Status.SIGNED), RUN, _("Signature on paper"), files="scan",
        form_class=f"{FORMS}.PaperForm", conditions=(c.ALL_LISTED,), todo=False, reason="optional",
    )  # fmt: skip
    def sign_on_paper(self, *, actor: Viewer, who: str, reason: str = "", **_values: Any) -> str:
        """For a head without an account, or for a stated reason: the scan of his signature is attached."""
        return effects.sign_on_paper(self, actor, who, reason)

    @step(
        (Status.SIGNED, Status.PLAN, Status.CHECK_90D), Status.MET, RUN, _("Complete the list, sign again"),
        reason="required", conditions=(c.SOMETHING_MISSING,),
    )  # fmt: skip
    def reopen(self, **_values: Any) -> None:
        """A problem that was open when they signed is missing: it joins the list, and all three sign anew."""
        effects.reopen(self)

    # -- plan and check -------------------------------------------------------------------------------------------
    @step(
        Status.SIGNED, Status.PLAN, c.by_incoming, _("Submit the rectification plan"), style="primary",
        fields=("plan",), files=True,
    )  # fmt: skip
    def submit_plan(self, **_values: Any) -> None:
        effects.take_plan(self)

    @step(Status.PLAN, Status.SIGNED, RUN, _("Return the plan"), reason="required")
    def return_plan(self, **_values: Any) -> None:
        effects.return_plan(self)

    @step(Status.PLAN, Status.CHECK_90D, RUN, _("Accept the plan"), style="primary", conditions=(c.ALL_LISTED,))
    def accept_plan(self, **_values: Any) -> None:
        self.due_on = self.check_due

    @step(
        Status.CHECK_90D, Status.CHECK_90D, RUN, _("Record the check"), style="primary",
        form_class=f"{FORMS}.CheckForm", files=True, conditions=(c.CHECK_DAY_HAS_COME, c.NOT_CHECKED),
    )  # fmt: skip
    def record_check(self, *, actor: Viewer, check_result: str, progress: dict[int, str], **_values: Any) -> None:
        effects.check(self, actor, check_result, progress)

    @step(
        Status.CHECK_90D, Status.DONE, APPROVE, _("Complete"), style="primary", closes=True,
        conditions=(c.CHECKED, c.ALL_LISTED),
        actor_rules=(not_by("checked_by", _("Who checked may not complete it.")),),
    )  # fmt: skip
    def complete(self, *, actor: Viewer, **_values: Any) -> None:
        self.approver, self.due_on = actor, None

    @step(UNSIGNED, Status.CANCELLED, APPROVE, _("Cancel"), reason="required", style="danger", closes=True)
    def cancel(self, **_values: Any) -> None:
        """The appointment was revoked, or entered by mistake."""
        self.due_on = None

    # -- signatures -----------------------------------------------------------------------------------------------
    @property
    def signers(self) -> dict[str, Any]:
        """Who signs: part -> account (None where there is none)."""
        return {"outgoing": self.outgoing.user, "incoming": self.incoming.user, "supervisor": self.supervisor}

    @property
    def missing_signatures(self) -> list[str]:
        return [part for part in self.signers if getattr(self, f"{part}_signed_at") is None]
