from core.mechanisms.registry import Lines, Mechanism
from tests.sample_mechanism.models import Pledge, Point, Status


class Pledges(Mechanism):
    model = Pledge
    slug = "pledges"
    group, icon, order = "self", "signature", 300
    grants = {"view": ("SEC", "DEP", "SUP"), "add": ("SUP",), "approve_pledge": ("DEP",)}
    columns = ("subject", "unit", "official", "status", "due_on")
    filters = ("status", "unit", "due_on")
    search = ("subject", "doc_no")
    fields = ("unit", "official", "request", "pledge", "kept_until", "approver")
    form_fields = ("unit", "official", "subject", "request")
    masked = ["pledge"]
    bulk = ("approve", "close")
    portal = "Pledges"
    empty = "No pledge yet."
    lines = (
        Lines(
            model=Point,
            parent="pledge",
            title="Points",
            columns=("text",),
            form_fields=("text",),
            why_not=lambda pledge, user: "" if pledge.status == Status.DRAFT else "The pledge is approved.",
        ),
    )
