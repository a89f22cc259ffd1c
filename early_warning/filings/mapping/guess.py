"""A first guess at the mapping plan, from headers in Chinese or English. A person looks at it before it counts."""

from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz

from core.reading.headers import bare, folded, names_wan, normalised
from early_warning.filings.catalogue import Column, ColumnType, DatasetKind
from early_warning.filings.mapping.plan import ColumnPlan, MappingPlan, Scale

# Below this two headers are different words; measured on the aliases: 合同签订日 ~ 合同签订日期, but 付款 ≁ 收款.
SIMILAR = 84.0
_EXACT = 101.0


def known_headers(kind: DatasetKind) -> frozenset[str]:
    """Every header by which a column of this kind is recognised, normalised."""
    return frozenset(normalised(header) for column in kind.columns for header in column.headers)


def guess_plan(kind: DatasetKind, headers: Sequence[str]) -> MappingPlan:
    """The best assignment of headers to columns: best matches first, each header used once."""
    scores = sorted(_scores(kind, headers), key=lambda found: -found[0])
    columns: dict[str, ColumnPlan] = {}
    taken: set[str] = set()
    for _score, column, header in scores:
        if column.name not in columns and header not in taken:
            columns[column.name] = _plan(column, header)
            taken.add(header)
    return _with_fiscal_year(kind, MappingPlan(columns=columns))


def _scores(kind: DatasetKind, headers: Iterable[str]) -> Iterable[tuple[float, Column, str]]:
    for header in headers:
        for column in kind.columns:
            score = _similarity(header, column)
            if score >= SIMILAR:
                yield score, column, header


def _similarity(header: str, column: Column) -> float:
    """How alike a header and a column are, up to 101 for the same word; earlier aliases win over later ones."""
    forms = (folded(header), normalised(header), bare(header))
    best = 0.0
    for place, alias in enumerate(column.headers):
        known = (folded(alias), normalised(alias), bare(alias))
        # The same word beats the same word without brackets, that beats one without fillers, that a similar one.
        score = next((_EXACT - step / 2 for step in range(3) if forms[step] == known[step]), 0.0)
        best = max(best, (score or fuzz.ratio(known[1], forms[1])) - place / 100)
    return best


def _plan(column: Column, header: str) -> ColumnPlan:
    wan = column.type is ColumnType.MONEY and names_wan(header)
    return ColumnPlan(sources=(header,), scale=Scale.WAN if wan else Scale.YUAN)


def _with_fiscal_year(kind: DatasetKind, plan: MappingPlan) -> MappingPlan:
    """A fiscal year that the file does not name is read from the date of the row."""
    date_plan = plan.column(kind.date_column)
    if "fiscal_year" not in kind.by_name or plan.column("fiscal_year").is_set or not date_plan.sources:
        return plan
    return plan.with_column("fiscal_year", ColumnPlan(sources=date_plan.sources, year_of=True))
