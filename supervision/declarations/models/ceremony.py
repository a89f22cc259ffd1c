"""M36: weddings, funerals and other celebrations: reported before, inspected where assigned, reported afterwards."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core import clock
from core.columns import day, person
from core.deadlines.queries import due_date
from core.scope import Viewer
from core.workflow.steps import step
from supervision.declarations.choices import CeremonyStatus, Event, Gifts, Opinion, State
from supervision.declarations.conditions import DAY_HAS_COME, FUNERAL_OR_FILED, NOT_PHONED
from supervision.declarations.documents import form_before_issue
from supervision.declarations.engine import Declaration, worded
from supervision.declarations.parameters import AFTER_RULE, BEFORE_RULE, PAPER_RULE, PHONE_RULE
from supervision.declarations.rights import REVIEW_CEREMONY, by_official
from supervision.declarations.scope import CeremonyQuerySet

OPEN_BEFORE = (State.DUE, State.FILED, State.ASK, State.CORRECTED, State.REVIEWED)


@worded(CeremonyStatus)
class CeremonyReport(Declaration):
    """One ceremony of an official. ``file_by`` is the last day of the report before it (D19a), of a funeral that of the
    telephone report (D19c), which may come from the day of death on; ``after_by`` the last day of the report
    afterwards (D19b), of a funeral D19d."""

    judge_right = REVIEW_CEREMONY

    event = models.CharField(_("event"), max_length=7, choices=Event.choices)
    event_on = models.DateField(_("day of the ceremony"))
    place = models.CharField(_("place"), max_length=80, blank=True)
    planned_tables = models.PositiveSmallIntegerField(_("tables planned"), null=True, blank=True)
    planned_guests = models.PositiveSmallIntegerField(_("guests planned"), null=True, blank=True)
    vehicles = models.PositiveSmallIntegerField(_("vehicles"), default=0)
    no_service_objects = models.BooleanField(_("no people whom I manage or serve are invited"), default=False)
    commitment = models.BooleanField(_("I keep the rules of frugality and accept supervision"), default=False)
    died_on = day(_("day of death"))
    phoned_on = day(_("reported by telephone on"))
    phoned_by = person(_("call taken by"))
    opinion = models.CharField(_("opinion of the review"), max_length=8, choices=Opinion.choices, blank=True)
    opinion_words = models.TextField(_("words of the review"), blank=True)
    after_by = day(_("to be reported afterwards by"))
    after_on = day(_("reported afterwards on"))
    actual_tables = models.PositiveSmallIntegerField(_("tables in fact"), null=True, blank=True)
    actual_guests = models.PositiveSmallIntegerField(_("guests in fact"), null=True, blank=True)
    gifts = models.CharField(_("gifts outside the family"), max_length=10, choices=Gifts.choices, blank=True)
    gifts_note = models.CharField(_("return or registration"), max_length=120, blank=True)
    compare_note = models.CharField(_("result of the comparison"), max_length=200, blank=True)

    if not TYPE_CHECKING:
        objects = CeremonyQuerySet.as_manager()

    class Meta(Declaration.Meta):
        ordering = ["-event_on", "-pk"]
        verbose_name, verbose_name_plural = _("ceremony report"), _("ceremony reports")
        indexes = [
            models.Index(fields=["unit", "event_on"], name="ceremony_unit_day"),
            models.Index(fields=["file_by"], name="ceremony_file_by"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["DUE", "CANCELLED"]) | Q(event=Event.FUNERAL) | Q(filed_on__isnull=False),
                name="ceremony_filed_before",
            ),
            models.CheckConstraint(
                condition=Q(event=Event.FUNERAL, phoned_by__isnull=False, phoned_on__isnull=False)
                | (~Q(event=Event.FUNERAL) & Q(phoned_by__isnull=True, phoned_on__isnull=True)),
                name="ceremony_funeral_is_phoned",
            ),
            models.CheckConstraint(
                condition=Q(died_on__isnull=True)
                | Q(event=Event.FUNERAL, event_on__gte=F("died_on"), phoned_on__gte=F("died_on")),
                name="ceremony_funeral_after_death",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["HELD", "OK"]) | Q(after_on__isnull=False, actual_tables__isnull=False),
                name="ceremony_held_has_figures",
            ),
        ]  # fmt: skip
        permissions = [
            ("review_ceremonyreport", _("Can review ceremony reports")),
            ("phone_ceremonyreport", _("Can enter telephone reports of funerals")),
        ]

    @property
    def heading(self) -> str:
        return f"{self.get_event_display()} {self.event_on.isoformat()}"

    @property
    def portal_url(self) -> str:
        return reverse("my-ceremony", args=[self.pk])

    @property
    def is_funeral(self) -> bool:
        return self.event == Event.FUNERAL

    @property
    def filing_rule(self) -> str:
        return PHONE_RULE if self.is_funeral else BEFORE_RULE

    @property
    def after_rule(self) -> str:
        """The rule of ``after_by``."""
        return PAPER_RULE if self.is_funeral else AFTER_RULE

    @property
    def due_rule(self) -> str:
        return self.after_rule if self.status == State.REVIEWED else super().due_rule

    def set_days(self) -> None:
        """The last days by the rules in force on the day of the ceremony."""
        self.file_by = due_date(self.filing_rule, self.event_on)
        self.after_by = due_date(self.after_rule, self.event_on)

    @property
    def after_on_time(self) -> bool | None:
        """Whether the report afterwards came by its day; None while there is still time."""
        if self.after_on is not None and self.after_by is not None:
            return self.after_on <= self.after_by
        return False if self.after_by is not None and self.after_by < clock.today() else None

    @step(State.DUE, State.FILED, by_official, _("File and sign"), hidden=True, conditions=(NOT_PHONED,))
    def file(self, **_values: Any) -> None:
        self.mark_filed()

    @step(
        (State.FILED, State.CORRECTED), State.REVIEWED, REVIEW_CEREMONY, _("Agree"), style="primary",
    )  # fmt: skip
    def agree(self, *, actor: Viewer, **_values: Any) -> None:
        self._judged(actor, Opinion.AGREED, "", due=self.after_by)
        self.tell_official(f"opinion-{Opinion.AGREED}")

    @step(
        (State.FILED, State.CORRECTED), State.REVIEWED, REVIEW_CEREMONY, _("Agree with a reminder"), reason="required",
    )  # fmt: skip
    def remind(self, *, actor: Viewer, reason: str, **_values: Any) -> None:
        self._judged(actor, Opinion.REMINDED, reason, due=self.after_by)
        self.tell_official(f"opinion-{Opinion.REMINDED}")

    @step(
        (State.FILED, State.CORRECTED), State.ASK, REVIEW_CEREMONY, _("Require a reduction"), reason="required",
    )  # fmt: skip
    def require_reduction(self, *, actor: Viewer, reason: str, **_values: Any) -> None:
        self.put_question(reason)
        self._judged(actor, Opinion.REDUCED, reason, due=self.due_on)

    @step(State.ASK, State.CORRECTED, by_official, _("Reduce"), hidden=True)
    def reduce(self, *, answer: str, **_values: Any) -> None:
        self.take_answer(answer)

    def _judged(self, actor: Viewer, opinion: Opinion, words: str, *, due: date | None) -> None:
        """审核意见: kept here and printed on a version of the form W19."""
        self.mark_reviewed(actor)
        self.opinion, self.opinion_words, self.due_on = opinion, words, due
        form_before_issue(ceremony=self, actor=actor)

    @step(OPEN_BEFORE, State.CANCELLED, by_official, _("Call off"), hidden=True, closes=True)
    def call_off(self, **_values: Any) -> None:
        self.due_on = None

    @step(
        (State.DUE, State.FILED, State.CORRECTED, State.REVIEWED), State.HELD, by_official,
        _("Report afterwards"), hidden=True, conditions=(DAY_HAS_COME, FUNERAL_OR_FILED),
    )  # fmt: skip
    def file_after(self, **_values: Any) -> None:
        """The report afterwards; of a funeral the written report."""
        self.after_on, self.due_on = clock.today(), None

    @step(
        State.HELD, State.OK, REVIEW_CEREMONY, _("Compare"), style="primary", fields=("compare_note?",),
    )  # fmt: skip
    def compare(self, *, actor: Viewer, **_values: Any) -> None:
        self.mark_reviewed(actor)

    @step(State.OK, State.ARCHIVED, REVIEW_CEREMONY, _("Archive"), closes=True)
    def archive(self, **_values: Any) -> None:
        self.due_on = None


def latest_filing(event: str, event_on: date) -> date:
    """The last day of the report before a ceremony on ``event_on``."""
    return due_date(PHONE_RULE if event == Event.FUNERAL else BEFORE_RULE, event_on)
