"""What the frame makes pages, API, to-dos and search from. Officials use the portal's own pages instead."""

from typing import Any, ClassVar

from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _

from core.mechanisms.registry import Lines, Mechanism
from core.scope import Viewer
from organization.models import User
from supervision.declarations.choices import State
from supervision.declarations.facts import facts_of
from supervision.declarations.models import (
    CeremonyInspection,
    CeremonyReport,
    DeclarationCampaign,
    KinBusiness,
    KinDeclaration,
    KinReview,
    MatterReport,
    ProhibitedCategory,
)
from supervision.declarations.rights import EXAMINE, INSPECT

CONTENT = ("company", "credit_code", "business_scope")
FOLDER = "supervision/declarations/panels"


class StaffMechanism(Mechanism):
    """Rows about other people; the official's own stand in the portal."""

    group = "self"
    remind = False
    restricted = True

    def rows(self, user: Viewer) -> QuerySet:
        rows = self.model.objects.visible_to(user).exclude(official__user=user)
        return rows.select_related(*self.relations, "official__user")


def businesses_to_examine(user: Viewer) -> QuerySet[KinBusiness]:
    """Businesses of the present filing of received declarations within the jurisdiction, never one's own."""
    received = KinDeclaration.objects.visible_to(user).exclude(official__user=user)
    received = received.exclude(status__in=(State.DUE, State.FILED, State.ARCHIVED))
    rows = KinBusiness.objects.filter(declaration__in=received, revision=F("declaration__revision"))
    return rows.select_related("declaration__official")


def inspectors(_user: Viewer) -> QuerySet[User]:
    """People of the offices that inspect."""
    return User.objects.filter(is_active=True, groups__name__in=("SUP", "STA", "CON")).distinct()


def open_ceremonies(user: Viewer) -> QuerySet[CeremonyReport]:
    closed = (State.OK, State.ARCHIVED, State.CANCELLED)
    rows = CeremonyReport.objects.visible_to(user).exclude(official__user=user).exclude(status__in=closed)
    return rows.select_related("official")


class KinDeclarations(StaffMechanism):
    model = KinDeclaration
    slug = "kin-declarations"
    icon, order = "building", 40
    columns = ("official", "unit", "year", "kind", "file_by", "filed_on", "status")
    filters = ("status", "unit", "year", "kind", "filed_on")
    bulk = ("receive", "accept", "archive")
    prefetch = ("businesses",)
    fields = (
        "official", "unit", "kind", "year", "changed_on", "file_by", "filed_on", "declared", "reviewer", "asked",
        "answer",
    )  # fmt: skip
    masked: ClassVar[list[str]] = ["asked", "answer"]
    lines = (
        Lines(
            model=KinBusiness,
            parent="declaration",
            title=_("Businesses as declared"),
            columns=("revision", "relation", "firm", "region", "since", "comparison"),
            order=("-revision", "no"),
            why_not=lambda _declaration, _user: _("Only the official declares, in the portal."),
            masked=CONTENT,
            empty=_("None to declare, or not filed yet."),
        ),
    )  # fmt: skip
    empty = _("No declaration matches. Open an annual filing, or clear the filters.")

    def panels(self, record: Any, user: Viewer) -> list[dict[str, Any]]:
        if not user.has_perm("supervision.view_kinreview"):
            return []
        rows = [(row, row.get_absolute_url()) for row in record.reviews().select_related("business", "category")]
        may = user.has_perm(EXAMINE) and record.status not in (State.DUE, State.FILED, State.ARCHIVED)
        businesses = record.current_businesses().filter(reviews=None) if may else []
        context = {"rows": rows, "businesses": businesses}
        return [{"title": _("Examinations"), "template": f"{FOLDER}/reviews.html", "context": context}]


class KinReviews(StaffMechanism):
    model = KinReview
    slug = "kin-reviews"
    icon, order = "zoom-question", 41
    columns = ("official", "unit", "category", "action", "action_due", "status")
    filters = ("status", "unit", "action")
    form_fields = ("business", "grounds")
    choices: ClassVar[Any] = {
        "business": businesses_to_examine,
        "category": lambda _user: ProhibitedCategory.objects.in_force(),
    }
    fields = (
        "official", "unit", "declared", "grounds", "category", "opinion", "proposer", "action", "action_due", "decider",
        "decided_at", "report", "reported_at", "rechecker", "recheck_note",
    )  # fmt: skip
    masked: ClassVar[list[str]] = ["grounds", "opinion", "report", "recheck_note"]
    related = ("business__declaration",)
    empty = _("No business is being examined. Begin on the page of a declaration.")

    def panels(self, record: Any, user: Viewer) -> list[dict[str, Any]]:
        context = {"declaration": record.business.declaration}
        return [{"title": _("Declaration"), "template": f"{FOLDER}/declaration.html", "context": context}]


class Categories(Mechanism):
    model = ProhibitedCategory
    slug = "prohibited-categories"
    group, icon, order = "admin", "ban", 120
    columns = ("code", "name", "applies_to", "basis_tag", "in_force_from", "status")
    filters = ("status",)
    search = ("code", "name", "applies_to")
    form_fields = ("code", "name", "applies_to", "basis_text", "basis_tag")
    fields = (
        "code", "name", "applies_to", "basis_text", "basis_tag", "created_by", "approver", "in_force_from",
        "in_force_to",
    )  # fmt: skip
    remind = False
    empty = _("No category yet. The text of the rule is not public: enter the categories that hold for you.")


class Campaigns(Mechanism):
    model = DeclarationCampaign
    slug = "annual-filings"
    group, icon, order = "self", "calendar-event", 44
    columns = ("year", "kind", "last_day", "opened_at", "status")
    filters = ("kind", "status", "year")
    form_fields = ("kind", "year")
    fields = ("kind", "year", "last_day", "opened_at", "created_by")
    remind = False
    search_box = False
    empty = _("No annual filing yet. Open one: from then on every official in office owes a declaration.")

    def panels(self, record: Any, user: Viewer) -> list[dict[str, Any]]:
        from supervision.declarations.views import coverage_panel

        return coverage_panel(record, user)


class MatterReports(StaffMechanism):
    model = MatterReport
    slug = "matter-reports"
    icon, order = "file-text", 42
    columns = ("official", "unit", "year", "kind", "file_by", "filed_on", "status")
    filters = ("status", "unit", "year", "kind", "filed_on")
    bulk = ("accept", "archive")
    fields = (
        "official", "unit", "kind", "year", "event_on", "file_by", "filed_on", "note", "reviewer", "asked", "answer",
    )  # fmt: skip
    empty = _("No report matches. Open an annual filing, or clear the filters.")


class Ceremonies(StaffMechanism):
    model = CeremonyReport
    slug = "ceremony-reports"
    icon, order = "users-group", 43
    columns = ("official", "unit", "event", "event_on", "file_by", "filed_on", "due_on", "status")
    filters = ("status", "unit", "event", "event_on")
    bulk = ("agree", "archive")
    fields = (
        "official", "unit", "event", "event_on", "place", "planned_tables", "planned_guests", "vehicles",
        "no_service_objects", "died_on", "phoned_on", "phoned_by", "file_by", "filed_on", "opinion", "opinion_words",
        "answer", "after_by", "after_on", "actual_tables", "actual_guests", "gifts", "gifts_note", "compare_note",
        "reviewer",
    )  # fmt: skip
    masked: ClassVar[list[str]] = ["asked", "answer", "place", "gifts_note", "opinion_words"]
    empty = _("No ceremony is reported.")

    def panels(self, record: Any, user: Viewer) -> list[dict[str, Any]]:
        seen = CeremonyInspection.objects.visible_to(user).filter(ceremony=record)
        may = user.has_perm(INSPECT) and record.status not in (State.OK, State.ARCHIVED, State.CANCELLED)
        return [
            {"title": _("What stands out"), "template": f"{FOLDER}/facts.html", "context": {"facts": facts_of(record)}},
            {
                "title": _("Inspections of the ceremony"),
                "template": f"{FOLDER}/inspections.html",
                "context": {
                    "rows": [(row, row.get_absolute_url()) for row in seen],
                    "ceremony": record if may else None,
                },
            },
        ]


class Inspections(StaffMechanism):
    model = CeremonyInspection
    slug = "ceremony-inspections"
    icon, order = "eye-check", 45
    columns = ("official", "unit", "ceremony", "inspector", "second_inspector", "due_on", "status")
    related = ("ceremony__official",)
    filters = ("status", "unit")
    form_fields = ("ceremony", "grounds", "inspector", "second_inspector")
    choices: ClassVar[Any] = {
        "ceremony": open_ceremonies,
        "inspector": inspectors,
        "second_inspector": inspectors,
    }
    fields = (
        "official", "unit", "ceremony", "grounds", "inspector", "second_inspector", "created_by", "approver",
        "inspected_at", "tables_seen", "guests_seen", "finding",
    )  # fmt: skip
    masked: ClassVar[list[str]] = ["finding"]
    empty = _("No inspection is proposed. Begin on the page of a ceremony.")


ALL: tuple[type[Mechanism], ...] = (
    KinDeclarations, KinReviews, Categories, Campaigns, MatterReports, Ceremonies, Inspections,
)  # fmt: skip
