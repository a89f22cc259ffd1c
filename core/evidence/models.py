from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.records.owned import OwnedQuerySet


class EvidenceOpened(models.Model):
    """That a person opened the evidence of a fact. ``mark`` names what it was then: what is rewritten later, or gets
    another file, was not opened."""

    content_type = models.ForeignKey(ContentType, on_delete=models.PROTECT)
    object_id = models.BigIntegerField()
    owner = GenericForeignKey()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("by"))
    mark = models.CharField(max_length=64, editable=False)
    at = models.DateTimeField(_("opened at"))

    objects = OwnedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["content_type", "object_id", "user"], name="evidence_opened_once")
        ]
        default_permissions = ()
        verbose_name = verbose_name_plural = _("opened evidence")

    def __str__(self) -> str:
        return f"{self.user}: {self.owner}"
