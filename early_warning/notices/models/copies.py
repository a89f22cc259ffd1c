from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.scope import NOTHING, Q, ScopedQuerySet, Viewer
from early_warning.notices.models.notice import Notice


class NoticeCopyQuerySet(ScopedQuerySet):
    """Staff who see the notice by their office, and the person who got the copy."""

    def scope_q(self, user: Viewer) -> Q:
        staff = Notice.objects.for_staff(user).values("pk")
        return Q(notice__in=staff) | (Q(user=user, notice__served_at__isnull=False) if user.pk else NOTHING)


class NoticeCopy(models.Model):
    """Who gets a copy 抄送. The same people are told when the notice is revoked (R08)."""

    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="copies", verbose_name=_("notice"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("recipient")
    )
    label = models.CharField(_("as printed"), max_length=60)

    objects = NoticeCopyQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["notice", "user"], name="notice_copy_once")]
        default_permissions = ()
        verbose_name = _("copy")
        verbose_name_plural = _("copies")

    def __str__(self) -> str:
        return self.label
