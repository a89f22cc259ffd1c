"""What the customer may change about filings: who owes which dataset how often, and how long uploads wait."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from core import parameters
from core.parameters import Param, ParameterGroup, Values
from early_warning.filings.catalogue import DatasetKind, Frequency, all_kinds
from organization.models import UnitKind

_ALL = [kind.value for kind in UnitKind if kind != UnitKind.ROOT]
# Party offices and mass organisations hardly ever tender themselves.
_TENDERING = [kind for kind in _ALL if kind not in (UnitKind.PARTY, UnitKind.MASS, UnitKind.CONGRESS)]
_OWING: dict[str, list[str]] = {"bids": _TENDERING}


def _group(kind: DatasetKind) -> ParameterGroup:
    return ParameterGroup(
        f"filing-{kind.code}",
        kind.label,
        (
            Param("unit_kinds", _OWING.get(kind.code, _ALL), _("Types of units that file it"), basis="M04"),
            Param("frequency", kind.frequency.value, _("How often: month or quarter"), basis="M04"),
        ),
    )


for _kind in all_kinds():
    parameters.define(_group(_kind))
parameters.define(
    ParameterGroup(
        "filing-storage",
        _("Storage of uploads"),
        (Param("upload_days", 7, _("Days that an upload waits to be filed"), unit="天", basis="R29"),),
    )
)


@dataclass(frozen=True, slots=True)
class DutyRule:
    """Who owes one dataset, and how often."""

    unit_kinds: list[str]
    frequency: Frequency


def duty_rule(kind: str, *, as_of: date) -> DutyRule:
    """The rule of one dataset on a day."""
    found = parameters.values(f"filing-{kind}", as_of=as_of)
    return DutyRule(list(found["unit_kinds"]), Frequency(found["frequency"]))


def storage_values() -> Values:
    """The values for uploads."""
    return parameters.values("filing-storage")
