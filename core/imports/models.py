from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from core import clock
from core.fields import EncryptedTextField
from core.imports.kinds import ImportKind, find_kind, kind_of, kinds_for
from core.jobs.models import Job
from core.scope import NOTHING, ScopedQuerySet, Viewer
from core.workflow.fields import StateField
from core.workflow.models import WorkflowModel
from core.workflow.rules import refuse_if


class ImportStatus(models.TextChoices):
    UPLOADED = "UPLOADED", _("Uploaded, being checked")
    CHECKED = "CHECKED", _("Checked, not yet applied")
    APPLIED = "APPLIED", _("Applied")
    UNDONE = "UNDONE", _("Undone")
    DROPPED = "DROPPED", _("Dropped")


class ImportPolicy(models.TextChoices):
    """What happens to rows whose record exists already."""

    UPDATE = "UPDATE", _("Update the record from the file")
    SKIP = "SKIP", _("Leave the record as it is")
    STOP = "STOP", _("Stop: every row must be new")


class RowStatus(models.TextChoices):
    NEW = "NEW", _("New")
    CHANGED = "CHANGED", _("Changed")
    SAME = "SAME", _("Same")
    SKIPPED = "SKIPPED", _("Left as it is")
    REMOVED = "REMOVED", _("Taken out")
    ERROR = "ERROR", _("Error")


class ImportBatchQuerySet(ScopedQuerySet):
    """The imports of the kinds that one may import oneself."""

    def scope_q(self, user: Viewer) -> Q:
        keys = [kind.key for kind in kinds_for(user)]
        return Q(kind__in=keys) if keys else NOTHING

    def without_rows(self) -> "ImportBatchQuerySet":
        """For lists: without the large columns."""
        return self.defer("rows", "report")


def whoever_may_import_this_kind(batch: Any, user: Viewer) -> bool:
    """Whether ``user`` holds the permission of the batch's kind."""
    kind = find_kind(batch.kind)
    return kind is not None and user.has_perm(kind.permission)


def _has_errors(batch: "ImportBatch") -> bool:
    return bool(batch.count("ERROR") or batch.report.get("refused"))


def _changes_nothing(batch: "ImportBatch") -> bool:
    return not any(batch.count(status) for status in ("NEW", "CHANGED", "REMOVED"))


class ImportBatch(WorkflowModel):
    """One file of master data from its upload to its undoing.

    The file itself is not kept: ``rows`` are its cells in known columns, encrypted, until it is applied or dropped.
    ``report`` is the dry run: counts, the outcome of every row, errors by cell.
    """

    kind = models.CharField(_("kind"), max_length=40)
    policy = models.CharField(_("existing records"), max_length=8, choices=ImportPolicy.choices)
    status = StateField(_("status"), choices=ImportStatus.choices, default=ImportStatus.UPLOADED)
    file_name = models.CharField(_("file"), max_length=200)
    sha256 = models.CharField("SHA-256", max_length=64)
    rows = EncryptedTextField(blank=True)
    row_count = models.PositiveIntegerField(_("rows"), default=0)
    dropped = models.JSONField(_("columns not kept"), default=list, blank=True)
    remarks = models.JSONField(default=list, blank=True)
    report = models.JSONField(default=dict, blank=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("uploaded by")
    )
    uploaded_at = models.DateTimeField(_("uploaded at"), default=clock.now)
    job = models.ForeignKey(Job, on_delete=models.SET_NULL, null=True, related_name="+")

    objects = ImportBatchQuerySet.as_manager()

    class Meta:
        ordering = ["-uploaded_at", "-pk"]
        default_permissions = ()
        indexes = [models.Index(fields=["kind", "sha256"], name="import_of_file")]
        verbose_name = _("import")
        verbose_name_plural = _("imports")

    def __str__(self) -> str:
        return f"{self.kind_label} · {self.file_name}"

    def get_absolute_url(self) -> str:
        return reverse("import-detail", args=[self.pk])

    @property
    def spec(self) -> ImportKind:
        """The registered kind."""
        return kind_of(self.kind)

    @property
    def kind_label(self) -> str:
        kind = find_kind(self.kind)
        return str(kind.label) if kind else self.kind

    def count(self, status: str) -> int:
        """How many rows of the dry run have this outcome."""
        return self.report.get("counts", {}).get(status, 0)

    @transition(
        field=status,
        source=[ImportStatus.UPLOADED, ImportStatus.CHECKED],
        target=ImportStatus.CHECKED,
        permission=whoever_may_import_this_kind,
        custom={"label": _("Dry run"), "hidden": True},
    )
    def check_rows(self, **_by: Any) -> None:
        """The dry run is done; its report was put on the row by the service."""

    @transition(
        field=status,
        source=ImportStatus.CHECKED,
        target=ImportStatus.APPLIED,
        permission=whoever_may_import_this_kind,
        conditions=[
            refuse_if(_has_errors, _("The file has errors. Mend them in the file and upload it again.")),
            refuse_if(_changes_nothing, _("Everything in the file is already so; there is nothing to apply.")),
        ],
        custom={"label": _("Apply"), "form": "import-apply", "style": "primary"},
    )
    def apply(self, **_by: Any) -> None:
        """The changes are written; the cells are no longer needed."""
        self.rows = ""

    @transition(
        field=status,
        source=ImportStatus.APPLIED,
        target=ImportStatus.UNDONE,
        permission=whoever_may_import_this_kind,
        custom={"label": _("Undo"), "form": "import-undo", "reason": "required"},
    )
    def undo(self, **_by: Any) -> None:
        """Every record is again as it was before."""

    @transition(
        field=status,
        source=[ImportStatus.UPLOADED, ImportStatus.CHECKED],
        target=ImportStatus.DROPPED,
        permission=whoever_may_import_this_kind,
        custom={"label": _("Drop")},
    )
    def drop(self, **_by: Any) -> None:
        """Nothing of the file is kept but that it was here."""
        self.rows, self.report = "", {}


class ImportChange(models.Model):
    """What one row did to one record: enough to bring it back. Secrets in ``before`` and ``after`` are encrypted."""

    batch = models.ForeignKey(ImportBatch, on_delete=models.PROTECT, related_name="changes", verbose_name=_("import"))
    row_no = models.PositiveIntegerField(_("row"))
    action = models.CharField(_("outcome"), max_length=8, choices=RowStatus.choices)
    object_pk = models.CharField(max_length=40)
    label = models.CharField(_("record"), max_length=200)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)

    class Meta:
        ordering = ["pk"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["batch", "object_pk"], name="import_changes_a_record_once")]
        verbose_name = _("change by an import")
        verbose_name_plural = _("changes by imports")

    def __str__(self) -> str:
        return f"{self.label}: {self.action}"
