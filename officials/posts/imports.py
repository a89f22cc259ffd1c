"""Posts from a file: one row for each seat."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.errors import Conflict, InvalidInput
from core.imports.columns import CellType, ImportColumn
from core.imports.kinds import ImportKind
from core.scope import Viewer
from officials.posts.models import Post, Rank
from officials.posts.services import post_create, post_edit
from organization.units.imports import unit_by_code
from organization.units.models import HeadKind, Unit

UNIT = ImportColumn(
    name="unit", headers=("单位代码", "Unit code"), required=True, key=True, max_length=20, sample="U901"
)


def seat_of(unit: Unit, *, name: str, order: int | None) -> Post | None:
    """The post of that name, an open one before a closed one; its number says which where several have it.

    Raises Conflict when the number is missing there.
    """
    seats = Post.objects.filter(unit=unit, name=name)
    seats = seats if order is None else seats.filter(order=order)
    found = list(seats.filter(active=True)) or list(seats.order_by("-pk")[:1])
    if len(found) > 1:
        raise Conflict(
            _("The unit has several posts of this name."),
            field="order",
            cure=_("Give the number: %(numbers)s.") % {"numbers": ", ".join(str(post.order) for post in found)},
        )
    return found[0] if found else None


class PostImport(ImportKind):
    """Seats of units, known by unit, name and number."""

    key = "posts"
    label = gettext_lazy("Posts of units")
    help = gettext_lazy(
        "One row for each seat. Several seats of the same name in one unit need different numbers; another number is "
        "another seat."
    )
    model = Post
    permission = "officials.change_post"
    state_fields = ("unit", "name", "rank", "is_head", "head_kind", "in_team", "order", "active")
    columns = (
        UNIT,
        ImportColumn(
            name="name", headers=("职务", "Post"), required=True, key=True, max_length=80, sample="副局长(示例)"
        ),
        ImportColumn(
            name="order",
            headers=("序号", "Number in the unit"),
            type=CellType.INTEGER,
            key=True,
            help=gettext_lazy("The order of the posts in the unit; tells seats of the same name apart."),
            sample="11",
        ),
        ImportColumn(
            name="rank",
            headers=("职级", "Rank"),
            type=CellType.CHOICE,
            choices=Rank,
            required=True,
            sample="县处级副职",
        ),
        ImportColumn(name="is_head", headers=("一把手", "Unit head"), type=CellType.YES_NO, sample="否"),
        ImportColumn(
            name="head_kind",
            headers=("一把手类型", "Kind of head"),
            type=CellType.CHOICE,
            choices=HeadKind,
            help=gettext_lazy("Only for heads; empty: as the unit says."),
        ),
        ImportColumn(name="in_team", headers=("班子成员", "Leadership team"), type=CellType.YES_NO, sample="是"),
        ImportColumn(
            name="active",
            headers=("在用", "Active"),
            type=CellType.YES_NO,
            help=gettext_lazy("No: the post is closed; it stays with its history."),
        ),
    )

    def find(self, values: dict[str, Any], actor: Viewer) -> Post | None:
        unit = unit_by_code(values["unit"], actor=actor, field="unit")
        return seat_of(unit, name=values["name"], order=values.get("order"))

    def create(self, values: dict[str, Any], actor: Viewer) -> Post:
        unit = unit_by_code(values["unit"], actor=actor, field="unit")
        if values.get("head_kind") and not values.get("is_head"):
            raise InvalidInput(
                _("Only a head's post has a kind of head."), field="head_kind", cure=_("Empty the cell.")
            )
        return post_create(**values | {"unit": unit})

    def update(self, record: Post, values: dict[str, Any], actor: Viewer) -> Post:
        return post_edit(post=record, **values)

    def restore(self, record: Post, values: dict[str, Any], actor: Viewer) -> None:
        post_edit(post=record, **values)
