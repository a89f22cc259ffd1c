from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cases.leads import who
from cases.leads.choices import Office
from cases.leads.models import Lead
from core.mechanisms.registry import Mechanism
from core.scope import Viewer
from organization.models import User

OFFICES = tuple(Office)
DESKS = ("CM", "CSO")


def handlers(user: Viewer) -> QuerySet:
    """The people of the offices; whether one fits the lead, the step says. The own house is handled by CSO alone."""
    offices = ("CSO",) if user.has_role("CSO") else tuple(office for office in OFFICES if office != "CSO")
    return User.objects.filter(is_active=True, groups__name__in=offices).order_by("pk").distinct()


class Leads(Mechanism):
    model = Lead
    slug = "leads"
    group, icon, order = "cases", "radar", 10
    grants = {
        "view": ("SEC", "DEP", *DESKS, "SUP", "STA", "INV"),
        "add": DESKS,
        "assign_lead": DESKS,
        "handle_lead": OFFICES,
        "approve_lead": ("SEC", "DEP"),
        "decide_verified_lead": ("SEC",),
        "own_house_lead": ("CSO",),
    }
    columns = ("doc_no", "received_on", "source", "conduct", "about", "office", "method", "status", "due_on")
    filters = ("status", "source", "conduct", "office", "method", "outcome", "unit", "received_on", "due_on")
    search = ("doc_no", "subject")
    related = ("unit", "official")
    fields = (
        "source", "received_on", "about", "conduct", "summary", "office", "handler", "specificity", "method", "opinion",
        "drafter", "proposed_on", "approver", "approved_on", "outcome", "result", "reporter", "reported_on", "accepter",
        "earlier", "clarify_by", "legal_basis", "created_by",
    )  # fmt: skip
    form_fields = ("source", "received_on", "official", "unit", "subject", "conduct", "summary", "legal_basis")
    choices = {"handler": handlers}
    masked = ["official", "unit", "subject", "summary", "opinion", "result", "earlier"]
    restricted = True
    remind = False  # its wiring does
    empty = _("No lead lies within your task.")

    def waiting(self, rows: QuerySet, user: Viewer) -> QuerySet:
        """What is assigned to an office waits for the handler, not for all of its people."""
        only_handles = user.has_perm(who.HANDLE) and not user.has_perm(who.ASSIGN)
        return rows.filter(handler=user) if only_handles else rows
