"""Issued documents: what was printed once stays as it is; only copies are made from it."""

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.records.owned import OwnedQuerySet


class IssuedDocument(models.Model):
    """One document of one record, rendered once: file, hash, who issued it, how often it was printed."""

    kind = models.CharField(_("document type"), max_length=8)
    version = models.PositiveIntegerField(_("version"), default=1)
    doc_no = models.CharField(_("document number"), max_length=40, blank=True)
    title = models.CharField(_("title"), max_length=200)
    content_type = models.ForeignKey(ContentType, models.PROTECT, related_name="+")
    object_id = models.BigIntegerField()
    owner = GenericForeignKey()
    path = models.CharField(max_length=200, editable=False)
    sha256 = models.CharField("SHA-256", max_length=64)
    size = models.PositiveIntegerField(_("size"))
    restricted = models.BooleanField(
        _("restricted"), default=False, help_text=_("Every copy carries the reader's name and the time.")
    )
    addressee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("addressee"),
        help_text=_("Gets the original whenever asked for; everybody else gets copies after the first."),
    )
    texts = models.JSONField(
        _("versions of its texts"),
        default=dict,
        blank=True,
        help_text=_("Part of the wording: version, 0 the default."),
    )
    printed_count = models.PositiveIntegerField(_("printed"), default=0)
    created_at = models.DateTimeField(_("issued at"), db_index=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("issued by")
    )

    objects = OwnedQuerySet.as_manager()

    class Meta:
        verbose_name = _("issued document")
        verbose_name_plural = _("issued documents")
        ordering = ["-created_at", "-pk"]
        default_permissions = ("view",)
        permissions = [("print_documents", _("Can print many documents at once"))]
        constraints = [
            models.UniqueConstraint(
                fields=["content_type", "object_id", "kind", "version"], name="issued_document_once_per_version"
            )
        ]
        indexes = [models.Index(fields=["doc_no"], name="issued_document_by_number")]

    def __str__(self) -> str:
        return f"{self.title} {self.doc_no}".strip()

    def get_absolute_url(self) -> str:
        return reverse("document-pdf", args=[self.pk])
