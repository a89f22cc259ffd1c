"""An override of a recusal: for one person and one official, time-limited, approved by a deputy with a reason (R15)."""

from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core import clock
from core.scope import NOTHING, ScopedQuerySet, Viewer
from core.workflow.fields import StateField
from core.workflow.models import WorkflowModel
from core.workflow.rules import refuse_actor_if, refuse_if
from core.workflow.steps import step
from officials.people.models import Official
from officials.recusal.models.base import account


class OverrideStatus(models.TextChoices):
    REQUESTED = "REQUESTED", _("Waiting for approval")
    APPROVED = "APPROVED", _("Approved")
    REFUSED = "REFUSED", _("Refused")
    REVOKED = "REVOKED", _("Taken back")


class OverrideQuerySet(ScopedQuerySet):
    """One's own; all for who decides or watches (DEP, SEC, CSO). The official named never."""

    def scope_q(self, user: Viewer) -> Q:
        if user.has_perm("officials.view_recusaloverride"):
            return ~Q(official__user=user) | Q(user=user)
        return Q(user=user) if user.pk else NOTHING

    def running(self, official: Official, user: Viewer) -> Self:
        """The overrides that let ``user`` act on ``official`` today."""
        return self.filter(
            user=user,
            official=official,
            status=OverrideStatus.APPROVED,
            start__lte=clock.today(),
            until__gte=clock.today(),
        )


def _absolute(row: Any) -> bool:
    from officials.recusal.engine import grounds_of

    grounds = grounds_of(row.official, row.user)
    return bool(grounds) and grounds[0].absolute


NOT_FOR_ME = refuse_actor_if(
    lambda row, user: user.pk == row.user_id, _("The override is for yourself: somebody else decides.")
)
NOT_ABSOLUTE = refuse_if(_absolute, _("Against kinship or one's own matter there is no override."))
NOT_OVER = refuse_if(lambda row: row.until < clock.today(), _("The time asked for is over."))
APPROVE = "officials.approve_recusaloverride"


class RecusalOverride(WorkflowModel):
    """``user`` may act on ``official`` from ``start`` to ``until`` (both days count) although a ground stands."""

    about_access = True

    user = account(_("member of staff"))
    official = models.ForeignKey(Official, on_delete=models.PROTECT, related_name="+", verbose_name=_("official"))
    grounds = models.CharField(_("grounds of recusal"), max_length=500)
    reason = models.CharField(_("why it is needed"), max_length=300)
    start = models.DateField(_("first day"))
    until = models.DateField(_("last day"))
    status = StateField(_("status"), choices=OverrideStatus.choices, default=OverrideStatus.REQUESTED)
    asked_at = models.DateTimeField(_("asked at"))
    decided_by = account(_("decided by"), null=True)
    decision = models.CharField(_("reason of the decision"), max_length=300, blank=True)

    objects = OverrideQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        default_permissions = ("view",)
        permissions = [("approve_recusaloverride", _("Can decide on overrides of recusal"))]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "official"], condition=Q(status="REQUESTED"), name="override_one_request"
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("user")), name="override_two_people"
            ),
            models.CheckConstraint(
                condition=Q(status="REQUESTED") | Q(decided_by__isnull=False) & ~Q(decision=""),
                name="override_decided_with_reason",
            ),
            models.CheckConstraint(condition=Q(until__gte=F("start")), name="override_dates"),
        ]
        indexes = [models.Index(fields=["official", "user", "until"], name="override_of_pair")]
        verbose_name = _("override of a recusal")
        verbose_name_plural = _("overrides of recusals")

    def __str__(self) -> str:
        return f"{self.user} – {self.official}"

    def get_absolute_url(self) -> str:
        return reverse("recusal-override", args=[self.pk])

    @step(
        [OverrideStatus.REQUESTED], OverrideStatus.APPROVED, APPROVE, _("Approve"), actor_rules=(NOT_FOR_ME,),
        conditions=(NOT_ABSOLUTE, NOT_OVER), style="primary", reason="required",
    )  # fmt: skip
    def approve(self, *, actor: Any, reason: str) -> None:
        """Runs from today; the cadre supervision office is told."""
        from officials.recusal.services.telling import tell_overseers

        self.decided_by, self.decision, self.start = actor, reason.strip()[:300], max(self.start, clock.today())
        tell_overseers(owner=self, key=f"override:{self.pk}:approved")

    @step(
        [OverrideStatus.REQUESTED], OverrideStatus.REFUSED, APPROVE, _("Refuse"), actor_rules=(NOT_FOR_ME,),
        reason="required",
    )  # fmt: skip
    def refuse(self, *, actor: Any, reason: str) -> None:
        self.decided_by, self.decision = actor, reason.strip()[:300]

    @step(
        [OverrideStatus.APPROVED], OverrideStatus.REVOKED, APPROVE, _("Take back"), actor_rules=(NOT_FOR_ME,),
        reason="required",
    )  # fmt: skip
    def revoke(self, *, actor: Any, reason: str) -> None:
        self.decided_by, self.decision = actor, reason.strip()[:300]
