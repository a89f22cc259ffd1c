"""The declaration engine: DUE → FILED → REVIEWED → {OK, ASK, CORRECTED} → ARCHIVED (handbook 7.2).

``Declaration`` holds what the three records share; ``Judged`` adds the asking and judging of M33 and M35. What an
official does himself goes through the services of this room: the portal is its only door.
"""

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from core import clock, parameters
from core.columns import day, moment, person
from core.deadlines.calendar import add_workdays
from core.outbox.telling import tell
from core.scope import Viewer
from core.workflow.fields import StateField
from core.workflow.steps import step
from officials.records import OfficialRecord
from supervision.declarations.choices import State
from supervision.declarations.parameters import ANNUAL_RULE, CHANGE_RULE, DECLARATION
from supervision.declarations.rights import by_official, may_judge

Model = TypeVar("Model", bound=type[models.Model])


def within(name: str) -> date:
    """The day until which something is done that takes the parameter ``name`` in working days from today."""
    return add_workdays(clock.today(), parameters.values(DECLARATION.key)[name])


def worded(words: type[models.TextChoices]) -> Callable[[Model], Model]:
    """The engine's states in the words of one record: steps of a shared base belong to one shared state field."""

    def apply(model: Model) -> Model:
        model._meta.get_field("status").choices = words.choices  # type: ignore[union-attr]  # no relation
        return model

    return apply


class Declaration(OfficialRecord):
    """``file_by`` is the statutory last day and never moves; ``due_on`` is whatever comes due next."""

    receive_right = ""
    judge_right = ""

    @property
    def due_rule(self) -> str:
        """Until it is filed the statutory day counts; answers and reviews take what the house allows."""
        return self.filing_rule if self.status == State.DUE else super().due_rule

    @property
    def filing_rule(self) -> str:
        """The rule of ``file_by``."""
        raise NotImplementedError

    file_by = day(_("to be filed by"))
    filed_on = day(_("filed on"))
    reviewer = person(_("reviewed by"))
    reviewed_at = moment(_("reviewed at"))
    asked = models.TextField(_("what is asked"), blank=True, editable=False)
    answer = models.TextField(_("the official's explanation"), blank=True, editable=False)
    answered_at = moment(_("explained at"))

    status = StateField(_("status"), default=State.DUE, choices=State.choices)

    class Meta(OfficialRecord.Meta):
        abstract = True

    def __str__(self) -> str:
        return f"{self.official} · {self.heading}"

    @property
    def heading(self) -> str:
        """What it is, for the official himself and where his name stands already."""
        raise NotImplementedError

    def url_for(self, user: Viewer) -> str:
        """The official reads it in the portal."""
        return self.portal_url if self.is_about(user) else self.get_absolute_url()

    @property
    def portal_url(self) -> str:
        raise NotImplementedError

    @property
    def asked_words(self) -> str:
        """What the official is asked, for a reader."""
        return self.asked

    @property
    def answer_words(self) -> str:
        """What he answered, for a reader."""
        return self.answer

    @property
    def kind_words(self) -> str:
        """What kind of declaration it is, for lists of several."""
        return str(self._meta.verbose_name)

    @property
    def on_time(self) -> bool | None:
        """Whether it was filed by the last day; None while there is still time, or where no day is set."""
        if self.file_by is None:
            return None
        if self.filed_on is not None:
            return self.filed_on <= self.file_by
        return False if self.file_by < clock.today() else None

    @property
    def standing(self) -> str:
        """IN_TIME, LATE, MISSING or WAITING: what coverage and index show, and nothing else."""
        if self.filed_on is not None:
            return "LATE" if self.on_time is False else "IN_TIME"
        return "MISSING" if self.on_time is False else "WAITING"

    def mark_filed(self, on: date | None = None) -> None:
        self.filed_on, self.due_on = on or clock.today(), within("review_days")

    def mark_reviewed(self, actor: Viewer) -> None:
        self.reviewer, self.reviewed_at, self.due_on = actor, clock.now(), None

    def tell_official(self, about: str) -> None:
        """A message without content; ``about`` keeps one from being sent twice."""
        tell(owner=self, recipient=self.official.user, key=about, reply_by=self.due_on)

    def put_question(self, text: str) -> None:
        self.asked, self.answer, self.answered_at = text, "", None
        self.due_on = within("answer_days")
        self.tell_official(f"asked-{clock.now():%Y%m%d%H%M%S}")

    def take_answer(self, text: str) -> None:
        self.answer, self.answered_at, self.due_on = text, clock.now(), within("review_days")

    @step(State.FILED, State.DUE, by_official, _("Withdraw before the review"), hidden=True)
    def withdraw(self, **_values: Any) -> None:
        self.filed_on, self.due_on = None, self.file_by


class Judged(Declaration):
    """Received, then judged by a person; who is asked explains before anything is said of him."""

    campaign_id: int | None

    @property
    def filing_rule(self) -> str:
        return ANNUAL_RULE if self.campaign_id else CHANGE_RULE

    class Meta(Declaration.Meta):
        abstract = True

    @step(
        (State.REVIEWED, State.CORRECTED), State.ASK, may_judge, _("Ask the official to explain"), reason="required",
    )  # fmt: skip
    def ask(self, *, reason: str, **_values: Any) -> None:
        self.put_question(reason)

    @step(State.ASK, State.CORRECTED, by_official, _("Explain"), hidden=True)
    def explain(self, *, answer: str, **_values: Any) -> None:
        self.take_answer(answer)

    @step(
        (State.REVIEWED, State.CORRECTED), State.OK, may_judge, _("Nothing to object"), style="primary",
    )  # fmt: skip
    def accept(self, *, actor: Viewer, **_values: Any) -> None:
        self.mark_reviewed(actor)

    @step(State.OK, State.ARCHIVED, may_judge, _("Archive"), closes=True)
    def archive(self, **_values: Any) -> None:
        self.due_on = None
