"""Saved mappings."""

from typing import Any

from django.utils.translation import gettext as _

from core import clock
from core.errors import InvalidInput
from early_warning.filings.mapping.plan import MappingPlan
from early_warning.filings.mapping.ready import ready_for, ready_mappings
from early_warning.filings.models import DataFiling, FilingMapping
from early_warning.filings.services.dates import dataset_of
from early_warning.filings.services.uploads import refuse_other_units
from organization.models import Unit


def mapping_save(*, unit: Unit, kind: str, name: str, plan: MappingPlan, actor: Any) -> FilingMapping:
    """Keep a plan under a name; the same name again replaces it."""
    refuse_other_units(actor, unit)
    dataset = dataset_of(kind)
    if not name.strip():
        raise InvalidInput(
            _("A saved mapping needs a name."), field="name", cure=_("Name the system the file comes from.")
        )
    unknown = plan.columns.keys() - dataset.by_name.keys()
    if unknown:
        raise InvalidInput(_("Unknown columns: %(names)s") % {"names": ", ".join(sorted(unknown))}, field="plan")
    mapping, _created = FilingMapping.objects.update_or_create(
        unit=unit,
        kind=dataset.code,
        name=name.strip()[:60],
        defaults={"plan": plan.to_json(), "saved_by": actor, "saved_at": clock.now()},
    )
    return mapping


def mapping_named(*, unit: Unit, kind: str, name: str) -> MappingPlan:
    """The unit's mapping of this name, or else the product's. Raises InvalidInput when there is none, naming those
    that exist."""
    plans = {one.name: one.plan for one in ready_mappings() if one.kind == kind}
    plans |= {row.name: row.as_plan() for row in FilingMapping.objects.filter(unit=unit, kind=kind)}
    if name not in plans:
        names = ", ".join(plans)
        raise InvalidInput(
            _("There is no mapping “%(name)s” for this unit and dataset.") % {"name": name},
            field="mapping",
            cure=_("Saved mappings: %(names)s") % {"names": names},
        )
    return plans[name]


def mapping_names(filing: DataFiling) -> list[str]:
    """What the mapping page offers: everything the unit has saved, and what of the product's fits the file."""
    own = FilingMapping.objects.filter(unit=filing.unit_id, kind=filing.kind).values_list("name", flat=True)
    ready = [one.name for one in ready_for(filing.kind, filing.sample["headers"])]
    return list(dict.fromkeys([*own, *ready]))
