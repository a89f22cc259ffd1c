from datetime import date
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.columns import moment, person
from core.records.base import four_eyes
from officials.records import OfficialRecord
from supervision.copies.choices import UNAPPROVED, Status
from supervision.copies.course import CopyCourse, CopyNoticeCourse
from supervision.copies.facts import is_verified
from supervision.copies.scope import CopyNoticeQuerySet, OfCopyNoticeQuerySet


class CopyNotice(CopyNoticeCourse):
    """Verified facts about a unit, or about one of its officials, for those who manage them (M29).

    ``withhold_reason``: why the person concerned is not told, written by whoever approves (PIPL 35).
    """

    official: Any = models.ForeignKey(
        "officials.Official", on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("official"), help_text=_("Empty: the facts are about the unit."),
    )  # fmt: skip
    title = models.CharField(_("matter"), max_length=80)
    purpose = models.CharField(_("purpose"), max_length=200)
    request = models.TextField(_("what is asked"), help_text=_("Education or management measures; no verdict."))
    checker = person(_("checked by"))
    approver = person(_("approved by"))
    approved_at = moment(_("approved at"))
    served_at = moment(_("served at"))
    withhold_reason = models.CharField(
        _("why the person concerned is not told"), max_length=300, blank=True,
        help_text=_("Leave empty: he is told that a copy notice was issued, and to whom."),
    )  # fmt: skip

    if not TYPE_CHECKING:  # mypy takes the base of records for the owner of the name
        objects = CopyNoticeQuerySet.as_manager()

    class Meta(OfficialRecord.Meta):
        verbose_name, verbose_name_plural = _("copy notice"), _("copy notices")
        permissions = [
            ("check_copynotice", _("Can check copy notices")),
            ("approve_copynotice", _("Can approve copy notices")),
        ]
        constraints = [
            four_eyes("created_by", "checker", name="copynotice_drafter_is_not_checker"),
            four_eyes("created_by", "approver", name="copynotice_drafter_is_not_approver"),
            four_eyes("checker", "approver", name="copynotice_checker_is_not_approver"),
            models.CheckConstraint(
                condition=Q(status__in=UNAPPROVED)
                | Q(checker__isnull=False, approver__isnull=False, doc_no__isnull=False),
                name="copynotice_not_unapproved",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.doc_no} {self.title}" if self.doc_no else self.title


class CopyFact(models.Model):
    """One verified fact, with the record it rests on."""

    notice = models.ForeignKey(
        CopyNotice, on_delete=models.CASCADE, related_name="facts", verbose_name=_("copy notice")
    )
    warning = models.ForeignKey(
        "warnings.Notice", on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("settled notice"),
    )  # fmt: skip
    doubt = models.ForeignKey(
        "warnings.DoubtPoint", on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("confirmed doubt point"),
    )  # fmt: skip
    text = models.CharField(_("fact"), max_length=500)

    if not TYPE_CHECKING:  # mypy takes the base of records for the owner of the name
        objects = OfCopyNoticeQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(warning__isnull=False, doubt__isnull=True) | Q(warning__isnull=True, doubt__isnull=False),
                name="copyfact_rests_on_one_record",
            ),
        ]
        verbose_name, verbose_name_plural = _("verified fact"), _("verified facts")

    def __str__(self) -> str:
        return self.text

    def clean(self) -> None:
        """Only what is verified may be copied, and only of the notice's own unit."""
        if (self.warning is None) == (self.doubt is None):
            raise ValidationError(_("Choose one record on which the fact rests."))
        rests_on: Any = self.warning or self.doubt
        if not is_verified(self.warning, self.doubt) or rests_on.unit_id != self.notice.unit_id:
            raise ValidationError(_("Only a verified record of the same unit may be copied."))


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
