from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_fsm import RETURN_VALUE

from core import clock
from core.columns import day, person
from core.records.base import Record, four_eyes
from core.workflow.fields import StateField
from core.workflow.rules import not_by, refuse_if
from core.workflow.steps import step
from supervision.joint import effects, who
from supervision.joint.choices import ConferenceStatus as S
from supervision.joint.choices import PartnerKind
from supervision.joint.scope import ConferenceQuerySet, PartnerQuerySet

FEW_PARTNERS = refuse_if(effects.too_few_partners, _("Too few partners are invited."))
NO_TOPICS = refuse_if(lambda row: not row.topics.exists(), _("There are no topics yet."))
NOT_YET = refuse_if(lambda row: row.held_on > clock.today(), _("The day of the conference has not come yet."))
NO_TASKS = refuse_if(lambda row: not row.tasks.exists(), _("No task was written down."))
TASKS_OPEN = refuse_if(
    lambda row: row.tasks.exclude(status="CLOSED").exists(), _("A task of the conference is not closed out yet.")
)


class JointConference(Record):
    """One conference of the commission with its partners: topics, shared material, resolutions, tasks (M08)."""

    title = models.CharField(_("conference"), max_length=120)
    held_on = models.DateField(_("day of the conference"))
    place = models.CharField(_("place"), max_length=80, blank=True)
    resolutions = models.TextField(_("resolutions of the conference"), blank=True)
    minutes = models.TextField(_("minutes"), blank=True)
    recorder = person(_("recorder"))
    issuer = person(_("issued by"))
    issued_on = day(_("issued on"))
    status = StateField(_("status"), default=S.PLANNED, choices=S.choices, max_length=14)

    if not TYPE_CHECKING:
        objects = ConferenceQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["-held_on", "-pk"]
        constraints = [four_eyes("recorder", "issuer", name="conference_recorder_does_not_issue")]
        permissions = [
            ("view_all_joint", _("Can see all of joint supervision")),
            ("act_joint", _("Can act for an organisation in joint supervision")),
            ("run_joint", _("Can run joint conferences")),
            ("approve_joint", _("Can issue minutes and hand over clues")),
        ]
        verbose_name = _("joint conference")
        verbose_name_plural = _("joint conferences")

    def __str__(self) -> str:
        return f"{self.held_on.isoformat()} {self.title}"

    @property
    def is_issued(self) -> bool:
        """Whether the minutes are out: before, they are the offices' draft."""
        return self.status in (S.ISSUED, S.EXECUTING, S.CLOSED)

    def why_not_edit(self, user: Any) -> str:
        """Those who run it may change it until it is held."""
        if self.status not in (S.PLANNED, S.SHARED):
            return str(_("The conference took place."))
        return "" if user.has_perm(who.RUN) else str(_("Your role may not do this."))

    @step(S.PLANNED, RETURN_VALUE(S.PLANNED), who.by_partner, _("Propose a topic"), reason="required")
    def propose(self, *, actor: Any, reason: str, **_values: Any) -> str:
        """A partner's topic: the reason is its title."""
        effects.topic_add(self, actor, reason)
        return S.PLANNED

    @step(
        S.PLANNED, S.SHARED, who.RUN, _("Share material and invite"), style="primary",
        conditions=(FEW_PARTNERS, NO_TOPICS),
    )  # fmt: skip
    def share(self, *, actor: Any, **_values: Any) -> None:
        effects.invite(self, actor)

    @step(
        S.SHARED, S.HELD, who.RUN, _("Record as held"), style="primary",
        form_class="supervision.joint.forms.HeldForm", conditions=(NOT_YET,),
    )  # fmt: skip
    def hold(self, *, resolutions: str, attended: dict[int, str], **_values: Any) -> None:
        """The resolutions are what the partners agreed on; ``attended`` says who came for whom."""
        self.resolutions = resolutions
        effects.hold(self, attended)

    @step(S.HELD, S.MINUTES, who.RUN, _("Draft the minutes"), style="primary", fields=("minutes",))
    def draft_minutes(self, *, actor: Any, **_values: Any) -> None:
        self.recorder = actor

    @step(S.MINUTES, S.HELD, who.APPROVE, _("Return the minutes"), reason="required")
    def return_minutes(self, **_values: Any) -> None:
        self.recorder = None

    @step(
        S.MINUTES, S.ISSUED, who.APPROVE, _("Issue the minutes"), style="primary",
        actor_rules=(not_by("recorder", _("Who drafted the minutes does not issue them.")),),
    )  # fmt: skip
    def issue(self, *, actor: Any, **_values: Any) -> None:
        """Number, print (W14) and tell the partners."""
        effects.issue(self, actor)

    @step(S.ISSUED, S.EXECUTING, who.RUN, _("Assign the tasks"), style="primary", conditions=(NO_TASKS,))
    def assign(self, *, actor: Any, **_values: Any) -> None:
        effects.assign_all(self, actor)

    @step((S.ISSUED, S.EXECUTING), S.CLOSED, who.RUN, _("Close"), conditions=(TASKS_OPEN,), closes=True)
    def close(self, **_values: Any) -> None:
        self.due_on = None

    @step((S.PLANNED, S.SHARED), S.CANCELLED, who.RUN, _("Cancel"), style="danger", reason="required", closes=True)
    def cancel(self, **_values: Any) -> None:
        self.due_on = None


class ConferencePartner(models.Model):
    """One organisation that is invited, and who came for it."""

    conference = models.ForeignKey(JointConference, on_delete=models.CASCADE, related_name="partners")
    kind = models.CharField(_("kind of supervision"), max_length=12, choices=PartnerKind.choices)
    unit = models.ForeignKey(
        "organization.Unit", on_delete=models.PROTECT, related_name="+", verbose_name=_("organisation")
    )
    attended = models.CharField(_("who came"), max_length=120, blank=True)

    objects = PartnerQuerySet.as_manager()

    class Meta:
        ordering = ["conference", "pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["conference", "unit"],
                name="conference_partner_once",
                violation_error_message=_("This organisation is invited already."),
            )
        ]
        verbose_name = _("partner")
        verbose_name_plural = _("partners")

    def __str__(self) -> str:
        return str(self.unit)


class ConferenceTopic(models.Model):
    """One topic, and which organisation proposed it."""

    conference = models.ForeignKey(JointConference, on_delete=models.CASCADE, related_name="topics")
    title = models.CharField(_("topic"), max_length=200)
    unit = models.ForeignKey(
        "organization.Unit",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("proposed by"),
    )

    class Meta:
        ordering = ["conference", "pk"]
        default_permissions = ()
        verbose_name = _("topic")
        verbose_name_plural = _("topics")

    def __str__(self) -> str:
        return self.title
