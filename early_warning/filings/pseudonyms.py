"""Pseudonyms P-xxxxxx for people who tune models and must not know names (handbook R19, P11): in filed rows, in what
was not taken of a file, and in what models find there, everywhere the same one."""

from collections.abc import Callable, Mapping
from typing import Any

from core.fields import blind_index
from early_warning.filings.catalogue import all_kinds
from early_warning.filings.models import DataFiling, FilingMapping
from early_warning.filings.models.states import CONFIRM, FILE

Mask = Callable[[str], str]

# Columns of filed rows that name a person or a company.
NAME_COLUMNS = frozenset(column.name for kind in all_kinds() for column in kind.columns if column.is_name)


def pseudonym(name: str) -> str:
    """The same P-code for the same name everywhere; without the key nobody gets back to the name."""
    return f"P-{blind_index(name)[:6]}"


def masks(user: Any) -> bool:
    """Whether `user` sees pseudonyms: the permission binds whoever holds it, unless he may verify as well."""
    return user.has_perm("warnings.view_pseudonyms") and not user.has_perm("warnings.triage_doubtpoint")


def mask_of(user: Any, filed: DataFiling | FilingMapping) -> Mask | None:
    """What hides the names in `filed` from `user`; None where he may read them.

    Who files for the unit, or answers for its data, reads his own file.
    """
    own = user.unit_id == filed.unit_id and (user.has_perm(FILE) or user.has_perm(CONFIRM))
    return pseudonym if masks(user) and not own else None


def masked_cells(row: Mapping[str, Any], mask: Mask | None) -> dict[str, Any]:
    """A filed row with `mask` over the columns that name somebody."""
    if mask is None:
        return dict(row)
    return {name: mask(str(value)) if name in NAME_COLUMNS and value else value for name, value in row.items()}


def masked_plan(plan: dict[str, Any], mask: Mask | None) -> dict[str, Any]:
    """A mapping as JSON with `mask` over the names that it gives to empty cells."""
    columns = plan.get("columns", {})
    defaults = {name: columns[name].get("default") for name in columns if name in NAME_COLUMNS}
    hidden = {name: columns[name] | {"default": mask(text)} for name, text in defaults.items() if mask and text}
    return plan | {"columns": columns | hidden}
