from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.deadlines.turns import Turn
from core.mechanisms.objections import Objections, objections_panel
from core.mechanisms.panels import evidence_panel, steps_panel
from core.mechanisms.registry import Lines, Mechanism
from core.scope import Viewer
from supervision.copies.choices import Status
from supervision.copies.course import OUT, concerned
from supervision.copies.models import CopyFact, CopyNotice, CopyObjection, CopyRecipient
from supervision.copies.responsible import ROLES, responsible
from supervision.verified import offered


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
        "sign_off_copynotice": ("DEP",),
        "decide_copynotice_objection": ("DEP", "SEC"),
    }
    columns = ("doc_no", "title", "unit", "official", "status", "due_on")
    filters = ("status", "unit", "due_on")
    search = ("doc_no", "title")
    fields = (
        "unit", "official", "title", "purpose", "request", "legal_basis", "created_by", "checker", "approver",
        "signed_off_by", "served_at", "told_at", "by_hand", "answer", "answered_at",
    )  # fmt: skip
    form_fields = ("unit", "official", "title", "purpose", "request", "legal_basis")
    turns = (Turn(Q(status=Status.SERVED, recipients__answered_at__isnull=True), people=("recipients__user",)),)
    empty = _("No copy notice yet.")
    portal = _("Copies to me")
    restricted = True
    lines = (
        Lines(
            model=CopyFact, parent="notice", title=_("Verified facts"), columns=("text", *CopyFact.record_names),
            form_fields=("text", *CopyFact.record_names), why_not=why_not_change,
            choices=offered(*CopyFact.record_names),
            empty=_("Choose what was verified: a settled notice, doubt point, problem or reminder talk."),
        ),
        Lines(
            model=CopyRecipient, parent="notice", title=_("Copied to"), columns=("user", "status", "acked_at"),
            form_fields=("user",), why_not=why_not_change, choices_of={"user": responsible},
            empty=_("Name who has management responsibility."),
        ),
    )  # fmt: skip

    def in_menu(self, user: Viewer) -> bool:
        return super().in_menu(user) or user.has_role(*ROLES)

    def panels(self, record: Any, user: Viewer) -> list[dict[str, Any]]:
        """Once served, each copy has its own steps; whoever got one sees only his, the office all."""
        by_office = user.has_perm(self.permission("view"))
        parts = [evidence_panel(record.facts.all(), user)] if by_office or concerned(record, user) else []
        parts += objections_panel(_("Objections"), record, user)
        if record.status not in OUT:
            return parts
        copies = record.recipients.select_related("notice", "user__unit")
        if not by_office:
            copies = copies.filter(user=user)
        return [*parts, steps_panel(_("Feedback"), copies, user, note="feedback")]


class CopyObjections(Objections):
    model = CopyObjection
    slug = "copy-objections"
    group, order = "warning", 47
    answers = "warnings.answer_notice"
    grants = {"view": ("DEP", "SEC")}
    search = ("paper__doc_no", "paper__title")
    empty = _("No objection to a copy notice.")
