"""What a member of the commission's staff has declared about himself and an official: kinship, interest, witness."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core import clock
from core.scope import NOTHING, ScopedQuerySet, Viewer
from core.workflow.fields import StateField
from core.workflow.models import WorkflowModel
from core.workflow.rules import refuse_actor_if
from core.workflow.steps import step
from officials.people.models import Official
from officials.recusal.models.base import account


class InterestKind(models.TextChoices):
    KIN = "KIN", _("Kinship")
    INTEREST = "INTEREST", _("Interest in a matter")
    WITNESS = "WITNESS", _("Witness or earlier handler of a matter")


class KinRelation(models.TextChoices):
    """Only the statutory relations (R34)."""

    SPOUSE = "SPOUSE", _("Spouse")
    PARENT = "PARENT", _("Parent")
    CHILD = "CHILD", _("Child")
    SIBLING = "SIBLING", _("Brother or sister")
    IN_LAW = "IN_LAW", _("Close relative by marriage")
    OTHER = "OTHER", _("Other close relative")


class InterestStatus(models.TextChoices):
    DECLARED = "DECLARED", _("Declared")
    CONFIRMED = "CONFIRMED", _("On record")
    REJECTED = "REJECTED", _("Not accepted")
    ENDED = "ENDED", _("Ended")


STANDING = (InterestStatus.DECLARED, InterestStatus.CONFIRMED)
NOT_ABOUT_ME = refuse_actor_if(
    lambda row, user: row.user_id == user.pk, _("The declaration is about yourself: somebody else decides.")
)
NOT_MINE = refuse_actor_if(
    lambda row, user: row.official.user_id == user.pk, _("You are the official named in it: somebody else decides.")
)


class InterestQuerySet(ScopedQuerySet):
    """One's own; all of them for the cadre supervision office and the secretary. The official named never."""

    def scope_q(self, user: Viewer) -> Q:
        if user.has_perm("officials.view_interestdeclaration"):
            return ~Q(official__user=user) | Q(user=user)
        return Q(user=user) if user.pk else NOTHING

    def standing(self, on: date) -> Self:
        """Those that bind on that day: a declaration binds from the moment it is made, not only once confirmed."""
        return self.filter(Q(end__isnull=True) | Q(end__gte=on), status__in=STANDING, start__lte=on)


CONFIRM, BY_ANOTHER = "officials.confirm_interestdeclaration", (NOT_ABOUT_ME, NOT_MINE)


class InterestDeclaration(WorkflowModel):
    """One ground on record. Kinship is absolute; the others can be overridden by the deputy secretary (R15)."""

    about_access = True
    house_wall = False  # its own scope is narrower

    user = account(_("member of staff"))
    official = models.ForeignKey(Official, on_delete=models.PROTECT, related_name="+", verbose_name=_("official"))
    kind = models.CharField(_("kind"), max_length=8, choices=InterestKind.choices)
    relation = models.CharField(_("relation"), max_length=8, choices=KinRelation.choices, blank=True)
    ground = models.CharField(_("ground"), max_length=300)
    start = models.DateField(_("first day"))
    end = models.DateField(_("last day"), null=True, blank=True)
    status = StateField(_("status"), choices=InterestStatus.choices, default=InterestStatus.DECLARED)
    declared_by = account(_("entered by"))
    declared_at = models.DateTimeField(_("entered at"))
    confirmed_by = account(_("confirmed by"), null=True)

    objects = InterestQuerySet.as_manager()

    class Meta:
        ordering = ["-declared_at", "-pk"]
        default_permissions = ("view", "add")
        permissions = [("confirm_interestdeclaration", _("Can confirm declarations of kinship and interest"))]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "official", "kind"], condition=Q(status__in=STANDING), name="interest_one_standing"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("user")), name="interest_two_people"
            ),
            models.CheckConstraint(
                condition=Q(kind="KIN") & ~Q(relation="") | ~Q(kind="KIN") & Q(relation=""),
                name="interest_kin_relation",
            ),
            models.CheckConstraint(condition=Q(end__isnull=True) | Q(end__gte=F("start")), name="interest_dates"),
        ]
        indexes = [models.Index(fields=["official", "user"], name="interest_of_pair")]
        verbose_name = _("declaration of kinship or interest")
        verbose_name_plural = _("declarations of kinship and interest")

    def __str__(self) -> str:
        return f"{self.user} – {self.official} ({self.get_kind_display()})"

    def get_absolute_url(self) -> str:
        return reverse("interest-detail", args=[self.pk])

    @step(
        [InterestStatus.DECLARED], InterestStatus.CONFIRMED, CONFIRM, _("Confirm the declaration"),
        actor_rules=BY_ANOTHER, reason="optional", style="primary",
    )  # fmt: skip
    def confirm(self, *, actor: Any, reason: str = "") -> None:
        self.confirmed_by = actor

    @step(
        [InterestStatus.DECLARED], InterestStatus.REJECTED, CONFIRM, _("Do not accept"), actor_rules=BY_ANOTHER,
        reason="required",
    )  # fmt: skip
    def reject(self, *, actor: Any, reason: str = "") -> None:
        """The ground does not bind any more."""
        self.confirmed_by = actor

    @step(
        [InterestStatus.CONFIRMED], InterestStatus.ENDED, CONFIRM, _("End"), actor_rules=BY_ANOTHER, reason="required"
    )
    def finish(self, *, actor: Any, reason: str = "") -> None:
        """The relation is over (a divorce, a matter closed); the last day is today."""
        self.end = max(self.start, clock.today())
