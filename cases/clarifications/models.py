from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from cases.clarifications import effects
from cases.clarifications.choices import UNAPPROVED, Initiator, Method, Status, Wish
from cases.clarifications.course import ClarificationCourse
from cases.clarifications.scope import ClarificationQuerySet
from core.columns import day, person
from core.records.base import four_eyes
from core.scope import Viewer

# Steps of which the person learns the outcome, not who took them.
INTERNAL = frozenset({"create", "edit", "plan", "review", "return_plan", "approve", "drop", "refuse"})


class Clarification(ClarificationCourse):
    """One clarification of a report about an official that was found untrue (M82).

    It says the result of the verification and nothing of its course. A mistaken report is no false accusation (R12):
    nothing here speaks of who reported it. ``due_on``: to be completed (D48b).
    """

    lead = models.ForeignKey(
        "cases.Lead", on_delete=models.PROTECT, related_name="clarifications", verbose_name=_("lead")
    )
    initiator = models.CharField(
        _("on whose initiative"), max_length=6, choices=Initiator.choices, default=Initiator.OFFICE
    )
    wish = models.CharField(_("wish of the person"), max_length=8, choices=Wish.choices, blank=True)
    opinion = models.TextField(_("opinion of the person"), blank=True)
    necessity = models.TextField(_("whether it is necessary"), blank=True)
    method = models.CharField(_("method"), max_length=9, choices=Method.choices, blank=True)
    scope = models.CharField(_("before whom"), max_length=200, blank=True)
    content = models.TextField(
        _("what is said"), blank=True,
        help_text=_("Only the result of the verification: nothing of its course, no names of others, no secrets."),
    )  # fmt: skip
    committee_document = models.CharField(
        _("document of the Party committee"), max_length=60, blank=True,
        help_text=_("Needed at a meeting, by circular, or about the head of a unit."),
    )  # fmt: skip
    planner = person(_("plan written by"))
    review_opinion = models.TextField(_("opinion of the review"), blank=True)
    reviewer = person(_("plan reviewed by"))
    approver = person(_("approved by"))
    approved_on = day(_("approved on"))
    executed_on = day(_("clarified on"))
    organisation_told_on = day(_("organisation department told on"))
    visited_on = day(_("return visit on"))
    visit_note = models.TextField(_("return visit"), blank=True)

    if not TYPE_CHECKING:  # mypy takes the base of records for the owner of the name
        objects = ClarificationQuerySet.as_manager()

    class Meta(ClarificationCourse.Meta):
        verbose_name, verbose_name_plural = _("clarification"), _("clarifications")
        permissions = [
            ("review_clarification", _("Can review clarifications")),
            ("approve_clarification", _("Can approve clarifications")),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["lead"], condition=~Q(status=Status.DROPPED), name="clarification_one_a_lead",
                violation_error_message=_("The lead has its clarification already."),
            ),
            four_eyes("created_by", "reviewer", name="clarification_maker_is_not_reviewer"),
            four_eyes("created_by", "approver", name="clarification_maker_is_not_approver"),
            four_eyes("planner", "reviewer", name="clarification_planner_is_not_reviewer"),
            four_eyes("planner", "approver", name="clarification_planner_is_not_approver"),
            four_eyes("reviewer", "approver", name="clarification_reviewer_is_not_approver"),
            models.CheckConstraint(
                condition=Q(status__in=UNAPPROVED)
                | Q(planner__isnull=False, reviewer__isnull=False, approver__isnull=False, wish=Wish.WANTED),
                name="clarification_wanted_reviewed_and_approved",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.doc_no or f"{capfirst(self._meta.verbose_name)} {self.created_at:%Y-%m-%d}"

    def prepare(self, actor: Viewer) -> None:
        effects.prepare(self, actor)

    def steps_kept_from(self, user: Viewer) -> frozenset[str]:
        return INTERNAL if self.is_about(user) else frozenset()
