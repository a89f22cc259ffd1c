"""The mapping page as one object: a form for each column, and the plan that they make together."""

from collections.abc import Iterator
from typing import Any

from django.http import QueryDict

from core.errors import InvalidInput
from early_warning.filings.forms import ColumnPlanForm, FileRulesForm
from early_warning.filings.mapping.plan import MappingPlan
from early_warning.filings.models import DataFiling


class MappingForm:
    """Bound to ``data`` when the person sent the page, else filled from ``plan``."""

    def __init__(self, filing: DataFiling, plan: MappingPlan, data: QueryDict | None = None) -> None:
        headers, words = filing.sample["headers"], filing.sample["words"]
        self.columns = [
            ColumnPlanForm(column, headers, words, data=data, initial=_initial(plan, column.name))
            for column in filing.dataset.columns
        ]
        marks = {"ignore_marks": " ".join(plan.ignore_marks), "empty_words": " ".join(plan.empty_words)}
        self.rules = FileRulesForm(data=data, initial=marks)
        self._given = plan

    def __iter__(self) -> Iterator[ColumnPlanForm]:
        return iter(self.columns)

    def translated(self) -> list[ColumnPlanForm]:
        """The columns whose words can be translated."""
        return [form for form in self.columns if form.words]

    def plan(self) -> MappingPlan:
        """The plan as sent, or as given when nothing was sent. Raises InvalidInput for what the page never offered."""
        if not self.rules.is_bound:
            return self._given
        forms: list[Any] = [*self.columns, self.rules]
        broken = [form for form in forms if not form.is_valid()]
        if broken:
            details = [f"{name}: {' '.join(errors)}" for form in broken for name, errors in form.errors.items()]
            raise InvalidInput("; ".join(details), field="mapping")
        plans = {form.column.name: form.plan() for form in self.columns}
        return MappingPlan(
            columns={name: plan for name, plan in plans.items() if plan.is_set},
            ignore_marks=tuple(self.rules.cleaned_data["ignore_marks"].split()),
            empty_words=tuple(self.rules.cleaned_data["empty_words"].split()),
        )


def _initial(plan: MappingPlan, name: str) -> dict[str, Any]:
    column = plan.column(name)
    return {
        "sources": list(column.sources),
        "join": column.join.value,
        "default": column.default,
        "scale": column.scale.value,
        "dates": column.dates.value,
        "year_of": column.year_of,
        "values": dict(column.values),
        "otherwise": column.otherwise,
    }
