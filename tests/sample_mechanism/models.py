from django.db import models
from django.utils.translation import gettext_lazy as _

from core import clock
from core.columns import day, person
from core.deadlines.queries import due_date
from core.outbox.telling import tell
from core.records.base import four_eyes
from core.workflow.fields import StateField
from core.workflow.rules import needs, not_by
from core.workflow.steps import step
from officials.records import OfficialRecord


class Status(models.TextChoices):
    DRAFT = "DRAFT", _("Draft")
    APPROVED = "APPROVED", _("Approved")
    REPLIED = "REPLIED", _("Replied")
    CLOSED = "CLOSED", _("Closed")


def by_official(pledge: "Pledge", user) -> bool:
    return pledge.is_about(user)


class Pledge(OfficialRecord):
    """A pledge that an official is asked for, gives in the portal, and that is looked at afterwards."""

    status = StateField(_("status"), default=Status.DRAFT, choices=Status.choices)
    subject = models.CharField(_("subject"), max_length=120)
    request = models.TextField(_("request"), blank=True)
    pledge = models.TextField(_("pledge"), blank=True)
    kept_until = day(_("kept until"))
    approver = person(_("approved by"))

    class Meta(OfficialRecord.Meta):
        verbose_name, verbose_name_plural = _("pledge"), _("pledges")
        permissions = [("approve_pledge", "Can approve pledges")]
        constraints = [four_eyes("created_by", "approver", name="pledge_four_eyes")]

    def __str__(self) -> str:
        return self.subject

    @step(
        Status.DRAFT, Status.APPROVED, "sample.approve_pledge", _("Approve"), style="primary",
        conditions=(needs("request"),), actor_rules=(not_by("created_by", _("Not one's own draft.")),),
    )  # fmt: skip
    def approve(self, *, actor, **_values) -> None:
        self.approver, self.told_at = actor, clock.now()
        self.due_on = due_date("D30", clock.today())
        tell(owner=self, recipient=self.official.user, key="approved", reply_by=self.due_on)

    @step(
        Status.APPROVED, Status.REPLIED, by_official, _("Give the pledge"), style="primary",
        fields=("pledge", "kept_until?"), files=True,
    )  # fmt: skip
    def give(self, **_values) -> None:
        pass

    @step(Status.REPLIED, Status.CLOSED, "sample.approve_pledge", _("Close"), reason="required", closes=True, todo=True)
    def close(self, **_values) -> None:
        pass


class Point(models.Model):
    """One point of a pledge."""

    pledge = models.ForeignKey(Pledge, on_delete=models.CASCADE, related_name="points")
    text = models.CharField(_("text"), max_length=200)

    class Meta:
        default_permissions = ()
        verbose_name, verbose_name_plural = _("point"), _("points")

    def __str__(self) -> str:
        return self.text
