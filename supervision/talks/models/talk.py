from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.columns import moment, person
from core.records.labels import labelled
from core.scope import Viewer
from supervision.talks.choices import (
    LED_FROM_OUTSIDE,
    UNAPPROVED,
    EarlySign,
    Kind,
    PlaceKind,
    Signature,
    Status,
    Topic,
)
from supervision.talks.choices import SIGNED as SIGNED_STATES
from supervision.talks.course import TalkCourse
from supervision.talks.models.scope import TalkQuerySet

NOT_CANCELLED = [status for status in Status.values if status != Status.CANCELLED]


class Talk(TalkCourse):
    """One talk with one official of one unit, from the plan to the archive.

    ``talker`` leads it, or ``outside_talker`` names by his post a leader without an account; a problem-related talk has
    a ``second_talker``. ``visible_until`` is the last day on which a reminder talk stands in view (M27).
    """

    kind = models.CharField(_("kind"), max_length=11, choices=Kind.choices)
    unit = models.ForeignKey(
        "organization.Unit", on_delete=models.PROTECT, related_name="talks", verbose_name=_("unit")
    )
    official = models.ForeignKey(
        "officials.Official", on_delete=models.PROTECT, related_name="talks", verbose_name=_("official")
    )
    tenure = models.ForeignKey(
        "officials.Tenure",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="talks",
        verbose_name=_("appointment"),
    )
    purpose = models.CharField(_("purpose of the talk"), max_length=120, blank=True)
    problem_related = models.BooleanField(_("about a problem"), default=False)
    early_sign = models.CharField(_("early sign"), max_length=10, choices=EarlySign.choices, blank=True)
    rule = models.ForeignKey(
        "warnings.RuleBasis", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("rule")
    )
    topics = models.JSONField(_("topics"), default=list, blank=True)
    outline = models.TextField(_("outline"), blank=True)
    talker = person(_("talker"))
    outside_talker = models.CharField(_("led by (post)"), max_length=60, blank=True)
    second_talker = person(_("second talker"))
    planned_at = moment(_("planned for"))
    place_kind = models.CharField(
        _("kind of place"), max_length=10, choices=PlaceKind.choices, default=PlaceKind.OFFICE
    )
    place = models.CharField(_("place"), max_length=80, blank=True)

    drafter = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("planned by")
    )
    drafted_at = models.DateTimeField(_("planned at"), db_index=True)
    submitted_at = moment(_("submitted at"))
    approver = person(_("approved by"))
    approved_at = moment(_("approved at"))
    doc_no = models.CharField(_("document number"), max_length=40, null=True, blank=True, unique=True)
    notified_at = moment(_("notified at"))
    notice_version = models.PositiveSmallIntegerField(default=0, editable=False)

    held_at = moment(_("held at"))
    recorder = person(_("record kept by"))
    present = models.CharField(_("others present"), max_length=200, blank=True)
    record = models.TextField(_("what was said"), blank=True)
    talker_signed_at = moment(_("signed by the talker at"))
    second_signed_at = moment(_("signed by the second talker at"))
    recorder_signed_at = moment(_("signed by the recorder at"))
    official_signature = models.CharField(
        _("official's signature"), max_length=7, choices=Signature.choices, blank=True
    )
    official_signed_at = moment(_("signed by the official at"))
    official_remarks = models.TextField(_("official's remarks"), blank=True)
    signed_at = moment(_("signed at"))

    follow_up_due = models.DateField(_("follow-up due"), null=True, blank=True)
    rechecked_at = moment(_("re-checked at"))
    rechecked_by = person(_("re-checked by"))
    recheck_result = models.TextField(_("result of the re-check"), blank=True)
    archived_at = moment(_("archived at"))
    cancelled_at = moment(_("cancelled at"))
    visible_until = models.DateField(_("in view until"), null=True, blank=True)

    objects = TalkQuerySet.as_manager()

    class Meta:
        ordering = ["-drafted_at", "-pk"]
        indexes = [
            models.Index(fields=["unit", "kind", "held_at"], name="talk_unit_kind_held"),  # the coverage map
            models.Index(fields=["official", "kind"], name="talk_of_official"),  # the dossier
            models.Index(fields=["status", "planned_at"], name="talk_status_planned"),  # the workbench
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(drafter=F("approver")), name="talk_drafter_is_not_approver"),
            models.CheckConstraint(condition=~Q(talker=F("second_talker")), name="talk_two_different_talkers"),
            models.CheckConstraint(
                condition=Q(status__in=UNAPPROVED) | Q(problem_related=False) | Q(second_talker__isnull=False),
                name="talk_about_a_problem_by_two",
            ),
            models.CheckConstraint(
                condition=Q(status__in=UNAPPROVED) | Q(approver__isnull=False, doc_no__isnull=False),
                name="talk_not_unapproved",
            ),
            models.CheckConstraint(
                condition=(Q(kind=Kind.REMINDER, problem_related=True) & ~Q(early_sign=""))
                | (~Q(kind=Kind.REMINDER) & Q(early_sign="", visible_until__isnull=True)),
                name="talk_early_sign_fits_kind",
            ),
            models.CheckConstraint(
                condition=~Q(kind=Kind.POLITICAL) | Q(record=""), name="talk_political_without_record"
            ),
            models.CheckConstraint(
                condition=Q(outside_talker="") | Q(talker__isnull=True, kind__in=LED_FROM_OUTSIDE),
                name="talk_one_leader",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=SIGNED_STATES)
                | (
                    Q(official_signed_at__isnull=False, signed_at__isnull=False)
                    & (Q(talker__isnull=True) | Q(talker_signed_at__isnull=False))
                    & (Q(second_talker__isnull=True) | Q(second_signed_at__isnull=False))
                ),
                name="talk_signed_by_all",
            ),
            models.UniqueConstraint(
                fields=["tenure"],
                condition=Q(kind=Kind.PRE_OFFICE, status__in=NOT_CANCELLED),
                name="talk_one_an_appointment",
            ),
        ]
        default_permissions = ("view",)
        permissions = [
            ("view_reminder_talk", _("Can see reminder talks")),
            ("view_archived_talk", _("Can see reminder talks that are out of view")),
            ("plan_talk", _("Can plan talks")),
            ("approve_talk", _("Can approve talks")),
            ("conduct_talk", _("Can lead and record talks")),
            ("view_talk_coverage", _("Can see the coverage of talks")),
        ]
        verbose_name = _("talk")
        verbose_name_plural = _("talks")

    def __str__(self) -> str:
        return f"{self.doc_no} {self.get_kind_display()}" if self.doc_no else str(self.get_kind_display())

    def get_absolute_url(self) -> str:
        return reverse("talk-detail", args=[self.pk])

    def url_for(self, user: Viewer) -> str:
        """Where ``user`` reads it: the official in the portal."""
        return reverse("portal-talk", args=[self.pk]) if self.is_with(user) else self.get_absolute_url()

    def is_with(self, user: Viewer) -> bool:
        """Whether ``user`` is the official, and knows of the talk."""
        return self.notified_at is not None and user.pk is not None and self.official.user_id == user.pk

    @property
    def needs_two(self) -> bool:
        """Rule 2.1: two people at least where a problem is talked about."""
        return self.problem_related

    @property
    def planned_on(self) -> date | None:
        return timezone.localtime(self.planned_at).date() if self.planned_at else None

    @property
    def held_on(self) -> date | None:
        return timezone.localtime(self.held_at).date() if self.held_at else None

    @property
    def due_on(self) -> date | None:
        """The day the header counts down to."""
        if self.status in (Status.APPROVED, Status.NOTIFIED):
            return self.planned_on
        return self.follow_up_due if self.status in (Status.SIGNED, Status.FOLLOW_UP) else None

    @property
    def talker_names(self) -> list[str]:
        people = [self.outside_talker or self.talker, self.second_talker]
        return [str(person) for person in people if person]

    @labelled(_("talkers"))
    def led_by(self) -> str:
        return "、".join(self.talker_names)

    @labelled(_("topics"))
    def topic_words(self) -> str:
        words = dict(Topic.choices)
        return "、".join(str(words.get(code, code)) for code in self.topics)

    @property
    def own_remarks(self) -> str:
        """The official's remarks; what talkers noted of a missing signature is not his."""
        return "" if self.official_signature == Signature.REFUSED else self.official_remarks

    @property
    def note_of_refusal(self) -> str:
        return self.official_remarks if self.official_signature == Signature.REFUSED else ""

    @property
    def keepers(self) -> frozenset[int]:
        """Who writes and signs the record: the talkers; without the leader's account also who planned it."""
        people = {self.talker_id or self.drafter_id, self.second_talker_id}
        return frozenset(pk for pk in people if pk)

    @property
    def waiting_signers(self) -> frozenset[int]:
        """Whose signature on this side is still missing."""
        missing = {
            self.talker_id if not self.talker_signed_at else None,
            self.second_talker_id if not self.second_signed_at else None,
        }
        if self.talker_id is None and self.recorder_id != self.second_talker_id and not self.recorder_signed_at:
            missing.add(self.recorder_id)
        return frozenset(pk for pk in missing if pk)
