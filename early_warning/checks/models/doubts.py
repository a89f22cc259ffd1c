"""The doubt point 疑点: what a model found, and what people made of it. Only models make one (R01)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core import clock
from core.errors import InvalidInput
from core.workflow.fields import StateField
from core.workflow.models import WorkflowModel

from ..scope import DoubtScopedQuerySet
from ..transitions import STEPS, declare


class DoubtStatus(models.TextChoices):
    NEW = "NEW", _("To be verified")
    ASSIGNED = "ASSIGNED", _("Being verified")
    MATERIAL_ASKED = "MATERIAL_ASKED", _("Waiting for material")
    DEFERRED = "DEFERRED", _("Deferred")
    CONFIRMED = "CONFIRMED", _("Confirmed")
    EXCLUDED = "EXCLUDED", _("Excluded")
    REMINDED = "REMINDED", _("Handed over for a duty reminder")
    WARNED = "WARNED", _("Handed over for a warning notice")


OPEN = (DoubtStatus.NEW, DoubtStatus.ASSIGNED, DoubtStatus.MATERIAL_ASKED, DoubtStatus.DEFERRED)


class Verdict(models.TextChoices):
    """What the first person's verification said; the precision of the model counts these."""

    CONFIRMED = "CONFIRMED", _("Substantiated")
    EXCLUDED = "EXCLUDED", _("Not substantiated")


class DoubtPointQuerySet(DoubtScopedQuerySet):
    def open(self) -> DoubtPointQuerySet:
        """Those that still wait for a person's verdict."""
        return self.filter(status__in=OPEN)

    def reviewed(self) -> DoubtPointQuerySet:
        return self.exclude(verdict="")

    def waiting_for(self, user: Any) -> DoubtPointQuerySet:
        """What `user` has to act on: his own, deferred ones whose day has come, and new ones of his units."""
        mine = Q(status__in=(DoubtStatus.ASSIGNED, DoubtStatus.CONFIRMED)) | Q(deferred_until__lte=clock.today())
        return self.visible_to(user).filter(Q(assignee=user) & mine | Q(status=DoubtStatus.NEW, assignee=None))

    def like(self, doubt: DoubtPoint) -> DoubtPointQuerySet:
        """Other doubt points of the same model at the same unit."""
        return self.filter(model=doubt.model, unit=doubt.unit).exclude(pk=doubt.pk)


class DoubtPoint(WorkflowModel):
    """One suspicion about one set of objects. A re-run finds it again by its fingerprint and makes no second one.

    `value` and `threshold` are yuan, a share of one, or a count, as the model's finding says. `severity` is what the
    precision gate lets through (handbook 3.3); `model_severity` what the model claims.
    """

    model = models.CharField(_("model"), max_length=20)
    finding = models.CharField(_("kind of finding"), max_length=20)
    unit = models.ForeignKey(
        "organization.Unit", on_delete=models.PROTECT, related_name="doubt_points", verbose_name=_("unit")
    )
    period = models.CharField(_("period"), max_length=30)
    object_ids = models.JSONField(_("objects"))
    rows = models.JSONField(_("rows"))
    value = models.DecimalField(_("value"), max_digits=24, decimal_places=6)
    threshold = models.DecimalField(_("threshold"), max_digits=24, decimal_places=6)
    facts = models.JSONField(default=dict)
    params_version = models.PositiveIntegerField(_("parameter version"))
    data_version = models.CharField(_("data version"), max_length=20)
    explanation = models.TextField(_("explanation"))
    severity = models.PositiveSmallIntegerField(_("severity"))
    model_severity = models.PositiveSmallIntegerField(_("severity of the model"))
    fingerprint = models.CharField(_("fingerprint"), max_length=64, unique=True)
    status = StateField(_("status"), default=DoubtStatus.NEW, choices=DoubtStatus.choices)
    found_on = models.DateField(_("found on"))
    last_seen_on = models.DateField(_("last seen on"))
    first_run = models.ForeignKey(
        "warnings.CheckRun", on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("first run")
    )
    last_run = models.ForeignKey(
        "warnings.CheckRun", on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("last run")
    )
    vanished_at = models.DateTimeField(_("vanished at"), null=True, blank=True)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="doubt_points",
        verbose_name=_("assigned to"),
    )
    verdict = models.CharField(_("verdict"), max_length=10, choices=Verdict.choices, blank=True)
    verdict_reason = models.TextField(_("reason of the verdict"), blank=True)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("verified by"),
    )
    verified_at = models.DateTimeField(_("verified at"), null=True, blank=True)
    deferred_until = models.DateField(_("deferred until"), null=True, blank=True)

    objects = DoubtPointQuerySet.as_manager()

    class Meta:
        ordering = ["-severity", "-found_on", "pk"]
        indexes = [
            models.Index(fields=["unit", "status"], name="doubt_unit_status"),
            models.Index(fields=["model", "unit"], name="doubt_model_unit"),  # the upsert of a run reads by these
        ]
        constraints = [
            models.CheckConstraint(condition=Q(severity__gte=1, severity__lte=3), name="doubt_severity_1_to_3"),
            models.CheckConstraint(
                condition=Q(verdict="") | Q(verified_by__isnull=False, verified_at__isnull=False),
                name="doubt_verdict_has_a_person",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=("CONFIRMED", "REMINDED", "WARNED")) | Q(verdict="CONFIRMED"),
                name="doubt_nothing_follows_unverified",
            ),
        ]
        default_permissions = ("view",)
        permissions = [
            ("triage_doubtpoint", _("Can verify doubt points")),
            ("assign_doubtpoint", _("Can assign doubt points")),
            ("send_doubtpoint", _("Can hand doubt points over for reminders and notices")),
            ("view_conversion", _("Can see what became of doubt points")),
            ("own_house_doubtpoint", _("Sees the doubt points of the own unit only")),
            ("view_pseudonyms", _("Sees pseudonyms instead of names in doubt points")),
        ]
        verbose_name = _("doubt point")
        verbose_name_plural = _("doubt points")

    def __str__(self) -> str:
        return f"{self.model} · {self.unit} · {self.period}"

    def get_absolute_url(self) -> str:
        return reverse("doubt-detail", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.status in OPEN

    def steps_kept_from(self, user: Any) -> frozenset[str]:
        """Reasons that people wrote may name names: who works with pseudonyms reads none of them (R19)."""
        return frozenset(STEPS) if user.has_perm("warnings.view_pseudonyms") else frozenset()

    @declare("take")
    def take(self, *, actor: Any, **_values: Any) -> None:
        self.assignee, self.deferred_until = actor, None

    @declare("assign")
    def assign(self, *, assignee: Any = None, **_values: Any) -> None:
        if assignee is None or not assignee.has_perm("warnings.triage_doubtpoint"):
            raise InvalidInput(_("Choose a person who may verify doubt points."), field="assignee")
        if not type(self).objects.visible_to(assignee).filter(pk=self.pk).exists():
            raise InvalidInput(_("The unit lies outside this person's jurisdiction."), field="assignee")
        self.assignee = assignee

    @declare("confirm")
    def confirm(self, *, actor: Any, reason: str, **_values: Any) -> None:
        self._decide(Verdict.CONFIRMED, actor, reason)

    @declare("exclude")
    def exclude(self, *, actor: Any, reason: str, **_values: Any) -> None:
        self._decide(Verdict.EXCLUDED, actor, reason)

    @declare("reopen")
    def reopen(self, *, actor: Any, **_values: Any) -> None:
        self.assignee = actor
        self.verdict, self.verdict_reason, self.verified_by, self.verified_at = "", "", None, None

    @declare("ask_material")
    def ask_material(self, *, actor: Any, **_values: Any) -> None:
        self.assignee = self.assignee or actor

    @declare("receive_material")
    def receive_material(self, **_values: Any) -> None:
        """The unit answered: back to the person who asked."""

    @declare("defer")
    def defer(self, *, actor: Any, until: date | None = None, **_values: Any) -> None:
        if until is None or until <= clock.today():
            raise InvalidInput(_("Choose a day in the future."), field="until")
        self.assignee, self.deferred_until = self.assignee or actor, until

    @declare("resume")
    def resume(self, **_values: Any) -> None:
        """Go on without waiting any longer; an unanswered question to the unit is closed with it."""
        self.deferred_until = None
        self.material_requests.filter(closed_at=None).update(closed_at=clock.now())

    @declare("remind")
    def remind(self, **_values: Any) -> None:
        """Handed over for a duty reminder (M28); drafting and approving it is that room's work."""

    @declare("warn")
    def warn(self, **_values: Any) -> None:
        """A draft of a notice was made (M03); checking and approving it is for two other people."""

    def _decide(self, verdict: Verdict, actor: Any, reason: str) -> None:
        self.assignee = self.assignee or actor
        self.verdict, self.verdict_reason = verdict, reason.strip()
        self.verified_by, self.verified_at = actor, clock.now()
