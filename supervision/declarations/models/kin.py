"""M33: what relatives of an official do in business. Only the statutory fields; nobody is named but by his role."""

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core import clock
from core.columns import day, moment
from core.fields import EncryptedTextField, blind_index
from core.records.labels import labelled
from core.scope import Viewer
from core.workflow.steps import step
from supervision.declarations.choices import CompanyRole, Comparison, Kin, KinStatus, Occasion, State
from supervision.declarations.comparing import businesses_compare
from supervision.declarations.conditions import NO_OPEN_REVIEW, SAID_NOTHING
from supervision.declarations.engine import Judged, worded
from supervision.declarations.rights import JUDGE_KIN, RECEIVE_KIN, by_official, may_judge, may_receive
from supervision.declarations.scope import DeclarationQuerySet, OfDeclarationQuerySet


@worded(KinStatus)
class KinDeclaration(Judged):
    """One official's declaration for one year, or of one change. "None to declare" is a full filing.

    ``revision`` counts the filings: a correction writes its businesses anew, the earlier ones stay readable.
    """

    receive_right, judge_right = RECEIVE_KIN, JUDGE_KIN

    kind = models.CharField(_("occasion"), max_length=6, choices=Occasion.choices, default=Occasion.ANNUAL)
    year = models.PositiveSmallIntegerField(_("year"))
    campaign = models.ForeignKey(
        "supervision.DeclarationCampaign", on_delete=models.PROTECT, null=True, blank=True,
        related_name="kin_declarations", verbose_name=_("campaign"),
    )  # fmt: skip
    changed_on = day(_("changed on"))
    none_declared = models.BooleanField(_("none to declare"), default=False)
    revision = models.PositiveSmallIntegerField(_("filing no."), default=0, editable=False)
    signed_at = moment(_("signed by the official at"))

    if not TYPE_CHECKING:
        objects = DeclarationQuerySet.as_manager()

    class Meta(Judged.Meta):
        ordering = ["-year", "unit__code", "official__code", "-pk"]
        verbose_name, verbose_name_plural = _("business declaration"), _("business declarations")
        indexes = [
            models.Index(fields=["unit", "year"], name="kindecl_unit_year"),
            models.Index(fields=["file_by"], name="kindecl_file_by"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["official", "year"], condition=Q(kind=Occasion.ANNUAL), name="kindecl_one_a_year",
                violation_error_message=_("The official has a declaration for this year."),
            ),
            models.CheckConstraint(
                condition=Q(status=State.DUE) | Q(signed_at__isnull=False, filed_on__isnull=False),
                name="kindecl_filed_is_signed",
            ),
            models.CheckConstraint(
                condition=~Q(kind=Occasion.CHANGE) | Q(changed_on__isnull=False), name="kindecl_change_has_day"
            ),
        ]  # fmt: skip
        permissions = [
            ("receive_kindeclaration", _("Can receive business declarations")),
            ("judge_kindeclaration", _("Can judge business declarations")),
            ("view_declaration_coverage", _("Can see who filed declarations in time")),
        ]

    @property
    def heading(self) -> str:
        return f"{self.get_kind_display()} {self.year}"

    @property
    def portal_url(self) -> str:
        return reverse("my-kin", args=[self.pk])

    def current_businesses(self) -> QuerySet["KinBusiness"]:
        return self.businesses.filter(revision=self.revision)

    def reviews(self) -> QuerySet:
        from supervision.declarations.models.review import KinReview

        return KinReview.objects.filter(business__declaration=self)

    @labelled(_("declared"))
    def declared(self) -> str:
        """What was declared, in a word: for lists that show no content."""
        if self.status == State.DUE:
            return "–"
        count = sum(row.revision == self.revision for row in self.businesses.all())  # lists prefetch them
        words = ngettext("%(count)s business", "%(count)s businesses", count) % {"count": count}
        return str(_("None to declare")) if self.none_declared else words

    @step(State.DUE, State.FILED, by_official, _("File and sign"), hidden=True)
    def file(self, *, none_declared: bool, **_values: Any) -> None:
        self.none_declared, self.signed_at, self.revision = none_declared, clock.now(), self.revision + 1
        self.mark_filed()

    @step(State.FILED, State.REVIEWED, may_receive, _("Receive and compare"), style="primary")
    def receive(self, *, actor: Viewer, **_values: Any) -> None:
        """The organisation department takes it in; the public company data are laid beside it."""
        self.mark_reviewed(actor)
        businesses_compare(declaration=self)

    @step(
        (State.REVIEWED, State.CORRECTED), State.OK, may_judge, _("Nothing to object"), style="primary",
        conditions=(SAID_NOTHING, NO_OPEN_REVIEW),
    )  # fmt: skip
    def accept(self, *, actor: Viewer, **_values: Any) -> None:
        self.mark_reviewed(actor)

    @step(
        (State.REVIEWED, State.ASK, State.CORRECTED, State.OK), State.CORRECTED, by_official, _("Correct"), hidden=True,
    )  # fmt: skip
    def correct(self, *, none_declared: bool, answer: str, **_values: Any) -> None:
        """He files anew what was wrong (R32), whether he was asked or not."""
        self.none_declared, self.signed_at, self.revision = none_declared, clock.now(), self.revision + 1
        self.take_answer(answer)


class KinBusiness(models.Model):
    """One business of one relative. Company, credit code and scope are encrypted; the code is found by its blind index.

    There is no room for a name, an identity number or a birthday of anybody, and none for minors (R34).
    """

    declaration = models.ForeignKey(
        KinDeclaration, on_delete=models.CASCADE, related_name="businesses", verbose_name=_("declaration")
    )
    revision = models.PositiveSmallIntegerField(_("filing no."), default=1)
    no = models.PositiveSmallIntegerField(_("No."))
    kin = models.CharField(_("relative"), max_length=12, choices=Kin.choices)
    of_age = models.BooleanField(_("of full age"), default=False)
    company = EncryptedTextField(_("company"))
    credit_code = EncryptedTextField(_("unified social credit code"))
    credit_code_index = models.CharField(max_length=64, editable=False, db_index=True)
    role = models.CharField(_("role in the company"), max_length=12, choices=CompanyRole.choices)
    share_percent = models.DecimalField(_("share (%)"), max_digits=5, decimal_places=2, null=True, blank=True)
    business_scope = EncryptedTextField(_("business scope"), blank=True)
    region = models.CharField(_("region"), max_length=40)
    since = models.DateField(_("since"))
    comparison = models.CharField(
        _("comparison"), max_length=7, choices=Comparison.choices, default=Comparison.WAITING, editable=False
    )
    compared_at = moment(_("compared at"))

    objects: Any = OfDeclarationQuerySet.as_manager()

    class Meta:
        ordering = ["declaration", "-revision", "no"]
        default_permissions = ()
        verbose_name, verbose_name_plural = _("business of a relative"), _("businesses of relatives")
        constraints = [
            models.UniqueConstraint(fields=["declaration", "revision", "no"], name="kinbusiness_no"),
            models.CheckConstraint(condition=Q(kin__in=Kin.values), name="kinbusiness_statutory_role"),
            models.CheckConstraint(condition=Q(of_age=True), name="kinbusiness_no_minors"),
            models.CheckConstraint(
                condition=Q(share_percent__isnull=True) | Q(share_percent__gt=0, share_percent__lte=100),
                name="kinbusiness_share_is_a_percentage",
            ),
            models.CheckConstraint(
                condition=~Q(role=CompanyRole.SHAREHOLDER) | Q(share_percent__isnull=False),
                name="kinbusiness_shareholder_has_share",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.declaration.official} · {self.get_kin_display()} {self.no}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keeps the blind index of the code derived."""
        self.credit_code_index = blind_index(self.credit_code)
        super().save(*args, **kwargs)

    @labelled(_("relative and role"))
    def relation(self) -> str:
        """Who by role, as what: 配偶 · 股东 60%."""
        share = f" {self.share_percent.normalize():f}%" if self.share_percent else ""
        return f"{self.get_kin_display()} · {self.get_role_display()}{share}"

    @labelled(_("company"))
    def firm(self) -> str:
        """Company, code and scope, one below the other."""
        return "\n".join(part for part in (self.company, self.credit_code, self.business_scope) if part)
