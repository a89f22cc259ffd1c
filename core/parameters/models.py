from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from core import clock
from core.parameters.registry import group, store_of
from core.scope import PermissionScopedQuerySet
from core.workflow.fields import StateField
from core.workflow.models import WorkflowModel
from core.workflow.rules import refuse_actor_if


class ParameterVersion(models.Model):
    """The values of one group from a day on. Version 1 is the code's defaults and has no row.

    Rows are never edited: a change is a new row (R28: results can be computed again for any past date).
    """

    group = models.CharField(_("group"), max_length=60)
    version = models.PositiveIntegerField(_("version"))
    values = models.JSONField(_("values"), encoder=DjangoJSONEncoder)
    effective_from = models.DateField(_("effective from"))
    reason = models.TextField(_("reason"))
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("proposed by")
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("approved by")
    )
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)

    objects = PermissionScopedQuerySet.as_manager()

    class Meta:
        ordering = ["group", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["group", "version"], name="parameter_version_once"),
            models.CheckConstraint(
                condition=~models.Q(proposed_by=models.F("approved_by")), name="parameter_two_people"
            ),
        ]
        default_permissions = ("view",)
        permissions = [
            ("propose_parameter", _("Can propose parameters")),
            ("approve_parameter", _("Can approve parameters")),
        ]
        verbose_name = _("parameter version")
        verbose_name_plural = _("parameter versions")

    def __str__(self) -> str:
        return f"{self.group} v{self.version}"


class ChangeState(models.TextChoices):
    PROPOSED = "PROPOSED", _("Proposed")
    APPROVED = "APPROVED", _("Approved")
    REJECTED = "REJECTED", _("Rejected")
    WITHDRAWN = "WITHDRAWN", _("Withdrawn")


def _is_proposer(change: "ParameterChange", user: Any) -> bool:
    return change.proposed_by_id == user.pk


def _is_not_proposer(change: "ParameterChange", user: Any) -> bool:
    return not _is_proposer(change, user)


OWN_PROPOSAL = refuse_actor_if(_is_proposer, _("Whoever proposed a change cannot decide on it."))
OTHERS_PROPOSAL = refuse_actor_if(_is_not_proposer, _("Only whoever proposed a change can withdraw it."))


class ParameterChange(WorkflowModel):
    """A proposal to give a group other values from a day on. Proposed by ADM, decided by SEC (R35)."""

    group = models.CharField(_("group"), max_length=60)
    values = models.JSONField(_("values"), encoder=DjangoJSONEncoder)
    effective_from = models.DateField(_("effective from"))
    grounds = models.TextField(_("grounds"))
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("proposed by")
    )
    proposed_at = models.DateTimeField(_("proposed at"), default=clock.now)
    status = StateField(_("status"), choices=ChangeState.choices, default=ChangeState.PROPOSED)

    objects = PermissionScopedQuerySet.as_manager()

    class Meta:
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["group"], condition=models.Q(status="PROPOSED"), name="parameter_one_open_change"
            )
        ]
        default_permissions = ("view",)
        verbose_name = _("parameter change")
        verbose_name_plural = _("parameter changes")

    def __str__(self) -> str:
        return f"{group(self.group).label} · {self.effective_from}"

    def get_absolute_url(self) -> str:
        return reverse("parameter-change", args=[self.pk])

    @transition(
        field=status,
        source=ChangeState.PROPOSED,
        target=ChangeState.APPROVED,
        permission="core.approve_parameter",
        custom={"label": _("Approve"), "reason": "optional", "style": "primary", "actor_rules": [OWN_PROPOSAL]},
    )
    def approve(self, *, actor: Any, reason: str = "") -> None:
        """From ``effective_from`` on the values are in force as the group's next version.

        Approved after that day they hold from today: what was computed meanwhile stays as it was (R28).
        """
        day, store = max(self.effective_from, clock.today()), store_of(self.group)
        if store is not None:
            store.enact(self.group, self.values, effective_from=day, by=(self.proposed_by, actor))
            return
        last = ParameterVersion.objects.filter(group=self.group).order_by("-version").first()
        ParameterVersion.objects.create(
            group=self.group,
            version=(last.version if last else 1) + 1,
            values=self.values,
            effective_from=day,
            reason=reason or self.grounds,
            proposed_by=self.proposed_by,
            approved_by=actor,
        )

    @transition(
        field=status,
        source=ChangeState.PROPOSED,
        target=ChangeState.REJECTED,
        permission="core.approve_parameter",
        custom={"label": _("Reject"), "reason": "required", "actor_rules": [OWN_PROPOSAL]},
    )
    def reject(self, *, actor: Any, reason: str = "") -> None:
        """The values stay as they are."""

    @transition(
        field=status,
        source=ChangeState.PROPOSED,
        target=ChangeState.WITHDRAWN,
        permission="core.propose_parameter",
        custom={"label": _("Withdraw"), "reason": "optional", "actor_rules": [OTHERS_PROPOSAL]},
    )
    def withdraw(self, *, actor: Any, reason: str = "") -> None:
        """The proposer thought better of it."""
