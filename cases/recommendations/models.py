from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.recommendations.choices import BEFORE_APPROVAL, Kind
from cases.recommendations.course import RecommendationCourse
from cases.recommendations.scope import OfRecommendationQuerySet, RecommendationQuerySet
from cases.recommendations.task import SuggestionCourse
from core.columns import day, moment, person
from core.records.base import four_eyes
from core.records.objections import Objection
from core.scope import Viewer
from early_warning.notices.services import rule_enter
from organization.records import UnitRecord
from supervision.verified import RestsOnRecord

UNREVIEWED = ("DRAFT", "SUBMITTED", "CHECKED", "REVOKED")


class Recommendation(RecommendationCourse):
    """A recommendation letter to the Party committee of a unit (M22). Who proposes it, supervises it to the end.

    ``due_on`` is the next day on which the unit owes something: receipt (D28a), plan (D28b), result (D28c).
    """

    chain_fields = ("created_by", "checker", "reviewer", "approver")

    kind = models.CharField(_("kind"), max_length=5, choices=Kind.choices, default=Kind.BOTH)
    title = models.CharField(_("matter"), max_length=80)
    source = models.CharField(_("where it comes from"), max_length=200, blank=True)
    submitted_at = moment(_("submitted at"))
    checker = person(_("checked by"))
    reviewer = person(_("reviewed by the trial office"))
    approver = person(_("signed by"))
    approved_at = moment(_("approved at"))
    served_at = moment(_("served at"))
    acked_at = moment(_("acknowledged at"))
    acked_by = person(_("acknowledged by"))
    result_due = day(_("result due on"))
    plan = models.TextField(_("rectification plan"), blank=True)
    planned_at = moment(_("plan received at"))
    result = models.TextField(_("result reported"), blank=True)
    reported_at = moment(_("reported at"))
    verifier = person(_("verified by"))
    urged = models.PositiveSmallIntegerField(_("times urged"), default=0, editable=False)

    if not TYPE_CHECKING:  # mypy takes the base of records for the owner of the name
        objects = RecommendationQuerySet.as_manager()

    class Meta(UnitRecord.Meta):
        verbose_name, verbose_name_plural = _("recommendation letter"), _("recommendation letters")
        permissions = [
            ("check_recommendation", _("Can check recommendation letters")),
            ("review_recommendation", _("Can review recommendation letters legally")),
            ("sign_recommendation", _("Can sign recommendation letters")),
            ("answer_recommendation", _("Can answer recommendation letters for a unit")),
            ("refer_recommendation", _("Can pursue responsibility after recommendation letters")),
            ("verify_recommendation", _("Can verify what units report to recommendation letters")),
            ("decide_recommendation_objection", _("Can decide objections to recommendation letters")),
        ]
        constraints = [
            four_eyes("created_by", "checker", name="recommendation_drafter_is_not_checker"),
            four_eyes("created_by", "reviewer", name="recommendation_drafter_is_not_reviewer"),
            four_eyes("created_by", "approver", name="recommendation_drafter_is_not_signer"),
            four_eyes("checker", "approver", name="recommendation_checker_is_not_signer"),
            four_eyes("checker", "reviewer", name="recommendation_checker_is_not_reviewer"),
            four_eyes("reviewer", "approver", name="recommendation_reviewer_is_not_signer"),
            models.CheckConstraint(
                condition=Q(status__in=UNREVIEWED) | Q(checker__isnull=False, reviewer__isnull=False),
                name="recommendation_not_unreviewed",
            ),
            models.CheckConstraint(
                condition=Q(status__in=[*BEFORE_APPROVAL, "REVOKED"]) | Q(approver__isnull=False, doc_no__isnull=False),
                name="recommendation_not_unsigned",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.doc_no} {self.title}" if self.doc_no else self.title

    def prepare(self, actor: Viewer) -> None:
        """The rule enters the catalogue, where an administrator checks it before it is printed."""
        rule_enter(text=self.legal_basis)


class RecommendationObjection(Objection):
    """What the unit says against a letter, decided outside its chain."""

    decide = "cases.decide_recommendation_objection"

    paper = models.ForeignKey(
        Recommendation, on_delete=models.PROTECT, related_name="objections", verbose_name=_("recommendation letter")
    )

    class Meta(Objection.Meta):
        verbose_name = _("objection to a recommendation letter")
        verbose_name_plural = _("objections to recommendation letters")


class Problem(RestsOnRecord):
    """A problem found in the unit: lack of responsibility, of control, of rules. Names nobody.

    It rests on a verified record of the unit or on files (R04).
    """

    recommendation = models.ForeignKey(
        Recommendation, on_delete=models.CASCADE, related_name="problems", verbose_name=_("recommendation letter")
    )
    text = models.CharField(_("problem found"), max_length=500)

    if not TYPE_CHECKING:  # mypy takes the base of records for the owner of the name
        objects = OfRecommendationQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["pk"]
        verbose_name, verbose_name_plural = _("problem found"), _("problems found")

    def __str__(self) -> str:
        return self.text

    @property
    def paper(self) -> Recommendation:
        return self.recommendation


class Suggestion(SuggestionCourse):
    """One suggestion and, once the letter is served, one task of the unit."""

    recommendation = models.ForeignKey(
        Recommendation, on_delete=models.CASCADE, related_name="suggestions", verbose_name=_("recommendation letter")
    )
    text = models.CharField(_("suggestion"), max_length=500)
    due_on = day(_("due on"))
    report = models.TextField(_("what was done"), blank=True)
    reported_at = moment(_("reported at"))
    reported_by = person(_("reported by"))
    verified_by = person(_("verified by"))
    verified_at = moment(_("verified at"))
    closed_at = moment(_("closed at"))

    if not TYPE_CHECKING:  # mypy takes the base of records for the owner of the name
        objects = OfRecommendationQuerySet.as_manager()

    class Meta:
        default_permissions = ("view",)
        ordering = ["recommendation", "pk"]
        constraints = [four_eyes("reported_by", "verified_by", name="suggestion_not_verified_by_its_reporter")]
        verbose_name, verbose_name_plural = _("suggestion"), _("suggestions")

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return self.recommendation.get_absolute_url()

    @property
    def unit(self) -> Any:
        """The unit whose task it is."""
        return self.recommendation.unit
