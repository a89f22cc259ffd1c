from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.scope import NOTHING, ScopedQuerySet, Viewer
from core.workflow.fields import StateField
from core.workflow.models import WorkflowModel
from core.workflow.rules import refuse_actor_if
from core.workflow.steps import step
from officials.dossier.access.models import DossierAccess
from officials.people.models import Official


class GlassStatus(models.TextChoices):
    OPEN = "OPEN", _("Waiting for review")
    JUSTIFIED = "JUSTIFIED", _("Found justified")
    UNJUSTIFIED = "UNJUSTIFIED", _("Found unjustified")


REVIEW = "officials.review_breakglass"
NOT_MY_OWN = refuse_actor_if(
    lambda row, user: row.user_id == user.pk, _("You opened it yourself: somebody else reviews.")
)
NOT_ABOUT_ME = refuse_actor_if(
    lambda row, user: row.official.user_id == user.pk, _("It is your own file: somebody else reviews.")
)
BY_ANOTHER = (NOT_MY_OWN, NOT_ABOUT_ME)


class BreakGlassQuerySet(ScopedQuerySet):
    """One's own; all for who reviews or is told (CSO, DEP). The official named never."""

    def scope_q(self, user: Viewer) -> Q:
        if user.has_perm("officials.view_breakglass"):
            return ~Q(official__user=user) | Q(user=user)
        return Q(user=user) if user.pk else NOTHING

    def running(self, user: Viewer) -> Self:
        """Those whose window is open now: real time, like every opening."""
        return self.filter(user=user, access__until__gt=timezone.now())

    def waiting(self) -> Self:
        return self.filter(status=GlassStatus.OPEN)


class BreakGlass(WorkflowModel):
    """One opening outside scope: its reason, the opening it made, the review that must follow within 48 hours."""

    about_access = True

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("opened by"))
    official = models.ForeignKey(Official, on_delete=models.PROTECT, related_name="+", verbose_name=_("official"))
    access = models.OneToOneField(
        DossierAccess, on_delete=models.PROTECT, related_name="break_glass", verbose_name=_("opening")
    )
    reason = models.CharField(_("reason"), max_length=300)
    opened_at = models.DateTimeField(_("opened at"))
    review_due_at = models.DateTimeField(_("review due"))
    status = StateField(_("status"), choices=GlassStatus.choices, default=GlassStatus.OPEN)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("reviewed by")
    )
    finding = models.CharField(_("finding"), max_length=300, blank=True)

    objects = BreakGlassQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_at", "-pk"]
        default_permissions = ("view",)
        permissions = [
            ("break_glass", _("Can open a file outside his scope once")),
            ("review_breakglass", _("Can review openings outside scope")),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "official"], condition=Q(status="OPEN"), name="break_glass_once_until_reviewed"
            ),
            models.CheckConstraint(
                condition=Q(reviewed_by__isnull=True) | ~Q(reviewed_by=F("user")), name="break_glass_two_people"
            ),
            models.CheckConstraint(
                condition=Q(status="OPEN") | Q(reviewed_by__isnull=False) & ~Q(finding=""),
                name="break_glass_reviewed_with_finding",
            ),
        ]
        verbose_name = _("break-glass opening")
        verbose_name_plural = _("break-glass openings")

    def __str__(self) -> str:
        return f"{self.user} – {self.official.code}"

    def get_absolute_url(self) -> str:
        return reverse("break-glass", args=[self.pk])

    @property
    def due_on(self) -> date | None:
        """The day of the review's end while it is open."""
        return timezone.localdate(self.review_due_at) if self.status == GlassStatus.OPEN else None

    @step(
        [GlassStatus.OPEN], GlassStatus.JUSTIFIED, REVIEW, _("Justified"), actor_rules=BY_ANOTHER, style="primary",
        reason="required",
    )  # fmt: skip
    def find_justified(self, *, actor: Any, reason: str) -> None:
        self._review(actor, reason)

    @step(
        [GlassStatus.OPEN], GlassStatus.UNJUSTIFIED, REVIEW, _("Not justified"), actor_rules=BY_ANOTHER,
        style="danger", reason="required",
    )  # fmt: skip
    def find_unjustified(self, *, actor: Any, reason: str) -> None:
        self._review(actor, reason)

    def _review(self, actor: Any, reason: str) -> None:
        """The deputies hear what was found."""
        from officials.dossier.emergency.services import tell_deputies

        self.reviewed_by, self.finding = actor, reason.strip()[:300]
        tell_deputies(self, "reviewed", _("A break-glass opening was reviewed"))
