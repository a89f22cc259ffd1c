"""What a doubt point leads to: questions to the unit, and hand-overs to the rooms that remind and warn."""

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.scope import NOTHING, Viewer

from ..scope import DoubtScopedQuerySet
from .doubts import DoubtPoint


class MaterialRequestQuerySet(DoubtScopedQuerySet):
    """Staff who see the doubt point, and the unit that was asked (its head and liaison): that one request only."""

    def scope_q(self, user: Viewer) -> Q:
        condition = super().scope_q(user)
        if user.has_perm("warnings.answer_materialrequest") and user.unit_id:
            asked = Q(unit_id=user.unit_id)
            condition = asked if condition == NOTHING else condition | asked
        return condition


class MaterialRequest(models.Model):
    """A question to the unit about its own filed rows. It names no model, no threshold and no other unit."""

    doubt_point = models.ForeignKey(
        DoubtPoint, on_delete=models.CASCADE, related_name="material_requests", verbose_name=_("doubt point")
    )
    unit = models.ForeignKey(
        "organization.Unit", on_delete=models.PROTECT, related_name="material_requests", verbose_name=_("unit")
    )
    question = models.TextField(_("question"))
    due_on = models.DateField(_("due on"))
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("asked by")
    )
    asked_at = models.DateTimeField(_("asked at"))
    answer = models.TextField(_("answer"), blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("answered by"),
    )
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)

    objects = MaterialRequestQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["doubt_point"], condition=Q(closed_at__isnull=True), name="material_one_open_request"
            )
        ]
        default_permissions = ()
        permissions = [("answer_materialrequest", _("Can answer requests for material"))]
        verbose_name = _("request for material")
        verbose_name_plural = _("requests for material")

    def __str__(self) -> str:
        return f"{self.unit} · {self.due_on}"

    def get_absolute_url(self) -> str:
        return reverse("material-detail", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.closed_at is None


class HandoverKind(models.TextChoices):
    REMINDER = "REMINDER", _("Duty reminder")
    NOTICE = "NOTICE", _("Warning notice")


class DoubtHandoverQuerySet(DoubtScopedQuerySet):
    unit_lookup = "doubt_point__unit"


class DoubtHandover(models.Model):
    """A confirmed doubt point given to the room that drafts a reminder or a notice; `made` is what came of it.

    The row exists also while that room is not installed: what was handed over is never lost.
    """

    doubt_point = models.ForeignKey(
        DoubtPoint, on_delete=models.CASCADE, related_name="handovers", verbose_name=_("doubt point")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=HandoverKind.choices)
    note = models.TextField(_("note"), blank=True)
    handed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("handed over by")
    )
    handed_at = models.DateTimeField(_("handed over at"))
    content_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, null=True, blank=True)
    object_id = models.BigIntegerField(null=True, blank=True)
    made = GenericForeignKey()

    objects = DoubtHandoverQuerySet.as_manager()

    class Meta:
        ordering = ["-handed_at", "-pk"]
        default_permissions = ()
        verbose_name = _("hand-over")
        verbose_name_plural = _("hand-overs")

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.doubt_point}"
