from typing import Any

import django_tables2 as tables
from django.db.models import DateField
from django.utils.safestring import SafeString
from django.utils.text import capfirst

from core.badges import word_of
from core.templatetags.ui import status_badge


class RecordTable(tables.Table):
    """The house's table. Subclass with ``class Meta(RecordTable.Meta): model, fields``.

    Columns named ``status`` and ``state`` show badges on the page and words in exports.
    """

    class Meta:
        attrs = {"class": "table table-vcenter card-table table-hover"}
        empty_text = ""
        order_by_field = "sort"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields = self._meta.model._meta.concrete_fields if self._meta.model else ()
        days = {field.name for field in fields if isinstance(field, DateField)}
        for bound in self.columns:
            bound.column.verbose_name = capfirst(bound.column.verbose_name)
            if bound.name in days:  # a day is not broken at its hyphens
                cell = bound.column.attrs.setdefault("td", {})
                cell["class"] = f"{cell.get('class', '')} lj-nowrap".strip()

    def render_status(self, record: Any) -> SafeString:
        return status_badge(record)

    def render_state(self, record: Any) -> SafeString:
        return status_badge(record, field="state")

    def value_status(self, record: Any) -> str:
        return str(word_of(record)[1])

    def value_state(self, record: Any) -> str:
        return str(word_of(record, "state")[1])
