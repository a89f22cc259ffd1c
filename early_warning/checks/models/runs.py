"""A health-check run and what it said about each unit by each model (handbook M06)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.scope import PermissionScopedQuerySet

from ..scope import DoubtScopedQuerySet


class Trigger(models.TextChoices):
    SCHEDULE = "SCHEDULE", _("Schedule")
    BUTTON = "BUTTON", _("By hand")
    COMMAND = "COMMAND", _("Command")


class RunState(models.TextChoices):
    WAITING = "WAITING", _("Waiting")
    RUNNING = "RUNNING", _("Running")
    DONE = "DONE", _("Done")
    FAILED = "FAILED", _("Failed")
    CANCELLED = "CANCELLED", _("Cancelled")


class Outcome(models.TextChoices):
    """What a model says about a unit. Silence because of missing data is never "no hit"."""

    HIT = "HIT", _("Hit")
    NO_HIT = "NO_HIT", _("No hit")
    NOT_APPLICABLE = "NOT_APPLICABLE", _("Not applicable")
    DATA_INADEQUATE = "DATA_INADEQUATE", _("Data inadequate")


class CheckRun(models.Model):
    """One run over some models and units, as the data and parameters stood on `as_of`.

    Empty `model_codes` or `unit_codes` mean all. `finished_models` lets a killed run go on where it stopped. A run
    for a day before the newest finished run's only recomputes: it writes results and touches no doubt point (R28).
    """

    as_of = models.DateField(_("as of"))
    model_codes = models.JSONField(_("models"), default=list, blank=True)
    unit_codes = models.JSONField(_("units"), default=list, blank=True)
    trigger = models.CharField(_("started by way of"), max_length=10, choices=Trigger.choices)
    state = models.CharField(_("status"), max_length=10, choices=RunState.choices, default=RunState.WAITING)
    recompute_only = models.BooleanField(_("recomputation only"), default=False)
    finished_models = models.JSONField(default=list, blank=True, editable=False)
    data_version = models.CharField(_("data version"), max_length=20, blank=True)
    hits = models.PositiveIntegerField(_("hits"), default=0)
    created = models.PositiveIntegerField(_("new doubt points"), default=0)
    vanished = models.PositiveIntegerField(_("vanished"), default=0)
    message = models.CharField(_("message"), max_length=500, blank=True)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("started by"),
    )
    job = models.ForeignKey(
        "core.Job", on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("job")
    )
    created_at = models.DateTimeField(_("created at"), db_index=True)
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)

    objects = PermissionScopedQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        default_permissions = ("view",)
        permissions = [("start_checkrun", _("Can start a health check"))]
        verbose_name = _("health check")
        verbose_name_plural = _("health checks")

    def __str__(self) -> str:
        return f"#{self.pk} · {self.as_of}"

    def get_absolute_url(self) -> str:
        return reverse("check-run-detail", args=[self.pk])

    @property
    def is_over(self) -> bool:
        return self.state in (RunState.DONE, RunState.FAILED, RunState.CANCELLED)


class CheckResultQuerySet(DoubtScopedQuerySet):
    """Results are seen like doubt points."""


class CheckResult(models.Model):
    """What one model said about one unit in one run, with the versions that make it reproducible."""

    run = models.ForeignKey(CheckRun, on_delete=models.CASCADE, related_name="results", verbose_name=_("health check"))
    model = models.CharField(_("model"), max_length=20)
    unit = models.ForeignKey(
        "organization.Unit", on_delete=models.PROTECT, related_name="check_results", verbose_name=_("unit")
    )
    outcome = models.CharField(_("result"), max_length=16, choices=Outcome.choices)
    hits = models.PositiveIntegerField(_("hits"), default=0)
    rows_examined = models.PositiveIntegerField(_("rows examined"), default=0)
    missing = models.JSONField(_("what is missing"), default=dict, blank=True)
    params_version = models.PositiveIntegerField(_("parameter version"))
    data_version = models.CharField(_("data version"), max_length=20, blank=True)
    found = models.JSONField(_("found"), default=list, blank=True)

    objects = CheckResultQuerySet.as_manager()

    class Meta:
        ordering = ["run", "model", "unit"]
        constraints = [
            models.UniqueConstraint(fields=["run", "model", "unit"], name="check_result_once"),
            models.CheckConstraint(
                condition=Q(outcome="HIT", hits__gt=0) | Q(hits=0), name="check_result_hits_only_when_hit"
            ),
        ]
        default_permissions = ()
        verbose_name = _("check result")
        verbose_name_plural = _("check results")

    def __str__(self) -> str:
        return f"{self.model} · {self.unit} · {self.get_outcome_display()}"
