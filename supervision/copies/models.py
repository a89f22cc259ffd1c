from datetime import date
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.columns import moment, person
from core.records.base import four_eyes
from core.records.objections import Objection
from core.scope import Viewer
from early_warning.notices.evidence import fact_fingerprint
from early_warning.notices.services import rule_enter
from officials.records import OfficialRecord
from supervision.copies.choices import UNAPPROVED, Status
from supervision.copies.course import CopyCourse, CopyNoticeCourse
from supervision.copies.responsible import responsible
from supervision.copies.scope import CopyFactQuerySet, CopyNoticeQuerySet, OfCopyNoticeQuerySet
from supervision.verified import RestsOnRecord


class CopyNotice(CopyNoticeCourse):
    """Verified facts about a unit, or about one of its officials, for those who manage them (M29).

    ``withhold_reason``: why the person concerned is not told, written by whoever approves (PIPL 35).
    """

    official: Any = models.ForeignKey(
        "officials.Official", on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("official"), help_text=_("Empty: the facts are about the unit."),
    )  # fmt: skip
    chain_fields = ("created_by", "checker", "approver", "signed_off_by")

    title = models.CharField(_("matter"), max_length=80)
    purpose = models.CharField(_("purpose"), max_length=200)
    request = models.TextField(_("what is asked"), help_text=_("Education or management measures; no verdict."))
    checker = person(_("checked by"))
    approver = person(_("approved by"))
    approved_at = moment(_("approved at"))
    signed_off_by = person(_("frequency signed off by"))
    served_at = moment(_("served at"))
    withhold_reason = models.CharField(
        _("why the person concerned is not told"), max_length=300, blank=True,
        help_text=_("Leave empty: he is told that a copy notice was issued, and to whom."),
    )  # fmt: skip

    by_hand = models.BooleanField(_("to be brought on paper"), default=False, editable=False)
    answer = models.TextField(_("answer of the person concerned"), blank=True)
    answered_at = moment(_("answered at"))

    if not TYPE_CHECKING:  # mypy takes the base of records for the owner of the name
        objects = CopyNoticeQuerySet.as_manager()

    class Meta(OfficialRecord.Meta):
        verbose_name, verbose_name_plural = _("copy notice"), _("copy notices")
        permissions = [
            ("check_copynotice", _("Can check copy notices")),
            ("approve_copynotice", _("Can approve copy notices")),
            ("sign_off_copynotice", _("Can sign off the frequency of copy notices")),
            ("decide_copynotice_objection", _("Can decide objections to copy notices")),
        ]
        constraints = [
            four_eyes("created_by", "checker", name="copynotice_drafter_is_not_checker"),
            four_eyes("created_by", "approver", name="copynotice_drafter_is_not_approver"),
            four_eyes("checker", "approver", name="copynotice_checker_is_not_approver"),
            four_eyes("created_by", "signed_off_by", name="copynotice_drafter_does_not_sign_off"),
            four_eyes("checker", "signed_off_by", name="copynotice_checker_does_not_sign_off"),
            models.CheckConstraint(
                condition=Q(status__in=UNAPPROVED)
                | Q(checker__isnull=False, approver__isnull=False, doc_no__isnull=False),
                name="copynotice_not_unapproved",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.doc_no} {self.title}" if self.doc_no else self.title

    def prepare(self, actor: Viewer) -> None:
        """The rule enters the catalogue, where an administrator checks it before it is printed; the facts must be about
        the unit and person that the notice is about now."""
        rule_enter(text=self.legal_basis)
        for fact in self.facts.all() if self.pk else ():
            fact.notice = self
            fact.clean()
            fact.save()


class CopyObjection(Objection):
    """What the person concerned says against a copy notice, decided outside its chain (R07)."""

    decide = "supervision.decide_copynotice_objection"

    paper = models.ForeignKey(
        CopyNotice, on_delete=models.PROTECT, related_name="objections", verbose_name=_("copy notice")
    )

    class Meta(Objection.Meta):
        verbose_name = _("objection to a copy notice")
        verbose_name_plural = _("objections to copy notices")


class CopyFact(RestsOnRecord):
    """One verified fact, with the record it rests on. Until the notice is revoked no other may say the same (R37)."""

    record_names = ("warning", "doubt", "problem", "talk")

    notice = models.ForeignKey(
        CopyNotice, on_delete=models.CASCADE, related_name="facts", verbose_name=_("copy notice")
    )
    talk = models.ForeignKey(
        "supervision.Talk", on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("reminder talk"),
    )  # fmt: skip
    text = models.CharField(_("fact"), max_length=500)
    fingerprint = models.CharField(max_length=64, blank=True, editable=False)
    alive = models.BooleanField(default=True, editable=False)

    if not TYPE_CHECKING:  # mypy takes the base of records for the owner of the name
        objects = CopyFactQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(warning__isnull=False, doubt__isnull=True, problem__isnull=True, talk__isnull=True)
                    | Q(warning__isnull=True, doubt__isnull=False, problem__isnull=True, talk__isnull=True)
                    | Q(warning__isnull=True, doubt__isnull=True, problem__isnull=False, talk__isnull=True)
                    | Q(warning__isnull=True, doubt__isnull=True, problem__isnull=True, talk__isnull=False)
                ),
                name="copyfact_rests_on_one_record",
            ),
            models.UniqueConstraint(
                fields=["fingerprint"], condition=Q(alive=True), name="copyfact_copied_once",
                violation_error_message=_("There is a copy notice on these facts already."),
            ),
        ]  # fmt: skip
        verbose_name, verbose_name_plural = _("verified fact"), _("verified facts")

    def __str__(self) -> str:
        return self.text

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.fingerprint = self.print_of()
        super().save(*args, **kwargs)

    @property
    def paper(self) -> CopyNotice:
        return self.notice

    def print_of(self) -> str:
        """What makes two facts the same: the record, about the same unit and person."""
        record = next(iter(self.evidence_records), None)
        return fact_fingerprint(
            unit=self.notice.unit, official=self.notice.official, text=self.text, record=record
        )  # fmt: skip

    def clean(self) -> None:
        """One record, verified, of the notice's own unit, and about nobody but the person it is about."""
        if len(self.evidence_records) != 1:
            raise ValidationError(_("Choose one record on which the fact rests."))
        super().clean()
        self.fingerprint = self.print_of()


class CopyRecipient(CopyCourse):
    """One person with management responsibility who gets a copy, and what he reports back."""

    notice = models.ForeignKey(
        CopyNotice, on_delete=models.CASCADE, related_name="recipients", verbose_name=_("copy notice")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("copied to")
    )
    acked_at = moment(_("acknowledged at"))
    feedback = models.TextField(_("measures and feedback"), blank=True)
    answered_at = moment(_("feedback at"))

    if not TYPE_CHECKING:  # mypy takes the base of records for the owner of the name
        objects = OfCopyNoticeQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["notice", "user"], name="copyrecipient_once")]
        verbose_name, verbose_name_plural = _("copy"), _("copies")

    def __str__(self) -> str:
        return f"{self.user} ({self.user.unit or ''})" if self.user.unit_id else str(self.user)

    def get_absolute_url(self) -> str:
        return self.notice.get_absolute_url()

    @property
    def due_on(self) -> date | None:
        return self.notice.due_on if self.notice.status == Status.SERVED else None

    @property
    def closed_at(self) -> Any:
        """Nothing is waited for once feedback was given."""
        return self.answered_at

    def clean(self) -> None:
        """The person concerned gets no copy of what is told about him: he is told otherwise."""
        official = self.notice.official
        if official is not None and official.user_id == self.user_id:
            raise ValidationError({"user": _("The person concerned is told by the copy notice itself.")})
        if not responsible(self.notice).filter(pk=self.user_id).exists():
            raise ValidationError({"user": _("This account has no management responsibility for the unit.")})
