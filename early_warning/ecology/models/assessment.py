"""The assessment 政治生态分析研判 of one unit for one period (handbook M01). Of units, never of a person (R35)."""

from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core import clock
from core.deadlines.calendar import add_workdays
from core.documents.numbering import number_allocate
from core.errors import InvalidInput, Text
from core.scope import NOTHING, Viewer
from core.workflow.fields import StateField
from core.workflow.models import WorkflowModel
from core.workflow.rules import refuse_actor_if, refuse_if
from core.workflow.steps import step
from early_warning.ecology.engine.bands import Band
from early_warning.ecology.models.states import ASSESS, LIVE, NOT_LIVE, RESPOND, SIGN, Status
from early_warning.ecology.periods import AnalysisPeriod
from organization.scope import UnitScopedQuerySet


class EcologyAssessmentQuerySet(UnitScopedQuerySet):
    """The commission sees the units of its jurisdiction; a unit's head sees his own from the consultation on."""

    def scope_q(self, user: Viewer) -> Q:
        condition = super().scope_q(user)
        if not user.has_perm(RESPOND) or user.unit_id is None:
            return condition
        own = Q(unit_id=user.unit_id, consulted_at__isnull=False)
        return own if condition == NOTHING else condition | own

    def live(self) -> Self:
        """Without superseded versions: at most one a unit and period."""
        return self.exclude(status__in=NOT_LIVE)

    def of_period(self, period: AnalysisPeriod | str) -> Self:
        return self.filter(period=str(period))


WRITTEN_BY_SIGNER = refuse_actor_if(
    lambda record, user: record.opinion_by_id == user.pk, _("Who wrote the opinion does not sign it.")
)
ANOTHER_UNIT = refuse_actor_if(
    lambda record, user: record.unit_id != user.unit_id, _("Only the assessed unit itself responds.")
)
STILL_WAITING = refuse_if(
    lambda record: record.status == Status.CONSULTED and not record.response_overdue,
    _("The unit may still respond until the day given to it."),
)
UNANSWERED = refuse_if(
    lambda record: record.recalculation_asked and not record.response_answer,
    _("The unit asked for a recalculation: recalculate, or answer why not."),
)


class EcologyAssessment(WorkflowModel):
    """One version of one unit's analysis. Figures are a snapshot: they are written once and never edited.

    ``index`` is 0..100 to a tenth, empty below the least coverage; ``coverage`` and ``scored_share`` are 0..1.
    """

    unit = models.ForeignKey(
        "organization.Unit", on_delete=models.PROTECT, related_name="ecology", verbose_name=_("unit")
    )
    period = models.CharField(_("period"), max_length=6)
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    status = StateField(_("status"), default=Status.CALCULATED, choices=Status.choices)
    as_of = models.DateField(_("as of"))
    index = models.DecimalField(_("index"), max_digits=4, decimal_places=1, null=True)
    band = models.CharField(_("band"), max_length=10, choices=Band.choices)
    coverage = models.DecimalField(_("data coverage"), max_digits=5, decimal_places=4)
    scored_share = models.DecimalField(_("scored weight"), max_digits=5, decimal_places=4)
    dimension_scores = models.JSONField(default=dict)
    params_version = models.PositiveIntegerField(_("parameter version"))
    params_versions = models.JSONField(default=dict)
    data_version = models.CharField(_("data version"), max_length=20)
    previous = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("compared with")
    )
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="replaced_by", verbose_name=_("replaces")
    )
    computed_at = models.DateTimeField(_("computed at"))
    computed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("computed by")
    )
    recalculated_because = models.TextField(_("reason of the recalculation"), blank=True)

    opinion = models.TextField(_("written opinion"), blank=True)
    problems = models.JSONField(_("main problems"), default=list, blank=True)
    suggestions = models.JSONField(_("suggestions"), default=list, blank=True)
    opinion_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("opinion by")
    )
    meeting_on = models.DateField(_("assessment meeting"), null=True)
    participants = models.TextField(_("participants"), blank=True)
    meeting_summary = models.TextField(_("what the meeting found"), blank=True)
    consulted_at = models.DateTimeField(_("consulted at"), null=True)
    response_due = models.DateField(_("response due"), null=True)
    response = models.TextField(_("the unit's response"), blank=True)
    responded_at = models.DateTimeField(_("responded at"), null=True)
    responded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("responded by")
    )
    recalculation_asked = models.BooleanField(_("recalculation asked for"), default=False)
    response_answer = models.TextField(_("answer to the unit"), blank=True)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("signed by")
    )
    signed_at = models.DateTimeField(_("signed at"), null=True)
    doc_no = models.CharField(_("document number"), max_length=40, blank=True)

    objects = EcologyAssessmentQuerySet.as_manager()

    class Meta:
        ordering = ["unit__code", "-period", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "period", "version"], name="ecology_version_once"),
            models.UniqueConstraint(
                fields=["unit", "period"], condition=~Q(status="SUPERSEDED"), name="ecology_one_live_version"
            ),
            models.CheckConstraint(
                condition=Q(index__isnull=True, band="INADEQUATE")
                | (Q(index__gte=0, index__lte=100) & ~Q(band="INADEQUATE")),
                name="ecology_band_with_index",
            ),
            models.CheckConstraint(
                condition=Q(signed_by__isnull=True) | ~Q(signed_by=models.F("opinion_by")), name="ecology_two_people"
            ),
        ]
        indexes = [models.Index(fields=["period", "band"], name="ecology_period_band")]
        default_permissions = ("view",)
        permissions = [
            ("compute_ecology", _("Can start the computation of indices")),
            ("assess_ecology", _("Can write opinions and lead assessments")),
            ("sign_ecology", _("Can sign assessments")),
            ("respond_ecology", _("Can respond for the assessed unit")),
        ]
        verbose_name = _("political-ecology assessment")
        verbose_name_plural = _("political-ecology assessments")

    def __str__(self) -> str:
        return f"{self.unit} · {self.period} · v{self.version}"

    def get_absolute_url(self) -> str:
        return reverse("ecology-detail", args=[self.pk])

    @property
    def period_label(self) -> Text:
        return AnalysisPeriod.parse(self.period).label

    @property
    def is_live(self) -> bool:
        return self.status in LIVE

    @property
    def due_on(self) -> date | None:
        """What the page's header counts down to: the unit's response."""
        return self.response_due if self.status == Status.CONSULTED else None

    @property
    def response_overdue(self) -> bool:
        return self.response_due is not None and clock.today() > self.response_due

    @step(
        (Status.CALCULATED, Status.OPINION), Status.OPINION, ASSESS, _("Write the opinion"), style="primary",
        form="ecology-opinion",
    )  # fmt: skip
    def give_opinion(
        self, *, actor: Any, opinion: str, problems: list[str], suggestions: list[str], **_values: Any
    ) -> None:
        self.opinion, self.problems, self.suggestions, self.opinion_by = opinion, problems, suggestions, actor

    @step(Status.OPINION, Status.MEETING, ASSESS, _("Record the meeting"), style="primary", form="ecology-meeting")
    def record_meeting(self, *, meeting_on: date, participants: str, meeting_summary: str, **_values: Any) -> None:
        if meeting_on > clock.today():
            raise InvalidInput(_("The meeting lies in the future."), field="meeting_on")
        self.meeting_on, self.participants, self.meeting_summary = meeting_on, participants, meeting_summary

    @step(Status.MEETING, Status.CONSULTED, ASSESS, _("Consult the unit"), style="primary")
    def consult(self, **_values: Any) -> None:
        from early_warning.ecology.parameters import rule_book

        self.consulted_at = clock.now()
        self.response_due = add_workdays(clock.today(), rule_book().index["response_days"])

    @step(
        Status.CONSULTED, Status.RESPONDED, RESPOND, _("Respond"), style="primary", form="ecology-respond",
        actor_rules=[ANOTHER_UNIT],
    )  # fmt: skip
    def respond(self, *, actor: Any, response: str, recalculation_asked: bool, **_values: Any) -> None:
        if recalculation_asked and self.response_overdue:
            raise InvalidInput(_("The time to ask for a recalculation is over."), field="recalculation_asked")
        self.response, self.recalculation_asked = response, recalculation_asked
        self.responded_by, self.responded_at = actor, clock.now()

    @step(Status.RESPONDED, Status.RESPONDED, ASSESS, _("Answer the unit"), form="ecology-answer")  # fmt: skip
    def answer(self, *, response_answer: str, **_values: Any) -> None:
        self.response_answer = response_answer

    @step(
        (Status.RESPONDED, Status.CONSULTED), Status.SIGNED, SIGN, _("Sign"), style="primary", reason="optional",
        conditions=[STILL_WAITING, UNANSWERED], actor_rules=[WRITTEN_BY_SIGNER],
    )  # fmt: skip
    def sign(self, *, actor: Any, **_values: Any) -> None:
        """The report gets its number now, and is printed once for all after the transaction."""
        from early_warning.ecology.documents import SERIES, report_issue

        self.signed_by, self.signed_at = actor, clock.now()
        self.doc_no = number_allocate(series=SERIES, owner=self, actor=actor)
        transaction.on_commit(lambda: report_issue(assessment=self, actor=actor))

    @step(Status.SIGNED, Status.FED_BACK, ASSESS, _("Feed back to the unit"), style="primary")
    def feed_back(self, **_values: Any) -> None:
        """The unit is told the result; rectification is followed up by its own mechanism."""

    @step(Status.FED_BACK, Status.ARCHIVED, ASSESS, _("Archive"), reason="optional")
    def archive(self, **_values: Any) -> None:
        """The end of the course."""

    @step(LIVE, Status.SUPERSEDED, ASSESS, _("Superseded"), hidden=True)
    def supersede(self, **_values: Any) -> None:
        """A newer version has taken the place of this one."""
