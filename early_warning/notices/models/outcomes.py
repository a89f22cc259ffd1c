"""What staff found: verdicts on answers, and deliveries checked by a person."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.scope import Viewer
from early_warning.notices.choices import CheckReason, CheckWay, Outcome
from early_warning.notices.models.notice import Notice
from early_warning.notices.models.scope import OfNoticeQuerySet, StaffOnlyQuerySet


class NoticeVerdictQuerySet(OfNoticeQuerySet):
    """The addressee reads the verdict on his answer; of a possible lead he learns nothing (handbook 4.5)."""

    def scope_q(self, user: Viewer) -> Q:
        staff = Q(notice__in=Notice.objects.for_staff(user).values("pk"))
        return staff | (super().scope_q(user) & ~Q(outcome=Outcome.TRANSFER))


class NoticeVerdict(models.Model):
    """What one verification said and why. What it leads to (a talk, a transfer) is recorded as words only."""

    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="verdicts", verbose_name=_("notice"))
    outcome = models.CharField(_("verdict"), max_length=13, choices=Outcome.choices)
    reason = models.TextField(_("reason"))
    follow_up = models.TextField(_("what follows"), blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"))

    objects = NoticeVerdictQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="notice_verdict_with_reason")]
        default_permissions = ()
        verbose_name = _("verdict")
        verbose_name_plural = _("verdicts")

    def __str__(self) -> str:
        return self.get_outcome_display()


class DeliveryCheck(models.Model):
    """A delivery that a person must look after: by telephone, on paper, by a visit. Silence is no admission (R05)."""

    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="checks", verbose_name=_("notice"))
    why = models.CharField(_("why"), max_length=11, choices=CheckReason.choices)
    opened_at = models.DateTimeField(_("opened at"))
    way = models.CharField(_("way"), max_length=5, choices=CheckWay.choices, blank=True)
    note = models.TextField(_("what was found"), blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("by"),
    )
    at = models.DateTimeField(_("at"), null=True, blank=True)

    objects = StaffOnlyQuerySet.as_manager()

    class Meta:
        ordering = ["opened_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["notice", "why"], condition=Q(at__isnull=True), name="notice_delivery_check_one_open"
            ),
            models.CheckConstraint(
                condition=Q(at__isnull=True) | (Q(by__isnull=False) & ~Q(way="") & ~Q(note="")),
                name="notice_delivery_check_by_a_person",
            ),
        ]
        default_permissions = ()
        verbose_name = _("delivery check")
        verbose_name_plural = _("delivery checks")

    def __str__(self) -> str:
        return self.get_why_display()
