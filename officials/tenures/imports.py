"""Tenures from a file: who takes and leaves which office when."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.errors import InvalidInput
from core.imports.columns import CellType, ImportColumn
from core.imports.kinds import ImportKind, Row
from core.scope import Viewer
from officials.people.models import Official
from officials.posts.imports import UNIT, seat_of
from officials.posts.models import Post
from officials.tenures.models import Tenure
from officials.tenures.services import tenure_begin, tenure_correct
from organization.units.imports import unit_by_code


class TenureImport(ImportKind):
    """Appointments. A row speaks of the tenure of that person in that post that starts on that day."""

    key = "tenures"
    label = gettext_lazy("Tenures")
    help = gettext_lazy(
        "One row for each person and post. Who leaves and who follows may stand in one file in any order: the leaving "
        "is written first."
    )
    model = Tenure
    permission = "officials.change_tenure"
    state_fields = ("official", "post", "start", "end", "document")
    columns = (
        ImportColumn(
            name="official",
            headers=("干部编号", "Official code"),
            required=True,
            key=True,
            max_length=12,
            sample="O-9001",
        ),
        ImportColumn(
            name="name",
            headers=("姓名", "Full name"),
            max_length=60,
            help=gettext_lazy("Compared with the code, so that a slip is found."),
            sample="张示例",
        ),
        UNIT,
        ImportColumn(
            name="post", headers=("职务", "Post"), required=True, key=True, max_length=80, sample="副局长(示例)"
        ),
        ImportColumn(
            name="order",
            headers=("序号", "Number in the unit"),
            type=CellType.INTEGER,
            key=True,
            help=gettext_lazy("Only where the unit has several posts of this name."),
        ),
        ImportColumn(
            name="start",
            headers=("任职日期", "Takes office on"),
            type=CellType.DATE,
            required=True,
            key=True,
            sample="2026-03-01",
        ),
        ImportColumn(
            name="end",
            headers=("离任日期", "Leaves office on"),
            type=CellType.DATE,
            help=gettext_lazy("The last day; empty while it runs."),
        ),
        ImportColumn(name="document", headers=("任职文号", "Appointment document"), max_length=60),
    )

    def sequence(self, rows: Sequence[Row], actor: Viewer) -> list[Row]:
        """What exists (an end to enter) before what is new, the new in the order of their days."""
        codes = {row.values["official"] for row in rows}
        known = set(
            Tenure.objects.visible_to(actor).filter(official__code__in=codes).values_list("official__code", "start")
        )
        return sorted(
            rows, key=lambda row: ((row.values["official"], row.values["start"]) not in known, row.values["start"])
        )

    def find(self, values: dict[str, Any], actor: Viewer) -> Tenure | None:
        official, post = self._official(values, actor), self._post(values, actor)
        return Tenure.objects.filter(official=official, post=post, start=values["start"]).first()

    def create(self, values: dict[str, Any], actor: Viewer) -> Tenure:
        return tenure_begin(
            official=self._official(values, actor),
            post=self._post(values, actor),
            start=values["start"],
            end=values.get("end"),
            document=values.get("document", ""),
        )

    def update(self, record: Tenure, values: dict[str, Any], actor: Viewer) -> Tenure:
        return tenure_correct(
            tenure=record,
            start=record.start,
            end=values.get("end", record.end),
            document=values.get("document", record.document),
        )

    def restore(self, record: Tenure, values: dict[str, Any], actor: Viewer) -> None:
        tenure_correct(tenure=record, start=values["start"], end=values["end"], document=values["document"])

    @staticmethod
    def _official(values: dict[str, Any], actor: Viewer) -> Official:
        official = Official.objects.visible_to(actor).filter(code=values["official"]).first()
        if official is None:
            raise InvalidInput(
                _("There is no official with this code that you may see."),
                field="official",
                cure=_("Correct the code, or import the person first."),
            )
        if values.get("name") and values["name"] != official.name:
            raise InvalidInput(
                _("This code belongs to another name."), field="name", cure=_("Compare code and name of the row.")
            )
        return official

    @staticmethod
    def _post(values: dict[str, Any], actor: Viewer) -> Post:
        unit = unit_by_code(values["unit"], actor=actor, field="unit")
        post = seat_of(unit, name=values["post"], order=values.get("order"))
        if post is None:
            raise InvalidInput(
                _("The unit has no post of this name."),
                field="post",
                cure=_("Correct the name, or import the post first."),
            )
        return post
