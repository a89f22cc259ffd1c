"""What the addressee says: replies, requests for more time, objections."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.scope import ScopedQuerySet, Viewer
from early_warning.notices.choices import Decision, ReplyKind
from early_warning.notices.models.notice import Notice
from early_warning.notices.models.scope import VIEW_OBJECTION, OfNoticeQuerySet


def _by(label: Any, *, null: bool = False) -> models.ForeignKey:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=null, blank=null, related_name="+", verbose_name=label
    )


class NoticeReply(models.Model):
    """One answer with its files. Never edited: what was said stays said, and more may be added."""

    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="replies", verbose_name=_("notice"))
    kind = models.CharField(_("kind"), max_length=13, choices=ReplyKind.choices, default=ReplyKind.REPLY)
    text = models.TextField(_("text"))
    by = _by(_("by"))
    at = models.DateTimeField(_("at"))

    objects = OfNoticeQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        default_permissions = ()
        verbose_name = _("reply")
        verbose_name_plural = _("replies")

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.at:%Y-%m-%d}"


class ExtensionRequest(models.Model):
    """A request for more time, decided by staff (R05)."""

    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="extensions", verbose_name=_("notice"))
    days = models.PositiveSmallIntegerField(_("working days asked for"))
    reason = models.TextField(_("reason"))
    by = _by(_("by"))
    at = models.DateTimeField(_("at"))
    state = models.CharField(_("decision"), max_length=7, choices=Decision.choices, default=Decision.OPEN)
    days_granted = models.PositiveSmallIntegerField(_("working days granted"), default=0)
    decided_by = _by(_("decided by"), null=True)
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    decision_reason = models.TextField(_("reason of the decision"), blank=True)

    objects = OfNoticeQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["notice"], condition=Q(state="OPEN"), name="notice_extension_one_open")
        ]
        default_permissions = ()
        verbose_name = _("request for more time")
        verbose_name_plural = _("requests for more time")

    def __str__(self) -> str:
        return f"{self.notice} +{self.days}"

    @property
    def subjects(self) -> Any:
        """Whom the notice is about: recusal asks (R15)."""
        return self.notice.subjects


class ObjectionQuerySet(ScopedQuerySet):
    """Who raised it, and those who may decide objections in their jurisdiction; never the drafter (R38)."""

    def scope_q(self, user: Viewer) -> Q:
        addressed = Notice.objects.addressed_to(user).values("pk")
        condition = Q(notice__in=addressed)
        if user.has_perm(VIEW_OBJECTION):
            condition |= Q(notice__in=Notice.objects.for_staff(user).exclude(drafter=user).values("pk"))
        return condition

    def to_decide(self, user: Viewer) -> "ObjectionQuerySet":
        """Open ones on which ``user`` may decide: outside the drafting chain (R07)."""
        if not user.has_perm("warnings.decide_objection"):
            return self.none()
        chain = Q(notice__drafter=user) | Q(notice__checker=user) | Q(notice__approver=user)
        staff = Notice.objects.for_staff(user).values("pk")
        mine = chain | Q(notice__signed_off_by=user, notice__signed_off_by__isnull=False)
        return self.filter(state=Decision.OPEN, notice__in=staff).exclude(mine)


class Objection(models.Model):
    """An objection to a notice. It is no input to any figure, and the drafter never learns of it (R07, R38)."""

    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="objections", verbose_name=_("notice"))
    text = models.TextField(_("objection"))
    by = _by(_("by"))
    at = models.DateTimeField(_("at"))
    decide_by = models.DateField(_("to be decided by"))
    state = models.CharField(_("decision"), max_length=7, choices=Decision.choices, default=Decision.OPEN)
    decided_by = _by(_("decided by"), null=True)
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    decision_reason = models.TextField(_("reason of the decision"), blank=True)

    objects = ObjectionQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["notice"], condition=Q(state="OPEN"), name="notice_objection_one_open"),
            models.CheckConstraint(
                condition=Q(state="OPEN") | (Q(decided_by__isnull=False) & ~Q(decision_reason="")),
                name="notice_objection_decided_with_reason",
            ),
        ]
        default_permissions = ()
        verbose_name = _("objection")
        verbose_name_plural = _("objections")

    def __str__(self) -> str:
        return str(self.notice)

    def get_absolute_url(self) -> str:
        return reverse("objection-detail", args=[self.pk])

    @property
    def subjects(self) -> Any:
        """Whom the notice is about: recusal asks (R15)."""
        return self.notice.subjects
