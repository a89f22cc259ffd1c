from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from core.records.labels import labelled
from core.scope import NOTHING, ScopedQuerySet, Viewer
from core.workflow.fields import StateField
from core.workflow.models import WorkflowModel
from core.workflow.rules import refuse_actor_if
from officials.people.models import Official
from organization.roles import ROLES


class Purpose(models.TextChoices):
    """What a dossier is opened for."""

    DAILY = "DAILY", _("Daily supervision")
    TALK = "TALK", _("Preparing a talk")
    OPINION = "OPINION", _("Reply on integrity")
    VERIFY = "VERIFY", _("Verifying a doubt point or lead")
    INSPECT = "INSPECT", _("Inspection and rectification")
    APPEAL = "APPEAL", _("Objection or review")
    CUSTODY = "CUSTODY", _("Keeping the archive")
    EMERGENCY = "EMERGENCY", _("Emergency (break-glass)")


# What may be chosen at the door; an emergency has its own way in.
AT_THE_DOOR = [choice for choice in Purpose.choices if choice[0] != Purpose.EMERGENCY]


class AccessState(models.TextChoices):
    REQUESTED = "REQUESTED", _("Waiting for approval")
    GRANTED = "GRANTED", _("Granted")
    REFUSED = "REFUSED", _("Refused")


class DossierAccessQuerySet(ScopedQuerySet):
    """One's own openings; all of them for who watches or decides (CSO, ARC, SEC, DEP)."""

    def scope_q(self, user: Viewer) -> Q:
        if user.has_perm("officials.view_dossieraccess"):
            return Q()
        return Q(user=user) if user.pk else NOTHING

    def open_now(self, user: Viewer) -> Self:
        """Granted openings of ``user`` whose window runs. The window is real time: the demo's date stands still."""
        if not user.pk:
            return self.none()
        return self.filter(user=user, status=AccessState.GRANTED, until__gt=timezone.now())

    def papers_visible_to(self, user: Viewer) -> Self:
        """What was printed under an opening is its reader's, while the window runs (R14)."""
        return self.open_now(user)


OWN_REQUEST = refuse_actor_if(lambda access, user: access.user_id == user.pk, _("You asked for it yourself."))
OWN_DOSSIER = refuse_actor_if(
    lambda access, user: access.official.user_id == user.pk, _("This dossier is your own: somebody else decides.")
)


class DossierAccess(WorkflowModel):
    """One opening of one dossier by one person: what for, on whose authority, until when."""

    about_access = True

    official = models.ForeignKey(Official, on_delete=models.PROTECT, related_name="+", verbose_name=_("official"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="dossier_accesses", verbose_name=_("by")
    )
    role = models.CharField(_("role"), max_length=5)
    purpose = models.CharField(_("purpose"), max_length=10, choices=Purpose.choices)
    reason = models.CharField(_("reason"), max_length=300)
    standing = models.BooleanField(_("standing authorisation"), default=False)
    status = StateField(_("status"), choices=AccessState.choices, default=AccessState.REQUESTED)
    asked_at = models.DateTimeField(_("asked at"))
    created_at = models.DateTimeField(auto_now_add=True)
    until = models.DateTimeField(_("open until"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decided by"),
    )

    objects = DossierAccessQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        default_permissions = ("view",)
        permissions = [("approve_dossieraccess", _("Can approve the opening of dossiers"))]
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=models.F("user")),
                name="dossier_access_two_people",
            ),
            models.CheckConstraint(
                condition=~Q(status="GRANTED")
                | Q(until__isnull=False) & (Q(standing=True) | Q(decided_by__isnull=False)),
                name="dossier_access_granted_on_authority",
            ),
            models.UniqueConstraint(
                fields=["official", "user"], condition=Q(status="REQUESTED"), name="dossier_access_one_request"
            ),
        ]
        indexes = [models.Index(fields=["user", "created_at"], name="dossier_access_of_user")]
        verbose_name = _("opening of a dossier")
        verbose_name_plural = _("openings of dossiers")

    def __str__(self) -> str:
        return f"{self.official.code} · {self.get_purpose_display()}"

    def get_absolute_url(self) -> str:
        return reverse("dossier-access", args=[self.pk])

    @labelled(_("role"))
    def role_label(self) -> str:
        """The role in words."""
        return str(ROLES.get(self.role, self.role))

    @property
    def minutes_left(self) -> int:
        """Full minutes until the window closes; 0 when it is closed."""
        left = (self.until - timezone.now()).total_seconds() if self.until else 0
        return max(0, int(left // 60))

    @property
    def hours_left(self) -> int:
        return self.minutes_left // 60

    @property
    def odd_minutes(self) -> int:
        """The minutes beside ``hours_left``."""
        return self.minutes_left % 60

    @transition(
        field=status,
        source=AccessState.REQUESTED,
        target=AccessState.GRANTED,
        permission="officials.approve_dossieraccess",
        custom={
            "label": _("Grant"),
            "reason": "optional",
            "style": "primary",
            "actor_rules": [OWN_REQUEST, OWN_DOSSIER],
        },
    )
    def grant(self, *, actor: Any, reason: str = "") -> None:
        """The window opens now."""
        from officials.dossier.access.services import window_end

        self.decided_by = actor
        self.until = window_end()

    @transition(
        field=status,
        source=AccessState.REQUESTED,
        target=AccessState.REFUSED,
        permission="officials.approve_dossieraccess",
        custom={"label": _("Refuse"), "reason": "required", "actor_rules": [OWN_REQUEST, OWN_DOSSIER]},
    )
    def refuse(self, *, actor: Any, reason: str = "") -> None:
        """The dossier stays closed."""
        self.decided_by = actor


class AlertKind(models.TextChoices):
    """Why the cadre supervision office should look."""

    LIMIT = "LIMIT", _("More dossiers in a day than allowed")
    RECUSAL = "RECUSAL", _("Tried to act against recusal")


class AccessAlertQuerySet(ScopedQuerySet):
    """For the cadre supervision office."""

    def scope_q(self, user: Viewer) -> Q:
        return Q() if user.has_perm("officials.view_accessalert") else NOTHING

    def waiting(self) -> Self:
        return self.filter(seen_at__isnull=True)


class AccessAlert(models.Model):
    """One refused opening that the cadre supervision office looks at."""

    about_access = True
    house_wall = False  # only the overseer sees it, and he must see all

    kind = models.CharField(_("kind"), max_length=10, choices=AlertKind.choices)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("by"))
    official = models.ForeignKey(Official, on_delete=models.PROTECT, related_name="+", verbose_name=_("official"))
    detail = models.CharField(_("what happened"), max_length=300)
    day = models.DateField(_("day"))
    raised_at = models.DateTimeField(_("raised at"))
    seen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("looked at by"),
    )
    seen_at = models.DateTimeField(_("looked at"), null=True, blank=True)
    finding = models.CharField(_("finding"), max_length=300, blank=True)

    objects = AccessAlertQuerySet.as_manager()

    class Meta:
        ordering = ["-raised_at", "-pk"]
        default_permissions = ("view", "change")
        constraints = [
            # However often somebody knocks on the same door, it is one alert a day.
            models.UniqueConstraint(fields=["kind", "user", "official", "day"], name="access_alert_once_a_day")
        ]
        verbose_name = _("access alert")
        verbose_name_plural = _("access alerts")

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.user}"

    def get_absolute_url(self) -> str:
        return reverse("access-alert", args=[self.pk])
