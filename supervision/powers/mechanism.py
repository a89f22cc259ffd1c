from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from core.mechanisms.registry import Lines, Mechanism
from core.scope import Viewer
from officials.models import Post
from organization.models import Unit
from organization.scope import unit_condition
from organization.users.belonging import own_units
from supervision.filed import why_not_write
from supervision.powers.models import PowerExercise, PowerItem, PowerList

UNIT = ("LIA", "UHD")
OFFICES = ("SUP", "STA", "CON")
LEADERS = ("SEC", "DEP")


def posts_of(user: Viewer) -> QuerySet[Post]:
    """The posts of the units within ``user``'s jurisdiction."""
    return Post.objects.filter(unit__in=Unit.objects.filter(unit_condition(user)).values("pk"), active=True)


class PowerLists(Mechanism):
    model = PowerList
    slug = "power-lists"
    group, icon, order = "self", "list-details", 45
    grants = {"view": (*LEADERS, *OFFICES, *UNIT), "add": UNIT, "file_powerlist": UNIT, "check_powerlist": OFFICES}
    columns = ("unit", "version", "effective_on", "status", "filed_on", "due_on")
    filters = ("status", "unit", "effective_on")
    search = ("minutes_ref", "reason")
    fields = (
        "unit",
        "version",
        "reason",
        "effective_on",
        "meeting_on",
        "minutes_ref",
        "filed_on",
        "filed_by",
        "checked_on",
        "checked_by",
        "ended_on",
    )
    form_fields = ("unit", "effective_on", "reason", "legal_basis")
    empty = _("No list of powers yet: the liaison or the head of a unit begins one.")
    lines = (
        Lines(
            model=PowerItem,
            parent="power_list",
            title=_("Powers"),
            columns=("name", "category", "holder_post", "authority", "constraints", "risk", "controls"),
            form_fields=(
                "name", "category", "holder_post", "authority", "procedure", "co_sign", "collective", "publicity",
                "publicity_channel", "risk", "controls",
            ),
            why_not=why_not_write,
            order=("category", "pk"),
            choices={"holder_post": posts_of},
        ),
    )  # fmt: skip


class PowerExercises(Mechanism):
    model = PowerExercise
    slug = "power-exercises"
    group, icon, order = "self", "gavel", 46
    grants = {"view": (*LEADERS, *OFFICES, *UNIT), "add": (*UNIT, "SUP", "STA")}
    columns = ("matter", "unit", "item", "holding_post", "on", "checks", "status")
    related = ("item__power_list", "item__holder_post__unit")
    filters = ("status", "unit", "on")
    search = ("matter", "item__name", "meeting_ref")
    fields = ("unit", "item", "holding_post", "authority", "on", "matter", "amount", "checks")
    form_fields = ("item", "on", "matter", "amount", "co_signed_by", "meeting_ref", "published_on")
    choices = {"item": lambda user: PowerItem.objects.visible_to(user).in_force()}
    empty = _("No use of a power is on record.")

    def waiting(self, rows: QuerySet, user: Viewer) -> QuerySet:
        """What the own unit, or one oneself, put on record is linked to its decision."""
        return rows.filter(Q(unit__in=own_units(user)) | Q(created_by=user))

    def panels(self, record: PowerExercise, user: Viewer) -> list[dict[str, Any]]:
        context = {"exercise": record, "decision": visible_decision(record, user), "missing": record.missing_checks()}
        return [{"title": _("Who decided"), "template": "supervision/powers/answer.html", "context": context}]


def visible_decision(record: PowerExercise, user: Viewer) -> Any:
    """The real decision, where ``user`` may see it himself."""
    row: Any = record.decision
    rows: Any = getattr(type(row), "objects", None)
    if row is None or not hasattr(rows, "visible_to"):
        return row
    return rows.visible_to(user).filter(pk=row.pk).first()
