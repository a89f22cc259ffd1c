from auditlog.models import AbstractLogEntry
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.scope import PermissionScopedQuerySet


class AuditEvent(models.TextChoices):
    """What is logged beside plain changes (handbook R24)."""

    CHANGE = "change", _("Change")
    READ = "read", _("Read")
    SEARCH = "search", _("Search")
    EXPORT = "export", _("Export")
    PRINT = "print", _("Print")
    DOWNLOAD = "download", _("Download")
    SIGN_IN = "sign_in", _("Sign-in")
    SIGN_OUT = "sign_out", _("Sign-out")
    SIGN_IN_FAILED = "sign_in_failed", _("Failed sign-in")
    TRANSITION = "transition", _("Transition")
    BULK = "bulk", _("Bulk operation")
    REFUSED = "refused", _("Refused")


class AuditEntry(AbstractLogEntry):
    """One line of the audit trail: a change (old -> new) or an event (a dossier read, a list exported, …)."""

    event = models.CharField(_("event"), max_length=20, choices=AuditEvent.choices, default=AuditEvent.CHANGE)

    # The auditor's door: all rows for AUD, none for anybody else. ``objects`` stays django-auditlog's writer.
    trail = PermissionScopedQuerySet.as_manager()

    class Meta(AbstractLogEntry.Meta):
        abstract = False
        default_permissions = ("view",)
        permissions = [("export_rows", _("Can export lists"))]
        indexes = [models.Index(fields=["event", "-timestamp"], name="audit_event_time")]
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit trail")


class AuditSeal(models.Model):
    """The link of one entry in the hash chain: see ``core.audit.sealing``."""

    sequence = models.BigIntegerField(_("number"), primary_key=True)
    entry = models.OneToOneField(
        AuditEntry, on_delete=models.DO_NOTHING, db_constraint=False, related_name="seal", verbose_name=_("audit entry")
    )
    hash = models.CharField(max_length=64)

    class Meta:
        default_permissions = ()
        verbose_name = _("seal")
        verbose_name_plural = _("seals")

    def __str__(self) -> str:
        return f"{self.sequence}: {self.hash[:12]}"


class AuditAnchor(models.Model):
    """The chain's head at the end of a day: printed and kept outside, it shows a chain that was written anew."""

    day = models.DateField(_("day"), unique=True)
    sequence = models.BigIntegerField(_("last number"))
    hash = models.CharField(max_length=64)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)

    objects = PermissionScopedQuerySet.as_manager()

    class Meta:
        ordering = ["-day"]
        default_permissions = ("view",)
        verbose_name = _("daily anchor")
        verbose_name_plural = _("daily anchors")

    def __str__(self) -> str:
        return f"{self.day} · {self.sequence} · {self.hash}"
