"""The second half of every task and every problem: submitted, verified, struck off, looked back on.

Whoever verifies, strikes off or looks back is never of the unit that did the work: a rule of the step, and a constraint
of the database on the unit of his account (handbook 7.3.6). The steps are made anew for each model, because a step
belongs to the state field of one model.
"""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core import clock
from core.columns import day, moment, person
from core.scope import Viewer
from core.workflow.steps import step
from organization.records import UnitRecord
from supervision.lists.choices import CheckKind
from supervision.lists.choices import TaskStatus as S
from supervision.lists.engine.rules import CHECK, NOT_OF_THE_UNIT, NOT_THE_SUBMITTER
from supervision.lists.telling import tell_unit

OUTSIDERS = (NOT_OF_THE_UNIT, NOT_THE_SUBMITTER)


def _unit(label: Any) -> models.ForeignKey:
    return models.ForeignKey(
        "organization.Unit", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=label
    )


class Work(UnitRecord):
    """What a unit has to do and somebody else has to verify."""

    owner = models.ForeignKey(
        "officials.Official",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("duty owner"),
    )
    done_text = models.TextField(_("what was done"), blank=True)
    submitted_by = person(_("submitted by"))
    submitted_at = moment(_("submitted at"))
    verifier = person(_("verified by"))
    verifier_unit = _unit(_("unit of who verified"))
    verified_at = moment(_("verified at"))
    closer = person(_("struck off by"))
    closer_unit = _unit(_("unit of who struck off"))
    looked_back_on = day(_("looked back on"))
    times_reopened = models.PositiveSmallIntegerField(_("times reopened"), default=0, editable=False)

    class Meta(UnitRecord.Meta):
        abstract = True

    def file_evidence(self, actor: Viewer) -> None:
        """What a submission leaves behind: the words as a row of evidence, and who stands for them."""
        self.submitted_by, self.submitted_at = actor, clock.now()
        self.evidence.create(text=self.done_text, by=actor, at=self.submitted_at)

    def note_check(self, actor: Viewer, kind: str, text: str, *, passed: bool) -> None:
        self.checks.create(kind=kind, passed=passed, text=text, by=actor, at=clock.now())

    evidence: Any
    checks: Any


def verify_step() -> Any:
    @step(S.SUBMITTED, S.VERIFIED, CHECK, _("Verify"), style="primary", reason="optional", actor_rules=OUTSIDERS)
    def verify(self: Any, *, actor: Viewer, reason: str = "", **_values: Any) -> None:
        self.verifier, self.verifier_unit, self.verified_at = actor, actor.unit, clock.now()
        self.note_check(actor, CheckKind.VERIFICATION, reason, passed=True)

    return verify


def send_back_step() -> Any:
    @step(S.SUBMITTED, S.RETURNED, CHECK, _("Send back"), reason="required", actor_rules=OUTSIDERS)
    def send_back(self: Any, *, actor: Viewer, reason: str, **_values: Any) -> None:
        self.note_check(actor, CheckKind.VERIFICATION, reason, passed=False)
        tell_unit(self, f"sent-back-{clock.now():%Y%m%d%H%M%S}")

    return send_back


def close_step() -> Any:
    @step(S.VERIFIED, S.CLOSED, CHECK, _("Strike off"), style="primary", actor_rules=OUTSIDERS, closes=True)
    def close(self: Any, *, actor: Viewer, **_values: Any) -> None:
        self.closer, self.closer_unit = actor, actor.unit

    return close


def pass_look_back_step() -> Any:
    @step(S.CLOSED, S.PASSED, CHECK, _("Look-back passed"), reason="required", actor_rules=OUTSIDERS)
    def pass_look_back(self: Any, *, actor: Viewer, reason: str, **_values: Any) -> None:
        self.looked_back_on = clock.today()
        self.note_check(actor, CheckKind.LOOK_BACK, reason, passed=True)

    return pass_look_back


def reopen_step() -> Any:
    @step((S.CLOSED, S.PASSED), S.REOPENED, CHECK, _("Reopen"), style="danger", reason="required", fields=("due_on",),
          actor_rules=OUTSIDERS)  # fmt: skip
    def reopen(self: Any, *, actor: Viewer, reason: str, **_values: Any) -> None:
        """The look-back found it undone: the work begins anew, with a day of its own."""
        self.looked_back_on = clock.today()
        self.note_check(actor, CheckKind.LOOK_BACK, reason, passed=False)
        self.times_reopened += 1
        tell_unit(self, f"reopened-{self.times_reopened}")
        self.closed_at = self.verifier = self.verifier_unit = self.verified_at = self.closer = self.closer_unit = None

    return reopen


def work_constraints(name: str) -> list[models.BaseConstraint]:
    """The database's part of "struck off by others"."""
    return [
        *(models.CheckConstraint(condition=Q(**{f"{who}_unit__isnull": True}) | ~Q(**{f"{who}_unit": F("unit")}),
                                 name=f"{name}_{who}_not_of_unit") for who in ("verifier", "closer")),
        *(models.CheckConstraint(condition=Q(**{f"{who}__isnull": True}) | ~Q(**{who: F("submitted_by")}),
                                 name=f"{name}_{who}_not_submitter") for who in ("verifier", "closer")),
        models.CheckConstraint(
            condition=~Q(status__in=(S.VERIFIED, S.CLOSED, S.PASSED))
            | Q(verifier__isnull=False, submitted_by__isnull=False),
            name=f"{name}_not_unverified",
        ),
        models.CheckConstraint(
            condition=~Q(status__in=(S.CLOSED, S.PASSED)) | Q(closer__isnull=False, closed_at__isnull=False),
            name=f"{name}_struck_off_by_somebody",
        ),
    ]  # fmt: skip
