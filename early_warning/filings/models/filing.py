"""One filing: which unit filed which dataset for which period, what was taken of it, and who answers for it."""

from datetime import date
from pathlib import Path
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core import clock
from core.errors import Text
from core.scope import NOTHING, Viewer
from core.workflow.fields import StateField
from core.workflow.models import WorkflowModel
from core.workflow.rules import refuse_actor_if
from core.workflow.steps import step
from early_warning.filings.catalogue import DatasetKind, kind_choices, kind_of
from early_warning.filings.models.states import CONFIRM, FILE, ONCE_IN_FORCE, WITHDRAW, FilingStatus
from early_warning.filings.periods import Period
from early_warning.filings.storage.places import storage_root
from organization.scope import UnitScopedQuerySet

SUBMITTER = refuse_actor_if(
    lambda filing, user: filing.submitter_id == user.pk, _("Who filed the data does not confirm it.")
)
ANOTHER_UNIT = refuse_actor_if(
    lambda filing, user: filing.unit_id != user.unit_id, _("Only the unit that files decides about its data.")
)
IN_FORCE_NEEDS_HEAD = refuse_actor_if(
    lambda filing, user: filing.status == FilingStatus.CONFIRMED and not user.has_perm(CONFIRM),
    _("Data in force is withdrawn by the head of the unit."),
)


class DataFilingQuerySet(UnitScopedQuerySet):
    """Whoever may view filings sees those of his units; uploads not yet filed only the unit's own people see."""

    def scope_q(self, user: Viewer) -> Q:
        condition = super().scope_q(user)
        if condition == NOTHING:
            return condition
        own = Q(unit_id=user.unit_id) if user.has_perm(FILE) or user.has_perm(CONFIRM) else NOTHING
        return condition & (~Q(status=FilingStatus.UPLOADED) | own)

    def in_force(self, as_of: date | None = None) -> Self:
        """The filings whose rows counted at the end of ``as_of`` (default: those that count now)."""
        if as_of is None:
            return self.filter(status=FilingStatus.CONFIRMED)
        until = clock.start_of(date.fromordinal(as_of.toordinal() + 1))
        return self.filter(Q(ended_at__isnull=True) | Q(ended_at__gte=until), confirmed_at__lt=until)

    def waiting_for(self, user: Viewer) -> Self:
        """Filings that ``user`` as the head of his unit has to confirm."""
        if not user.has_perm(CONFIRM):
            return self.none()
        waiting = self.filter(status=FilingStatus.VALIDATED, unit_id=user.unit_id)
        return waiting.exclude(submitter=user)

    def without_details(self) -> Self:
        """Without the large fields that lists never show."""
        return self.defer("sample", "findings", "plan")


class DataFiling(WorkflowModel):
    """A filed file (or a nil return). Rows lie in Parquet; here is what is known about them.

    ``row_count`` rows were taken, ``rejected_count`` were not. ``source_sha256`` is that of the file as uploaded,
    ``sha256`` that of the stored Parquet. ``sample`` holds the first rows only until the upload is filed (R29).
    """

    unit = models.ForeignKey(
        "organization.Unit", on_delete=models.PROTECT, related_name="filings", verbose_name=_("unit")
    )
    kind = models.CharField(_("dataset"), max_length=20, choices=kind_choices)
    period = models.CharField(_("period"), max_length=8)
    status = StateField(_("status"), default=FilingStatus.UPLOADED, choices=FilingStatus.choices)
    due_on = models.DateField(_("due on"))
    nil = models.BooleanField(_("nil return"), default=False)
    file_name = models.CharField(_("file"), max_length=200, blank=True)
    source_size = models.PositiveBigIntegerField(_("size in bytes"), default=0)
    source_sha256 = models.CharField(_("SHA-256 of the upload"), max_length=64, blank=True, db_index=True)
    upload = models.CharField(max_length=60, blank=True, editable=False)
    draft = models.CharField(max_length=60, blank=True, editable=False)
    sample = models.JSONField(default=dict, editable=False)
    plan = models.JSONField(_("mapping"), default=dict)
    schema_version = models.PositiveSmallIntegerField(_("schema version"), default=1)
    row_count = models.PositiveIntegerField(_("rows taken"), default=0)
    rejected_count = models.PositiveIntegerField(_("rows not taken"), default=0)
    quality = models.JSONField(_("quality report"), default=dict)
    findings = models.JSONField(default=list, editable=False)
    sha256 = models.CharField(_("SHA-256 of the stored rows"), max_length=64, blank=True)
    submitter = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("filed by")
    )
    uploaded_at = models.DateTimeField(_("uploaded at"))
    filed_at = models.DateTimeField(_("filed at"), null=True)
    confirmer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("confirmed by")
    )
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True)
    ended_at = models.DateTimeField(_("no longer in force since"), null=True)
    supersedes = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="superseded_by", verbose_name=_("supersedes")
    )
    legal_basis = models.CharField(_("legal basis"), max_length=300)
    retain_until = models.DateField(_("kept until"))

    objects = DataFilingQuerySet.as_manager()

    class Meta:
        ordering = ["-period", "unit__code", "kind", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "kind", "period"], condition=Q(status="CONFIRMED"), name="filing_one_in_force"
            ),
            models.CheckConstraint(
                condition=Q(confirmer__isnull=True) | ~Q(confirmer=F("submitter")), name="filing_two_people"
            ),
            models.CheckConstraint(
                condition=Q(status__in=["UPLOADED"]) | ~Q(sha256=""), name="filing_stored_when_filed"
            ),
        ]
        indexes = [
            models.Index(fields=["kind", "period", "status"], name="filing_kind_period"),
            models.Index(fields=["confirmed_at", "ended_at"], name="filing_in_force"),
        ]
        default_permissions = ("view",)
        permissions = [
            ("file_datafiling", _("Can file data of the own unit")),
            ("confirm_datafiling", _("Can confirm data of the own unit")),
            ("withdraw_datafiling", _("Can withdraw data of the own unit")),
            ("download_datafiling", _("Can download filed rows")),
        ]
        verbose_name = _("data filing")
        verbose_name_plural = _("data filings")

    def __str__(self) -> str:
        return f"{self.unit} · {self.dataset.label} · {self.period}"

    def get_absolute_url(self) -> str:
        return reverse("filing-detail", args=[self.pk])

    @property
    def dataset(self) -> DatasetKind:
        """The catalogue's definition of what was filed."""
        return kind_of(self.kind)

    @property
    def period_label(self) -> Text:
        """The period as people write it."""
        return Period.parse(self.period).label

    @property
    def stored_path(self) -> Path:
        """Where the rows lie once filed."""
        return storage_root() / self.kind / self.unit.code / self.period / f"{self.pk}.parquet"

    @property
    def is_stored(self) -> bool:
        """Whether there are rows to read: filed, and since then in whatever state."""
        return bool(self.sha256)

    @property
    def was_in_force(self) -> bool:
        return self.status in ONCE_IN_FORCE and self.confirmed_at is not None

    @property
    def is_late(self) -> bool:
        """Filed after the due day."""
        return self.filed_at is not None and timezone.localdate(self.filed_at) > self.due_on

    @step(FilingStatus.UPLOADED, FilingStatus.VALIDATED, FILE, _("File this"), hidden=True)
    def file(self, *, actor: Any, sha256: str, **_values: Any) -> None:
        """The rows were published; the upload and its sample are no longer needed."""
        self.sha256, self.submitter, self.filed_at = sha256, actor, clock.now()
        self.upload = self.draft = ""
        self.sample = {}

    @step(
        FilingStatus.VALIDATED, FilingStatus.CONFIRMED, CONFIRM, _("Confirm and store"), style="primary",
        actor_rules=[SUBMITTER, ANOTHER_UNIT],
    )  # fmt: skip
    def confirm(self, *, actor: Any, **_values: Any) -> None:
        """The head answers for the data; what was in force for this period gives way."""
        from early_warning.filings.services.superseding import supersede_previous

        self.supersedes = supersede_previous(self)
        self.confirmer, self.confirmed_at = actor, clock.now()

    @step(
        FilingStatus.VALIDATED, FilingStatus.REJECTED, CONFIRM, _("Return for correction"), reason="required",
        actor_rules=[ANOTHER_UNIT],
    )  # fmt: skip
    def send_back(self, **_values: Any) -> None:
        """The head does not stand for the data; the liaison files again."""

    @step(
        (FilingStatus.VALIDATED, FilingStatus.CONFIRMED), FilingStatus.WITHDRAWN, WITHDRAW, _("Withdraw"),
        reason="required", style="danger", actor_rules=[ANOTHER_UNIT, IN_FORCE_NEEDS_HEAD],
    )  # fmt: skip
    def withdraw(self, **_values: Any) -> None:
        """Out of force, but still there: withdrawing is a state, never a delete."""
        self.ended_at = clock.now()

    @step(FilingStatus.CONFIRMED, FilingStatus.SUPERSEDED, None, _("Superseded"), hidden=True)
    def supersede(self, **_values: Any) -> None:
        self.ended_at = clock.now()
