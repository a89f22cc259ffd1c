"""An official asks that an office or a person keep hands off him (监察法 67, 政务处分法 47)."""

from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.records.labels import labelled
from core.scope import NOTHING, ScopedQuerySet, Viewer
from core.workflow.fields import StateField
from core.workflow.models import WorkflowModel
from core.workflow.rules import refuse_actor_if
from core.workflow.steps import step
from officials.people.models import Official
from officials.recusal.drafting import drafted_by
from officials.recusal.models.base import account
from organization.roles import ROLES


class RequestGround(models.TextChoices):
    """The grounds of 监察法 67 and 政务处分法 47."""

    KIN = "KIN", _("Close relative of mine or of the person who reports me")
    WITNESS = "WITNESS", _("Was a witness in the matter")
    INTEREST = "INTEREST", _("He or a close relative has an interest in the matter")
    OTHER = "OTHER", _("Other circumstances that may affect fair handling")


class RequestStatus(models.TextChoices):
    OPEN = "OPEN", _("Open")
    GRANTED = "GRANTED", _("Recusal ordered")
    DECLINED = "DECLINED", _("Declined")
    WITHDRAWN = "WITHDRAWN", _("Withdrawn")


DECIDE = "officials.decide_recusalrequest"


class RequestQuerySet(ScopedQuerySet):
    """The official himself; those who decide or watch. Never who is named, never who drafts about him (R38)."""

    def scope_q(self, user: Viewer) -> Q:
        own = Q(official__user=user) if user.pk else NOTHING
        if not user.has_perm("officials.view_recusalrequest"):
            return own
        aimed_at = Q(pk__in=RecusalRequest.objects.aimed_at(user).values("pk"))
        return own | (~aimed_at & ~Q(official__in=drafted_by(user)))

    def aimed_at(self, user: Viewer) -> Self:
        """Those that name ``user``: himself, or an office he holds when no person is named."""
        named = Q(person=user) | Q(person__isnull=True, person_name=user.full_name or user.username)
        return self.filter(named | Q(person__isnull=True, person_name="", office__in=user.role_codes))

    def against(self, user: Viewer) -> Self:
        """Those by which ``user`` is recused once they are granted."""
        return self.filter(Q(person=user) | Q(person__isnull=True, office__in=user.role_codes))

    def granted(self) -> Self:
        return self.filter(status=RequestStatus.GRANTED)


def by_himself(row: Any, user: Viewer) -> bool:
    """Permission of the official's own step."""
    return row.official.user_id == user.pk


NOT_NAMED = refuse_actor_if(
    lambda row, user: type(row).objects.aimed_at(user).filter(pk=row.pk).exists(),
    _("The request names you or your office: somebody else decides."),
)


class RecusalRequest(WorkflowModel):
    """One request. ``person_name`` is what the official wrote, ``person`` the account found behind it."""

    about_access = True

    official = models.ForeignKey(Official, on_delete=models.PROTECT, related_name="+", verbose_name=_("official"))
    office = models.CharField(_("office"), max_length=5, choices=list(ROLES.items()), blank=True)
    person_name = models.CharField(_("person"), max_length=60, blank=True)
    person = account(_("account of the person"), null=True)
    ground = models.CharField(_("ground"), max_length=8, choices=RequestGround.choices)
    text = models.TextField(_("reasons"), max_length=2000)
    status = StateField(_("status"), choices=RequestStatus.choices, default=RequestStatus.OPEN)
    asked_at = models.DateTimeField(_("asked at"))
    decided_by = account(_("decided by"), null=True)
    answer = models.TextField(_("answer"), blank=True)

    objects = RequestQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        default_permissions = ("view",)
        permissions = [("decide_recusalrequest", _("Can decide on requests for recusal"))]
        constraints = [
            models.CheckConstraint(condition=~Q(office="") | ~Q(person_name=""), name="recusal_request_names_somebody"),
            models.CheckConstraint(
                condition=Q(status__in=("OPEN", "WITHDRAWN")) | Q(decided_by__isnull=False) & ~Q(answer=""),
                name="recusal_request_decided_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | Q(person__isnull=True) | ~Q(decided_by=models.F("person")),
                name="recusal_request_not_by_the_named",
            ),
            models.UniqueConstraint(
                fields=["official", "office", "person_name"],
                condition=Q(status="OPEN"),
                name="recusal_request_one_open",
            ),
        ]
        verbose_name = _("request for recusal")
        verbose_name_plural = _("requests for recusal")

    def __str__(self) -> str:
        return f"{self.official} → {self.named}"

    @property
    @labelled(_("asked to keep hands off"))
    def named(self) -> str:
        """Who shall keep his hands off, as the official put it."""
        office = str(ROLES[self.office]) if self.office else ""
        return " · ".join(part for part in (office, self.person_name) if part)

    def get_absolute_url(self) -> str:
        return reverse("recusal-request", args=[self.pk])

    def url_for(self, user: Viewer) -> str:
        """The official reads the answer in the portal."""
        return reverse("my-recusals") if self.official.user_id == user.pk else self.get_absolute_url()

    @step(
        [RequestStatus.OPEN], RequestStatus.GRANTED, DECIDE, _("Order the recusal"), actor_rules=(NOT_NAMED,),
        style="primary", form="recusal-request-grant", reason="required",
    )  # fmt: skip
    def grant(self, *, actor: Any, reason: str, person: Any = None) -> None:
        """From now on the engine keeps the named off. ``person`` is needed when a person was named."""
        from officials.recusal.services.telling import tell_applicant

        self.person = person or self.person
        self.decided_by, self.answer = actor, reason.strip()
        tell_applicant(self)

    @step(
        [RequestStatus.OPEN], RequestStatus.DECLINED, DECIDE, _("Decline"), actor_rules=(NOT_NAMED,), reason="required"
    )
    def decline(self, *, actor: Any, reason: str) -> None:
        """The answer says why."""
        from officials.recusal.services.telling import tell_applicant

        self.decided_by, self.answer = actor, reason.strip()
        tell_applicant(self)

    @step([RequestStatus.OPEN], RequestStatus.WITHDRAWN, by_himself, _("Withdraw"), reason="")
    def withdraw(self, *, actor: Any, reason: str = "") -> None:
        """The official has thought better of it."""
