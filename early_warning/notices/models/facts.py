from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from early_warning.notices.models.notice import Notice
from early_warning.notices.models.scope import OfNoticeQuerySet, StaffOnlyQuerySet
from early_warning.notices.records import DOUBT


class NoticeFact(models.Model):
    """One fact of a notice with its evidence: a doubt point, another record, or attached files.

    ``evidence`` is the frozen copy of what is relied on, {"tables", "total", "record", "row_no" …}: what was shown to
    the checker and approver is what the addressee sees. ``alive`` ends with the notice: until then no second notice may
    stand on the same fact (R37).
    """

    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="facts", verbose_name=_("notice"))
    order = models.PositiveSmallIntegerField(default=1)
    text = models.TextField(_("fact"))
    doubt_point = models.ForeignKey(
        "warnings.DoubtPoint",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="notice_facts",
        verbose_name=_("doubt point"),
    )
    content_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, null=True, blank=True)
    object_id = models.BigIntegerField(null=True, blank=True)
    record = GenericForeignKey()
    evidence = models.JSONField(_("evidence"), default=dict, blank=True)
    fingerprint = models.CharField(max_length=64, editable=False)
    alive = models.BooleanField(default=True, editable=False)

    objects = OfNoticeQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["fingerprint"],
                condition=Q(alive=True),
                name="notice_fact_noticed_once",
                violation_error_message=_("There is a notice on these facts already."),
            )
        ]
        default_permissions = ()
        verbose_name = _("fact")
        verbose_name_plural = _("facts")

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def rests_on(self) -> str:
        """The record behind it as "kind:pk" (``notices.records``); "" without one."""
        if self.doubt_point_id is not None:
            return f"{DOUBT}:{self.doubt_point_id}"
        if self.content_type_id is None:
            return ""
        return f"{ContentType.objects.get_for_id(self.content_type_id).model}:{self.object_id}"

    @property
    def row_no(self) -> int | None:
        """Which row of a filing."""
        return self.evidence.get("row_no")


class EvidenceViewQuerySet(StaffOnlyQuerySet):
    notice_lookup = "fact__notice"


class EvidenceView(models.Model):
    """That a person opened a fact's evidence, and ticked it as checked (R03). Gone when the fact is rewritten."""

    fact = models.ForeignKey(NoticeFact, on_delete=models.CASCADE, related_name="views", verbose_name=_("fact"))
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("by"))
    opened_at = models.DateTimeField(_("opened at"))
    ticked_at = models.DateTimeField(_("ticked at"), null=True, blank=True)

    objects = EvidenceViewQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["fact", "user"], name="evidence_view_once")]
        default_permissions = ()
        verbose_name = _("opened evidence")
        verbose_name_plural = _("opened evidence")

    def __str__(self) -> str:
        return f"{self.user}: {self.fact}"
