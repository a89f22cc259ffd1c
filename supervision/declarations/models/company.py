from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.scope import PermissionScopedQuerySet


class PublicCompany(models.Model):
    """One line of the public company data as imported: code, name, status and nothing else (R29)."""

    code = models.CharField(_("unified social credit code"), max_length=18, unique=True)
    name = models.CharField(_("company"), max_length=120)
    status = models.CharField(_("registered status"), max_length=20)
    imported_at = models.DateTimeField(_("imported at"))

    objects: Any = PermissionScopedQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        default_permissions = ("view",)
        permissions = [("import_publiccompany", _("Can import public company data"))]
        verbose_name, verbose_name_plural = _("company in the public data"), _("companies in the public data")

    def __str__(self) -> str:
        return self.name
