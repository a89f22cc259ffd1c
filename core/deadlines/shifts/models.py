"""The two requests that move a due day, and their course: proposed → approved or refused (→ ended)."""

from typing import Any

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core import clock
from core.deadlines.reminders import Reminder, reminder
from core.deadlines.shifts import effects
from core.deadlines.shifts.course import OWN_REQUEST, Status, decided_in_the_end
from core.records.labels import labelled
from core.scope import NOTHING, ScopedQuerySet, Viewer
from core.workflow.fields import StateField
from core.workflow.models import WorkflowModel
from core.workflow.steps import step


class ShiftQuerySet(ScopedQuerySet):
    """A request is seen with the record it is about, and by whoever made it."""

    def scope_q(self, user: Viewer) -> Q:
        if not user.pk:
            return NOTHING
        condition = Q(asked_by=user)
        kinds = self.model._base_manager.order_by().values_list("content_type", flat=True).distinct()
        for kind in ContentType.objects.filter(pk__in=kinds):
            model: Any = kind.model_class()
            seen = model._default_manager.visible_to(user).order_by().values("pk")
            condition |= Q(content_type=kind, object_id__in=seen)
        return condition


class SuspensionReason(models.TextChoices):
    """The only three grounds on which counting stops (handbook 2.4)."""

    EVIDENCE = "EVIDENCE", _("Returned for evidence")
    HOSPITAL = "HOSPITAL", _("Person hospitalised")
    FORCE_MAJEURE = "FORCE_MAJEURE", _("Force majeure")


def _person(label: Any, **options: Any) -> models.ForeignKey:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=label, **options
    )


class Shift(WorkflowModel):
    """What both requests share. ``kind`` names the due day among those the record has."""

    content_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    object_id = models.BigIntegerField()
    record: Any = GenericForeignKey()
    kind = models.CharField(max_length=100, editable=False)
    asked_by = _person(_("asked by"))
    asked_at = models.DateTimeField(_("asked at"), default=clock.now)
    approver = _person(_("decided by"), null=True, blank=True)
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    due_before = models.DateField(_("due before"), null=True, blank=True)
    due_after = models.DateField(_("due afterwards"), null=True, blank=True)
    status = StateField(_("status"), choices=Status.choices, default=Status.PROPOSED)

    objects = ShiftQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["-asked_at", "-pk"]
        default_permissions = ("view",)
        indexes = [models.Index(fields=["content_type", "object_id"], name="%(class)s_of_record")]
        constraints = [
            models.CheckConstraint(
                condition=Q(approver__isnull=True) | ~Q(asked_by=F("approver")), name="%(class)s_two_people"
            ),
            models.CheckConstraint(
                condition=Q(status__in=("PROPOSED", "WITHDRAWN")) | Q(approver__isnull=False),
                name="%(class)s_decided_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} · {self.record}"

    @property
    def reminder(self) -> Reminder:
        """The kind of due day. Raises KeyError when its room is gone."""
        return reminder(self.kind)

    @labelled(_("record"))
    def about(self) -> str:
        """The record in words, for a page."""
        return str(self.record)

    @step(
        Status.PROPOSED, Status.APPROVED, "core.decide_shift", _("Approve"), style="primary", reason="optional",
        actor_rules=(OWN_REQUEST,),
    )  # fmt: skip
    def approve(self, *, actor: Viewer, **_values: Any) -> None:
        self.approver, self.decided_at = actor, clock.now()
        self.enact(actor)

    def enact(self, actor: Viewer) -> None:
        """What an approval brings about."""
        raise NotImplementedError

    @step(
        Status.PROPOSED, Status.REFUSED, "core.decide_shift", _("Refuse"), reason="required", actor_rules=(OWN_REQUEST,)
    )
    def refuse(self, *, actor: Viewer, reason: str, **_values: Any) -> None:
        self.approver, self.decided_at = actor, clock.now()
        effects.tell_asker(self, "refused")
        effects.write_history(self, actor, _("refused"), reason)

    @step(Status.PROPOSED, Status.WITHDRAWN, effects.is_asker, _("Withdraw"), reason="optional")
    def withdraw(self, **_values: Any) -> None:
        """Whoever asked thought better of it."""


class Suspension(Shift):
    """From ``start`` to ``end`` (both included; open while nobody knows) the days do not count."""

    reason = models.CharField(_("reason"), max_length=13, choices=SuspensionReason.choices)
    note = models.TextField(_("explanation"))
    start = models.DateField(_("suspended from"))
    end = models.DateField(_("suspended to"), null=True, blank=True)

    class Meta(Shift.Meta):
        constraints = [
            *Shift.Meta.constraints,
            models.CheckConstraint(
                condition=Q(end__isnull=True) | Q(end__gte=F("start")), name="suspension_ends_after_it_starts"
            ),
            models.UniqueConstraint(
                fields=["content_type", "object_id", "kind"],
                condition=Q(status__in=("PROPOSED", "APPROVED")),
                name="suspension_one_alive",
            ),
        ]
        permissions = [
            ("ask_shift", _("Can ask for suspensions and extensions")),
            ("decide_shift", _("Can decide on suspensions and extensions")),
        ]
        verbose_name = _("suspension of a term")
        verbose_name_plural = _("suspensions of terms")

    def get_absolute_url(self) -> str:
        return reverse("suspension", args=[self.pk])

    def enact(self, actor: Viewer) -> None:
        effects.suspend(self, actor)

    @step(Status.APPROVED, Status.ENDED, effects.may_end, _("End the suspension today"), reason="required")
    def stop(self, *, actor: Viewer, reason: str, **_values: Any) -> None:
        effects.resume(self, actor, reason)

    @step(Status.APPROVED, Status.ENDED, decided_in_the_end, _("Run out"), hidden=True, reason="optional")
    def run_out(self, **_values: Any) -> None:
        """Its last day is over; the due day was moved when it was approved."""
        effects.write_history(self, None, _("ended"), "")


class Extension(Shift):
    """A later due day, within what the rule allows."""

    reason = models.TextField(_("reason"))
    new_due = models.DateField(_("new due day"))

    class Meta(Shift.Meta):
        constraints = [
            *Shift.Meta.constraints,
            models.UniqueConstraint(
                fields=["content_type", "object_id", "kind"], condition=Q(status="PROPOSED"), name="extension_one_open"
            ),
            models.CheckConstraint(
                condition=Q(due_before__isnull=True) | Q(new_due__gt=F("due_before")), name="extension_is_later"
            ),
        ]
        verbose_name = _("extension of a term")
        verbose_name_plural = _("extensions of terms")

    def get_absolute_url(self) -> str:
        return reverse("extension", args=[self.pk])

    def enact(self, actor: Viewer) -> None:
        effects.extend(self, actor)
