"""Whether a declared business falls into a prohibited category: proposed by one person, decided by another, and what
has to be put right is re-checked by a third."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_fsm import RETURN_VALUE

from core import clock, parameters
from core.columns import day, moment, person
from core.deadlines.calendar import add_months
from core.errors import InvalidInput
from core.outbox.telling import tell
from core.records.base import four_eyes
from core.records.labels import labelled
from core.scope import Viewer
from core.workflow.fields import StateField
from core.workflow.rules import not_by
from core.workflow.steps import step
from officials.records import OfficialRecord
from supervision.declarations.choices import Action, ReviewStatus, State
from supervision.declarations.parameters import DECLARATION
from supervision.declarations.rights import DECIDE, EXAMINE, by_official

NOT_PROPOSER = not_by("proposer", _("Who proposed the opinion may not decide it."))
SOMEBODY_ELSE = (
    not_by("proposer", _("The re-check is done by somebody else than who proposed the opinion.")),
    not_by("decider", _("The re-check is done by somebody else than who decided.")),
)


class KinReview(OfficialRecord):
    """The examination of one declared business. The official learns of it with the decision."""

    business = models.ForeignKey(
        "supervision.KinBusiness", on_delete=models.PROTECT, related_name="reviews", verbose_name=_("business")
    )
    grounds = models.CharField(_("why it is examined"), max_length=300)
    category = models.ForeignKey(
        "supervision.ProhibitedCategory", on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("prohibited category"),
    )  # fmt: skip
    opinion = models.TextField(_("opinion"), blank=True)
    proposer = person(_("proposed by"))
    action = models.CharField(_("what is to be done"), max_length=6, choices=Action.choices, blank=True)
    action_due = day(_("to be put right by"))
    decider = person(_("decided by"))
    decided_at = moment(_("decided at"))
    report = models.TextField(_("what was done"), blank=True)
    reported_at = moment(_("reported at"))
    rechecker = person(_("re-checked by"))
    recheck_note = models.TextField(_("result of the re-check"), blank=True)
    status = StateField(_("status"), default=ReviewStatus.OPEN, choices=ReviewStatus.choices)

    class Meta(OfficialRecord.Meta):
        verbose_name, verbose_name_plural = _("examination of a business"), _("examinations of businesses")
        permissions = [("decide_kinreview", _("Can decide on businesses of relatives"))]
        constraints = [
            four_eyes("proposer", "decider", name="kinreview_four_eyes"),
            models.CheckConstraint(
                condition=~Q(rechecker=F("proposer")) & ~Q(rechecker=F("decider")), name="kinreview_recheck_by_another"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[ReviewStatus.ACTION, ReviewStatus.REPORTED])
                | Q(category__isnull=False, decider__isnull=False, action_due__isnull=False),
                name="kinreview_action_is_decided",
            ),
            models.UniqueConstraint(
                fields=["business"], condition=~Q(status=ReviewStatus.CLOSED), name="kinreview_one_alive",
                violation_error_message=_("This business is being examined already."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} · {self.official}"

    @property
    def heading(self) -> str:
        return f"{self._meta.verbose_name} · {self.business.get_kin_display()}"

    @labelled(_("declared business"))
    def declared(self) -> str:
        """The business as declared."""
        return f"{self.business.relation()}\n{self.business.firm()}"

    @property
    def kind_words(self) -> str:
        return str(self._meta.verbose_name)

    def prepare(self, actor: Viewer) -> None:
        """Whose business it is. Raises InvalidInput while the declaration has not been received."""
        declaration = self.business.declaration
        if declaration.status in (State.DUE, State.FILED) or self.business.revision != declaration.revision:
            raise InvalidInput(
                gettext("Only businesses of a received declaration are examined."), field="business",
                cure=gettext("Wait until the organisation department has received it."),
            )  # fmt: skip
        self.unit, self.official, self.handler = declaration.unit, declaration.official, self.handler or actor

    def url_for(self, user: Viewer) -> str:
        return reverse("my-kin-review", args=[self.pk]) if self.is_about(user) else self.get_absolute_url()

    @step(
        ReviewStatus.OPEN, ReviewStatus.PROPOSED, EXAMINE, _("Propose an opinion"), style="primary",
        fields=("category?", "opinion"),
    )  # fmt: skip
    def propose(self, *, actor: Viewer, **_values: Any) -> None:
        self.proposer = actor

    @step(
        ReviewStatus.PROPOSED,
        ReviewStatus.OPEN,
        DECIDE,
        _("Return the opinion"),
        reason="required",
        actor_rules=(NOT_PROPOSER,),
    )
    def return_opinion(self, **_values: Any) -> None:
        self.proposer = None

    @step(
        ReviewStatus.PROPOSED, RETURN_VALUE(ReviewStatus.ACTION, ReviewStatus.CLOSED), DECIDE,
        _("Decide on the business"), style="primary", fields=("action?", "action_due?"), actor_rules=(NOT_PROPOSER,),
    )  # fmt: skip
    def decide(self, *, actor: Viewer, **_values: Any) -> str:
        """With a category there must be an action and a day; without one the examination ends here."""
        self.decider, self.decided_at, self.told_at = actor, clock.now(), clock.now()
        if self.category_id is None:
            return self._nothing_to_do()
        if not self.action:
            raise InvalidInput(gettext("Say what is to be done."), field="action")
        self.action_due = self.due_on = self.action_due or _default_due()
        self._tell("decided")
        return ReviewStatus.ACTION

    def _nothing_to_do(self) -> str:
        if self.action:
            raise InvalidInput(
                gettext("Without a prohibited category nothing can be asked of the official."), field="action",
                cure=gettext("Return the opinion, or leave the action empty."),
            )  # fmt: skip
        self.action_due, self.due_on, self.closed_at = None, None, clock.now()
        self._tell("decided")
        return ReviewStatus.CLOSED

    @step(
        ReviewStatus.ACTION, ReviewStatus.REPORTED, by_official, _("Report that it is put right"), hidden=True,
        files=True,
    )  # fmt: skip
    def report_done(self, *, report: str, **_values: Any) -> None:
        self.report, self.reported_at = report, clock.now()

    @step(
        ReviewStatus.REPORTED, ReviewStatus.CLOSED, EXAMINE, _("Re-checked: put right"), style="primary",
        fields=("recheck_note",), actor_rules=SOMEBODY_ELSE, closes=True,
    )  # fmt: skip
    def confirm(self, *, actor: Viewer, **_values: Any) -> None:
        self.rechecker, self.due_on = actor, None
        self._tell("confirmed")

    @step(
        ReviewStatus.REPORTED, ReviewStatus.ACTION, EXAMINE, _("Re-checked: not put right"), reason="required",
        actor_rules=SOMEBODY_ELSE,
    )  # fmt: skip
    def send_back(self, *, actor: Viewer, reason: str, **_values: Any) -> None:
        self.rechecker, self.recheck_note = actor, reason
        self._tell(f"sent-back-{clock.now():%Y%m%d%H%M%S}")

    def _tell(self, about: str) -> None:
        tell(owner=self, recipient=self.official.user, key=about, reply_by=self.due_on)


def _default_due() -> date:
    return add_months(clock.today(), parameters.values(DECLARATION.key)["action_months"])
