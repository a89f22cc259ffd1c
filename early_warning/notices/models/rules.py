from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.deadlines.models import BasisTag
from core.scope import PermissionScopedQuerySet


class RuleBasis(models.Model):
    """A rule that notices may cite, with its honesty tag (handbook 0.1).

    What is only general knowledge (GK) is not printed before an administrator has ticked "basis checked".
    """

    text = models.CharField(_("rule"), max_length=300, unique=True)
    tag = models.CharField(_("trust"), max_length=5, choices=BasisTag.choices, default=BasisTag.GK)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("basis checked by"),
    )
    checked_at = models.DateTimeField(_("basis checked at"), null=True, blank=True)

    objects = PermissionScopedQuerySet.as_manager()

    class Meta:
        ordering = ["text"]
        constraints = [
            models.CheckConstraint(
                condition=Q(checked_by__isnull=True, checked_at__isnull=True)
                | Q(checked_by__isnull=False, checked_at__isnull=False),
                name="rule_basis_checked_by_a_person",
            )
        ]
        default_permissions = ("view",)
        permissions = [("check_rulebasis", _("Can tick that a rule was checked"))]
        verbose_name = _("rule cited by notices")
        verbose_name_plural = _("rules cited by notices")

    def __str__(self) -> str:
        return self.text

    @property
    def printable(self) -> bool:
        """Whether a document may cite it (handbook 0.1, rule 2)."""
        return self.tag != BasisTag.GK or self.checked_at is not None
