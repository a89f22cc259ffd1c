"""Units from a file: a tree whose rows may stand in any order."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.errors import InvalidInput
from core.imports.columns import CellType, ImportColumn
from core.imports.kinds import ImportKind, Row
from core.scope import Viewer
from organization.units.models import HeadKind, Unit, UnitField, UnitKind
from organization.units.services import unit_create, unit_edit


def unit_by_code(code: str, *, actor: Viewer, field: str) -> Unit:
    """The unit with that code which ``actor`` sees. Raises InvalidInput for every other one, hidden or missing."""
    unit = Unit.objects.visible_to(actor).filter(code=code).first()
    if unit is None:
        raise InvalidInput(
            _("There is no unit with the code “%(code)s” that you may see.") % {"code": code},
            field=field,
            cure=_("Correct the code, or enter the unit first."),
        )
    return unit


class UnitImport(ImportKind):
    """The tree of units. ``parent`` names a unit of the product or another row of the file."""

    key = "units"
    label = gettext_lazy("Units")
    help = gettext_lazy("One row for each unit, in any order: a parent may stand below its child.")
    model = Unit
    permission = "organization.change_unit"
    state_fields = ("code", "name", "short_name", "kind", "parent", "head_kind", "field", "active")
    columns = (
        ImportColumn(
            name="code",
            headers=("单位代码", "Unit code"),
            required=True,
            key=True,
            max_length=20,
            help=gettext_lazy("Letters, digits, points and hyphens. It never changes."),
            sample="U901",
        ),
        ImportColumn(name="name", headers=("单位名称", "Unit name"), required=True, max_length=100, sample="市示例局"),
        ImportColumn(name="short_name", headers=("简称", "Short name"), max_length=40, sample="示例局"),
        ImportColumn(
            name="kind",
            headers=("单位类型", "Type"),
            type=CellType.CHOICE,
            choices=UnitKind,
            required=True,
            sample="政府综合部门",
        ),
        ImportColumn(
            name="parent",
            headers=("上级单位代码", "Parent code"),
            max_length=20,
            help=gettext_lazy("The code of the unit above; empty for the top of a tree."),
            sample="R2",
        ),
        ImportColumn(
            name="head_kind",
            headers=("一把手类型", "Head"),
            type=CellType.CHOICE,
            choices=HeadKind,
            sample="党政一肩挑",
        ),
        ImportColumn(name="field", headers=("权力领域", "Field"), type=CellType.CHOICE, choices=UnitField),
        ImportColumn(
            name="active",
            headers=("在用", "Active"),
            type=CellType.YES_NO,
            help=gettext_lazy("No: the unit is closed; it stays with its history."),
            sample="是",
        ),
    )

    def sequence(self, rows: Sequence[Row], actor: Viewer) -> list[Row]:
        """Parents before children; rows that wait for one another in a circle are left out."""
        waiting = {row.values["code"]: row for row in rows}
        ordered: list[Row] = []
        while ready := [row for row in waiting.values() if row.values.get("parent") not in waiting]:
            for row in ready:
                del waiting[row.values["code"]]
            ordered += ready
        return ordered

    def find(self, values: dict[str, Any], actor: Viewer) -> Unit | None:
        return Unit.objects.visible_to(actor).filter(code=values["code"]).first()

    def create(self, values: dict[str, Any], actor: Viewer) -> Unit:
        return unit_create(**self._resolved(values, actor))

    def update(self, record: Unit, values: dict[str, Any], actor: Viewer) -> Unit:
        return unit_edit(unit=record, **self._resolved(values, actor))

    def restore(self, record: Unit, values: dict[str, Any], actor: Viewer) -> None:
        parent = Unit.objects.filter(pk=values.pop("parent_id")).first()
        unit_edit(unit=record, parent=parent, **values)

    @staticmethod
    def _resolved(values: dict[str, Any], actor: Viewer) -> dict[str, Any]:
        found = dict(values)
        if "parent" in found:
            found["parent"] = unit_by_code(found["parent"], actor=actor, field="parent")
        return found
