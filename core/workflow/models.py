from typing import Any

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_fsm import ConcurrentTransitionMixin

from core.scope import Viewer


class WorkflowModel(ConcurrentTransitionMixin, models.Model):
    """A record with a protected ``status`` (a ``StateField`` of its own TextChoices) that only transitions change."""

    status: Any
    objects: Any

    class Meta:
        abstract = True

    def get_absolute_url(self) -> str:
        """Where the record's page is. Every subclass has one."""
        raise NotImplementedError

    def status_for(self, user: Viewer) -> str:
        """The status as ``user`` may know it: the true one, unless a room must keep a step from some people."""
        return self.status

    def steps_kept_from(self, user: Viewer) -> frozenset[str]:
        """Names of transitions whose lines of the history ``user`` may not read."""
        return frozenset()


class TransitionRecord(models.Model):
    """Who moved which record from where to where, when and why. Written in the transition's own transaction."""

    content_type = models.ForeignKey(ContentType, on_delete=models.PROTECT)
    object_id = models.BigIntegerField()
    record = GenericForeignKey()
    name = models.CharField(_("transition"), max_length=60)
    label = models.CharField(_("action"), max_length=120)
    from_status = models.CharField(_("from"), max_length=40)
    to_status = models.CharField(_("to"), max_length=40)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("by")
    )
    reason = models.TextField(_("reason"), blank=True)
    at = models.DateTimeField(_("at"))

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["content_type", "object_id", "at"], name="transition_of_record")]
        default_permissions = ()
        verbose_name = _("transition")
        verbose_name_plural = _("transitions")

    def __str__(self) -> str:
        return f"{self.label}: {self.from_status} → {self.to_status}"
