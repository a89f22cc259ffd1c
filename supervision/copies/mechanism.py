from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from core.deadlines.turns import Turn
from core.mechanisms.panels import steps_panel
from core.mechanisms.registry import Lines, Mechanism
from core.scope import Viewer
from organization.models import User
from supervision.copies.choices import Status
from supervision.copies.facts import verified_doubts, verified_notices
from supervision.copies.models import CopyFact, CopyNotice, CopyRecipient

# Who has management responsibility: heads and members of teams, leaders of the commission, the organisation department.
RESPONSIBLE = ("UHD", "TMB", "DEP", "SEC", "ORG")


def responsible(_user: Viewer) -> QuerySet[User]:
    """The accounts a copy may go to."""
    return User.objects.filter(is_active=True, groups__name__in=RESPONSIBLE).distinct().order_by("full_name")


def why_not_change(notice: Any, user: Viewer) -> str:
    """Facts and recipients stand still once the draft is checked."""
    return notice.why_not_edit(user)


class CopyNotices(Mechanism):
    model = CopyNotice
    slug = "copy-notices"
    group, icon, order = "warning", "copy", 46
    grants = {
        "view": ("SEC", "DEP", "SUP", "STA", "CON"),
        "add": ("SUP", "STA"),
        "check_copynotice": ("SUP", "STA", "CON"),
        "approve_copynotice": ("DEP", "SEC"),
    }
    columns = ("doc_no", "title", "unit", "official", "status", "due_on")
    filters = ("status", "unit", "due_on")
    search = ("doc_no", "title")
    fields = (
        "unit", "official", "title", "purpose", "request", "legal_basis", "created_by", "checker", "approver",
        "served_at", "told_at",
    )  # fmt: skip
    form_fields = ("unit", "official", "title", "purpose", "request", "legal_basis")
    turns = (Turn(Q(status=Status.SERVED, recipients__answered_at__isnull=True), people=("recipients__user",)),)
    empty = _("No copy notice yet.")
    portal = _("Copies to me")
    restricted = True
    lines = (
        Lines(
            model=CopyFact, parent="notice", title=_("Verified facts"), columns=("text", "warning", "doubt"),
            form_fields=("text", "warning", "doubt"), why_not=why_not_change,
            choices={"warning": verified_notices, "doubt": verified_doubts},
            empty=_("Choose what was verified: settled notices or confirmed doubt points."),
        ),
        Lines(
            model=CopyRecipient, parent="notice", title=_("Copied to"), columns=("user", "status", "acked_at"),
            form_fields=("user",), why_not=why_not_change, choices={"user": responsible},
            empty=_("Name who has management responsibility."),
        ),
    )  # fmt: skip

    def in_menu(self, user: Viewer) -> bool:
        return super().in_menu(user) or user.has_role(*RESPONSIBLE)

    def panels(self, record: Any, user: Viewer) -> list[dict[str, Any]]:
        """Once served, each copy has its own steps; whoever got one sees only his, the office all."""
        if record.status not in (Status.SERVED, Status.CLOSED):
            return []
        copies = record.recipients.select_related("notice", "user__unit")
        if not user.has_perm(self.permission("view")):
            copies = copies.filter(user=user)
        return [steps_panel(_("Feedback"), copies, user, note="feedback")]
