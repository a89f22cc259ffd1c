from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.columns import person
from core.deadlines.queries import working_days_left
from core.scope import Viewer
from early_warning.notices.choices import ANSWERABLE, NAMES, Kind, Level, Request, Source, Status
from early_warning.notices.conditions import respondent_of
from early_warning.notices.course import NoticeCourse
from early_warning.notices.models.rules import RuleBasis
from early_warning.notices.models.scope import NoticeQuerySet, addressed_q, knows_objections
from early_warning.notices.terms import term_of_rule

UNCHECKED = (Status.DRAFT, Status.REVOKED)
UNAPPROVED = (Status.DRAFT, Status.CHECKED, Status.REVOKED)


class Notice(NoticeCourse):
    """A warning notice (M03) or duty reminder (M28): one letter to a unit or an official, and its whole course.

    ``unit`` is the addressee, or the addressed official's unit. ``respondent`` is the official who has to answer:
    written down when the notice is served, because heads change. Days are working days.
    """

    kind = models.CharField(_("kind"), max_length=8, choices=Kind.choices, default=Kind.WARNING)
    level = models.PositiveSmallIntegerField(_("level"), choices=Level.choices, null=True, blank=True)
    source = models.CharField(_("source"), max_length=9, choices=Source.choices, default=Source.MANUAL)
    unit = models.ForeignKey(
        "organization.Unit", on_delete=models.PROTECT, related_name="notices", verbose_name=_("unit")
    )
    official = models.ForeignKey(
        "officials.Official",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="notices",
        verbose_name=_("official addressed"),
    )
    respondent = models.ForeignKey(
        "officials.Official",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="notices_to_answer",
        verbose_name=_("answers"),
    )
    subject = models.CharField(_("matter"), max_length=80, help_text=_("One phrase: what it is about."))
    period = models.CharField(_("period"), max_length=30, blank=True)
    rule = models.ForeignKey(
        RuleBasis, on_delete=models.PROTECT, null=True, blank=True, related_name="notices", verbose_name=_("rule")
    )
    request = models.CharField(_("request"), max_length=8, choices=Request.choices, default=Request.EXPLAIN)
    request_text = models.TextField(_("what is asked"))
    reply_days = models.PositiveSmallIntegerField(_("reply period (working days)"), null=True, blank=True)
    objection_text = models.TextField(_("how to object"))
    contact_office = models.CharField(_("contact office"), max_length=60)
    contact_phone = models.CharField(_("contact telephone"), max_length=30)

    drafter = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("drafted by")
    )
    drafted_at = models.DateTimeField(_("drafted at"), db_index=True)
    submitted_at = models.DateTimeField(_("submitted for check at"), null=True, blank=True)
    checker = person(_("checked by"))
    checked_at = models.DateTimeField(_("checked at"), null=True, blank=True)
    signed_off_by = person(_("frequency signed off by"))
    approver = person(_("approved by"))
    approved_at = models.DateTimeField(_("approved at"), null=True, blank=True)
    doc_no = models.CharField(_("document number"), max_length=40, null=True, blank=True, unique=True)

    served_at = models.DateTimeField(_("served at"), null=True, blank=True)
    reply_due = models.DateField(_("reply due"), null=True, blank=True)
    letter_due = models.DateField(_("reply day that the letter names"), null=True, blank=True, editable=False)
    acked_at = models.DateTimeField(_("acknowledged at"), null=True, blank=True)
    replied_at = models.DateTimeField(_("replied at"), null=True, blank=True)
    rectified_at = models.DateTimeField(_("rectification reported at"), null=True, blank=True)
    rectified_by = person(_("rectification reported by"))
    verifier = person(_("verified by"))
    status_before_objection = models.CharField(max_length=10, blank=True, editable=False)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)
    revoked_by = person(_("revoked by"))
    revoke_reason = models.TextField(_("reason of revocation"), blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-drafted_at", "-pk"]
        indexes = [
            models.Index(fields=["status", "reply_due"], name="notice_status_due"),  # the daily reminders
            models.Index(fields=["unit", "kind", "reply_due"], name="notice_unit_kind_due"),  # indicator F3
            models.Index(fields=["respondent", "served_at"], name="notice_of_respondent"),  # the limit of R37
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(drafter=F("checker")), name="notice_drafter_is_not_checker"),
            models.CheckConstraint(condition=~Q(drafter=F("approver")), name="notice_drafter_is_not_approver"),
            models.CheckConstraint(condition=~Q(checker=F("approver")), name="notice_checker_is_not_approver"),
            models.CheckConstraint(
                condition=Q(signed_off_by__isnull=True)
                | (~Q(signed_off_by=F("drafter")) & ~Q(signed_off_by=F("checker"))),
                name="notice_sign_off_by_another",
            ),
            models.CheckConstraint(
                condition=Q(status__in=UNCHECKED) | Q(checker__isnull=False), name="notice_not_unchecked"
            ),
            models.CheckConstraint(
                condition=Q(status__in=UNAPPROVED, served_at__isnull=True)
                | Q(approver__isnull=False, checker__isnull=False, doc_no__isnull=False),
                name="notice_not_unapproved",
            ),
            models.CheckConstraint(
                condition=Q(rectified_by__isnull=True) | ~Q(verifier=F("rectified_by")),
                name="notice_rectifier_does_not_verify",
            ),
            models.CheckConstraint(
                condition=Q(kind="WARNING", level__gte=1, level__lte=4, request__in=("EXPLAIN", "RECTIFY"))
                | Q(kind="REMINDER", level__isnull=True, request="FEEDBACK"),
                name="notice_level_and_request_fit_kind",
            ),
        ]
        default_permissions = ("view",)
        permissions = [
            ("draft_notice", _("Can draft notices")),
            ("check_notice", _("Can check notices")),
            ("approve_notice", _("Can approve notices")),
            ("sign_off_notice", _("Can sign off the frequency of notices")),
            ("serve_notice", _("Can serve notices")),
            ("verify_notice", _("Can verify answers to notices")),
            ("decide_extension", _("Can decide on more time")),
            ("view_objection", _("Can see objections")),
            ("decide_objection", _("Can decide objections")),
            ("revoke_notice", _("Can revoke notices")),
            ("check_delivery", _("Can check deliveries by telephone or paper")),
            ("answer_notice", _("Can answer own notices")),
            ("answer_unit_notice", _("Can answer notices to the own unit")),
        ]
        verbose_name = _("notice")
        verbose_name_plural = _("notices")

    def __str__(self) -> str:
        return f"{self.doc_no} {self.title}" if self.doc_no else self.title

    @property
    def title(self) -> str:
        """The letter's title, official wording."""
        return f"关于{self.subject}的{self.letter_name}"

    def get_absolute_url(self) -> str:
        return reverse("notice-detail", args=[self.pk])

    @property
    def letter_name(self) -> str:
        """预警通知书 or 履职提醒函."""
        return NAMES[Kind(self.kind)]

    @property
    def level_code(self) -> str:
        """The level as a code that badges know."""
        return f"LEVEL_{self.level}" if self.level else ""

    @property
    def days_left(self) -> int | None:
        """Working days until the reply is due; negative afterwards, None before it is served."""
        return working_days_left(self.reply_due) if self.reply_due else None

    @property
    def reply_term(self) -> str:
        """The reply period of the deadline rule, where the drafter gave no other."""
        return term_of_rule(self)

    @property
    def addressee(self) -> str:
        """Whom the letter addresses."""
        return str(self.official or self.unit)

    @property
    def due_on(self) -> Any:
        """The day the header counts down to; nothing once the answer is there."""
        return self.reply_due if self.status in ANSWERABLE else None

    @property
    def chain(self) -> frozenset[int]:
        """The people of the drafting chain: drafter, checker, approver and who signed off (R06, R07)."""
        ids = (self.drafter_id, self.checker_id, self.approver_id, self.signed_off_by_id)
        return frozenset(pk for pk in ids if pk)

    @property
    def subjects(self) -> list[Any]:
        """Whom it is about (R15): the official who has to answer; before it is served, who would have to today."""
        person = self.respondent or respondent_of(self)
        return [person] if person else []

    @property
    def needs_rectification(self) -> bool:
        return self.request == Request.RECTIFY

    def is_addressed_to(self, user: Viewer) -> bool:
        """Whether ``user`` is the one who answers."""
        return Notice.objects.filter(addressed_q(user), pk=self.pk).exists()

    def objection_known_to(self, user: Viewer) -> bool:
        """R38: who objected knows, and who may decide objections; never the drafter."""
        if knows_objections(user):
            return self.drafter_id != user.pk
        return self.is_addressed_to(user)

    def status_for(self, user: Viewer) -> str:
        if self.status == Status.OBJECTED and not self.objection_known_to(user):
            return self.status_before_objection
        return self.status

    def steps_kept_from(self, user: Viewer) -> frozenset[str]:
        steps = frozenset({"raise_objection", "refuse_objection", "lower_level", "uphold_objection"})
        return frozenset() if self.objection_known_to(user) else steps
