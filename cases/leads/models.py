from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.leads import effects
from cases.leads.choices import BEFORE_APPROVAL, Conduct, Method, Office, Outcome, Source, Specificity
from cases.leads.course import LeadCourse
from cases.leads.scope import LeadQuerySet
from core.columns import day, person
from core.records.base import four_eyes
from core.records.labels import labelled
from core.scope import Viewer


class Lead(LeadCourse):
    """One lead: information that suggests a certain breach by a certain person or unit (M14).

    Only people make one (R01). Who reported it stands nowhere in this system but with the petitions office (R17).
    ``due_on``: the day of the disposal opinion (D01), then of the verification report (D04).
    """

    source = models.CharField(_("source"), max_length=12, choices=Source.choices)
    received_on = models.DateField(_("day of receipt"), db_index=True)
    official = models.ForeignKey(
        "officials.Official", on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("official"),
    )  # fmt: skip
    unit = models.ForeignKey(
        "organization.Unit", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("unit"),
        help_text=_("Empty: the unit of the official."),
    )  # fmt: skip
    subject = models.CharField(
        _("subject in words"), max_length=120, blank=True,
        help_text=_("Only where the official or the unit is not known yet."),
    )  # fmt: skip
    conduct = models.CharField(_("alleged conduct"), max_length=12, choices=Conduct.choices)
    summary = models.TextField(
        _("what is alleged"), help_text=_("Not a word about who reported it, no state secrets, no private life.")
    )
    office = models.CharField(_("office in charge"), max_length=3, choices=Office.choices, blank=True)
    specificity = models.PositiveSmallIntegerField(
        _("specificity"), choices=Specificity.choices, null=True, blank=True,
        help_text=_("How much the lead gives to go by; it says nothing about the person."),
    )  # fmt: skip
    method = models.CharField(_("disposal"), max_length=12, choices=Method.choices, blank=True)
    opinion = models.TextField(_("disposal opinion and plan"), blank=True)
    drafter = person(_("proposed by"))
    proposed_on = day(_("proposed on"))
    approver = person(_("approved by"))
    approved_on = day(_("approved on"))
    outcome = models.CharField(_("outcome of the lead"), max_length=10, choices=Outcome.choices, blank=True)
    result = models.TextField(_("what was found"), blank=True)
    reporter = person(_("reported by"))
    reported_on = day(_("reported on"))
    accepter = person(_("result approved by"))
    earlier = models.TextField(_("earlier disposals"), blank=True, editable=False)
    clarify_by = day(_("clarification to be offered by"))

    if not TYPE_CHECKING:  # mypy takes the base of records for the owner of the name
        objects = LeadQuerySet.as_manager()

    class Meta(LeadCourse.Meta):
        ordering = ["-received_on", "-pk"]
        verbose_name, verbose_name_plural = _("lead"), _("leads")
        permissions = [
            ("assign_lead", _("Can assign and archive leads")),
            ("handle_lead", _("Can handle leads of the own office")),
            ("approve_lead", _("Can approve what is done with leads")),
            ("decide_verified_lead", _("Can decide on the report of a preliminary verification")),
            ("own_house_lead", _("Can handle leads about the commission's own people, and only those")),
        ]
        indexes = [models.Index(fields=["official", "status"], name="lead_of_official")]
        constraints = [
            four_eyes("created_by", "approver", name="lead_registrar_is_not_approver"),
            four_eyes("drafter", "approver", name="lead_drafter_is_not_approver"),
            four_eyes("created_by", "accepter", name="lead_registrar_is_not_accepter"),
            four_eyes("reporter", "accepter", name="lead_reporter_is_not_accepter"),
            models.CheckConstraint(
                condition=Q(official__isnull=False) | Q(unit__isnull=False) | ~Q(subject=""), name="lead_has_a_subject",
                violation_error_message=_("Name the official or the unit, or write whom the lead is about."),
            ),
            models.CheckConstraint(
                condition=Q(status__in=BEFORE_APPROVAL) | Q(drafter__isnull=False, approver__isnull=False),
                name="lead_not_disposed_of_unapproved",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        """The number alone: what a lead is about stands on its page only."""
        return self.doc_no or f"{self._meta.verbose_name} {self.received_on.isoformat()}"

    def prepare(self, actor: Viewer) -> None:
        effects.prepare(self, actor)

    @property
    @labelled(_("about"))
    def about(self) -> str:
        """Whom it is about: the official with his unit, the unit, or the words of the register."""
        named = [str(row) for row in (self.unit, self.official) if row is not None]
        return " · ".join(named) or self.subject
