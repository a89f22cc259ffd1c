from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from core import clock
from core.scope import NOTHING, ScopedQuerySet, Viewer
from core.workflow.fields import StateField
from core.workflow.models import WorkflowModel


class FeedbackStatus(models.TextChoices):
    OPEN = "OPEN", _("Open")
    ANSWERED = "ANSWERED", _("Answered")


class FeedbackQuerySet(ScopedQuerySet):
    """The cadre supervision office sees all, everybody else what he wrote himself; nobody the watched (R38)."""

    def scope_q(self, user: Viewer) -> Q:
        if user.has_perm("organization.view_feedback"):
            return Q()
        return Q(author=user) if user.pk else NOTHING


class Feedback(WorkflowModel):
    """What somebody thinks of supervision work or of the commission's staff (R39). Never an input to any indicator."""

    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("from")
    )
    text = models.TextField(_("comment"), max_length=5000)
    page = models.CharField(_("page"), max_length=300, blank=True)
    status = StateField(_("status"), choices=FeedbackStatus.choices, default=FeedbackStatus.OPEN)
    answer = models.TextField(_("answer"), blank=True)
    written_at = models.DateTimeField(_("written at"), default=clock.now)

    objects = FeedbackQuerySet.as_manager()

    class Meta:
        ordering = ["-written_at", "-pk"]
        default_permissions = ("view",)
        permissions = [("answer_feedback", _("Can answer comments on supervision work"))]
        verbose_name = _("comment on supervision work")
        verbose_name_plural = _("comments on supervision work")

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {clock.day_of(self.written_at)}"

    def get_absolute_url(self) -> str:
        return reverse("feedback-detail", args=[self.pk])

    @transition(
        field=status,
        source=FeedbackStatus.OPEN,
        target=FeedbackStatus.ANSWERED,
        permission="organization.answer_feedback",
        custom={"label": _("Answer"), "reason": "required", "style": "primary"},
    )
    def give_answer(self, *, actor: Any, reason: str = "") -> None:
        """The answer is what the author reads."""
        self.answer = reason
