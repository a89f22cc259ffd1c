from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.deadlines.turns import Turn
from core.mechanisms.registry import Lines, Mechanism
from core.scope import Viewer
from organization.models import User
from supervision.handover.choices import AFTER_SIGNING, Status
from supervision.handover.conditions import by_outgoing
from supervision.handover.lint import missing_problems
from supervision.handover.models import Handover, HandoverCopy, HandoverItem, TraceBack
from supervision.handover.models.handover import RUN
from supervision.handover.tracing import heads_in

OFFICES = ("SUP", "STA")
LEADERS = ("SEC", "DEP")
SUPERVISORS = ("DEP", "SUP", "STA", "SEC")
PARTNERS = ("ORG", "JNT", "OFF", "UHD")


def supervisors(user: Viewer) -> QuerySet[User]:  # noqa: ARG001 - asked for every reader - whoever may supervise, for every unit
    """Staff of the commission who may supervise a handover (监交人)."""
    return User.objects.filter(is_active=True, groups__name__in=SUPERVISORS).distinct().order_by("username")


def addressees(user: Viewer) -> QuerySet[User]:  # noqa: ARG001
    """Accounts that a copy may be addressed to: partners and the heads themselves (R20)."""
    return User.objects.filter(is_active=True, groups__name__in=PARTNERS).distinct().order_by("username")


def why_not_item(handover: Handover, user: Viewer) -> str:
    """The outgoing head writes on the drawn list, the office until the meeting and while objections are open."""
    if by_outgoing(handover, user):
        return "" if handover.status == Status.DRAWN else gettext("The list is no longer the outgoing head's to write.")
    if not user.has_perm(RUN):
        return gettext("Your role may not do this.")
    open_to_office = (Status.DRAWN, Status.SUPPLEMENTED, Status.OBJECTED)
    return "" if handover.status in open_to_office else gettext("The list is fixed now.")


def why_not_copy(handover: Handover, user: Viewer) -> str:
    if not user.has_perm(RUN):
        return gettext("Your role may not do this.")
    return "" if handover.status in AFTER_SIGNING else gettext("Copies are handed out once all three have signed.")


class Handovers(Mechanism):
    model = Handover
    slug = "handovers"
    group, icon, order = "govern", "arrows-exchange", 60
    grants = {
        "view": (*LEADERS, *OFFICES),
        "add": OFFICES,
        "run_handover": OFFICES,
        "approve_handover": LEADERS,
    }
    columns = ("unit", "outgoing", "incoming", "status", "signed_on", "due_on")
    related = ("tenure__post", "supervisor")
    filters = ("status", "unit", "signed_on", "due_on")
    search = ("doc_no", "outgoing__name", "incoming__name")
    fields = (
        "doc_no", "unit", "outgoing", "incoming", "tenure", "drawn_on", "statement", "met_on", "place", "attendees",
        "supervisor", "outgoing_signed_at", "incoming_signed_at", "supervisor_signed_at", "signed_on", "plan",
        "plan_on", "check_due", "check_result", "checked_by", "checked_on", "approver",
    )  # fmt: skip
    masked = ["statement", "plan", "check_result"]
    choices = {"supervisor": supervisors}
    portal = _("Handovers")
    restricted = True
    # The heads write, sign and plan; the rest is the office's (D34).
    turns = (
        Turn(Q(status=Status.DRAWN), people=("outgoing__user", "handler")),
        Turn(Q(status=Status.MET, outgoing_signed_at__isnull=True), people=("outgoing__user", "handler")),
        Turn(Q(status=Status.MET, incoming_signed_at__isnull=True), people=("incoming__user", "handler")),
        Turn(Q(status=Status.MET, supervisor_signed_at__isnull=True), people=("supervisor", "handler")),
        Turn(Q(status=Status.SIGNED), people=("incoming__user", "handler")),
    )
    empty = _("No handover yet. Changes of heads wait on their own page until somebody opens one.")
    lines = (
        Lines(
            model=HandoverItem,
            parent="handover",
            title=_("Problem list"),
            columns=("headline", "particulars", "due_on", "dispute", "progress"),
            form_fields=("origin", "title", "standing", "due_on", "measures", "remaining", "risks", "contact"),
            why_not=why_not_item,
            empty=_("No problem is on the list."),
        ),
        Lines(
            model=HandoverCopy,
            parent="handover",
            title=_("Six copies"),
            columns=("keeper", "user", "handed_on"),
            form_fields=("keeper", "user", "handed_on"),
            why_not=why_not_copy,
            choices={"user": addressees},
            empty=_("Copies are handed out once all three have signed."),
        ),
    )

    def in_menu(self, user: Viewer) -> bool:
        """Also of heads, who find their own there, and of partners, who find the copies addressed to them."""
        return super().in_menu(user) or user.has_role("UHD", "ORG", "JNT")

    def panels(self, record: Handover, user: Viewer) -> list[dict[str, Any]]:
        """To the offices: what the list lacks."""
        if not user.has_perm("supervision.view_handover"):
            return []
        context = {"missing": missing_problems(record)}
        return [{"title": _("Is the list whole?"), "template": "supervision/handover/missing.html", "context": context}]


def items_of(user: Viewer) -> QuerySet[HandoverItem]:
    return HandoverItem.objects.visible_to(user)


class TraceBacks(Mechanism):
    model = TraceBack
    slug = "tracebacks"
    group, icon, order = "govern", "history", 63
    grants = {
        "view": (*LEADERS, *OFFICES),
        "add": OFFICES,
        "conclude_traceback": OFFICES,
        "approve_traceback": LEADERS,
    }
    columns = ("problem", "unit", "first", "last", "status", "concluded_on")
    filters = ("status", "unit", "first")
    search = ("problem",)
    fields = (
        "unit",
        "problem",
        "item",
        "first",
        "last",
        "legal_basis",
        "conclusion",
        "concluded_by",
        "concluded_on",
        "approver",
    )
    form_fields = ("unit", "problem", "item", "first", "last", "legal_basis")
    choices = {"item": items_of}
    masked = ["conclusion"]
    restricted = True
    empty = _("No problem was traced back yet.")

    def panels(self, record: TraceBack, user: Viewer) -> list[dict[str, Any]]:
        context = {"heads": heads_in(record, user)}
        return [{"title": _("Heads in office"), "template": "supervision/handover/heads.html", "context": context}]
