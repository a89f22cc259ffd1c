from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from core.parameters import Values
from early_warning.ecology.measuring import in_use
from early_warning.ecology.parameters import RuleBook, rule_book
from early_warning.ecology.registry import Dimension, Indicator, context_indicators, dimensions, indicators, source_of
from early_warning.ecology.views.access import EcologyPage


@dataclass(frozen=True)
class Line:
    """One indicator with the parameters in force."""

    indicator: Indicator
    values: Values
    has_source: bool
    in_use: bool


class IndicatorsView(EcologyPage):
    """All indicators with weights, targets and versions: public to everybody the index concerns (R35)."""

    def get(self, request: Any) -> HttpResponse:
        book = rule_book()
        groups = [(dimension, _lines(dimension, book)) for dimension in dimensions()]
        context = {
            "title": _("Indicators and weights"),
            "groups": groups,
            "context_indicators": context_indicators(),
            "index": book.index,
            "number": book.number,
            "in_use": sum(line.in_use for _dimension, lines in groups for line in lines),
            "total": len(indicators()),
            "may_open_parameters": request.user.has_perm("core.view_parameterversion"),
        }
        return render(request, "warnings/ecology/indicators.html", context)


def _lines(dimension: Dimension, book: RuleBook) -> list[Line]:
    return [
        Line(i, book.by_code[i.code], source_of(i.code) is not None, in_use(i, book))
        for i in indicators()
        if i.dimension == dimension.code
    ]
