from typing import Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.scope import NOTHING, ScopedQuerySet, Viewer
from officials.dossier.contents import SECTIONS
from officials.people.models import Official


class DossierRecordQuerySet(ScopedQuerySet):
    """Records are read inside an opened dossier only, so nobody meets them by a list (R14: no bulk listing).

    The way in is ``officials.dossier.queries``; this scope answers for generic doors such as attachments.
    """

    def scope_q(self, user: Viewer) -> Q:
        from officials.dossier.access.models import DossierAccess

        opened = DossierAccess.objects.open_now(user).values("official")
        return Q(official__in=opened) if user.has_perm("officials.open_dossier") else NOTHING

    def in_force(self) -> Self:
        """Without the withdrawn ones."""
        return self.filter(withdrawn_at__isnull=True)


class DossierRecord(models.Model):
    """One paper or event in a section of a dossier, entered by a person (R01), never edited.

    ``until`` is the last day of an influence period (section 10). ``closed`` False keeps an open matter from the
    official's own view (section 8).
    """

    official = models.ForeignKey(
        Official, on_delete=models.PROTECT, related_name="dossier_records", verbose_name=_("official")
    )
    section = models.PositiveSmallIntegerField(
        _("section"),
        choices=[(no, title.label) for no, title in SECTIONS.items()],
        validators=[MinValueValidator(1), MaxValueValidator(16)],
    )
    on = models.DateField(_("date"))
    until = models.DateField(_("influence until"), null=True, blank=True)
    title = models.CharField(_("title"), max_length=120)
    detail = models.TextField(_("detail"), blank=True)
    document_no = models.CharField(_("document number"), max_length=60, blank=True)
    closed = models.BooleanField(_("matter closed"), default=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("entered by")
    )
    entered_at = models.DateTimeField(_("entered at"))
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("withdrawn by"),
    )
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)
    withdrawn_reason = models.CharField(_("reason of withdrawal"), max_length=300, blank=True)

    objects = DossierRecordQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-pk"]
        default_permissions = ("add",)
        constraints = [
            models.CheckConstraint(condition=Q(section__gte=1, section__lte=16), name="dossier_record_section"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("on")), name="dossier_record_until_after_on"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="dossier_record_withdrawn_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["official", "section", "-on"], name="dossier_record_of_official")]
        verbose_name = _("dossier record")
        verbose_name_plural = _("dossier records")

    def __str__(self) -> str:
        return f"{self.title} ({self.on})"
