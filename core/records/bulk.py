"""One step for many records of a list: each in a transaction of its own, each refusal with its reason."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from core import parameters
from core.errors import DomainError, InvalidInput, Text
from core.records.parameters import TABLES
from core.scope import Viewer
from core.workflow.models import WorkflowModel
from core.workflow.queries import status_field
from core.workflow.services import transition_perform_plain


@dataclass(frozen=True)
class BulkAction:
    name: str
    label: Text
    reason: str


@dataclass
class BulkResult:
    done: int = 0
    refused: list[str] = field(default_factory=list)


def bulk_actions(model: type[WorkflowModel], names: Sequence[str], user: Viewer) -> list[BulkAction]:
    """Those of the transitions ``names`` that the user's role allows at all."""
    known = {found.name: found for found in status_field(model).get_all_transitions(model)} if names else {}
    return [
        BulkAction(name, known[name].custom.get("label", name), known[name].custom.get("reason", ""))
        for name in names
        if not isinstance(known[name].permission, str) or user.has_perm(known[name].permission)
    ]


def bulk_perform(*, rows: QuerySet, pks: Iterable[int], name: str, actor: Viewer, reason: str) -> BulkResult:
    """Perform ``name`` on the chosen ones of ``rows`` (narrowed to what the actor sees).

    Raises InvalidInput for more than ``bulk_rows``: nothing is done then.
    """
    result, chosen = BulkResult(), set(pks)
    limit = parameters.values(TABLES.key)["bulk_rows"]
    if len(chosen) > limit:
        raise InvalidInput(
            _("%(count)s records are too many for one step.") % {"count": len(chosen)},
            cure=_("Choose at most %(limit)s.") % {"limit": limit},
        )
    for record in rows.filter(pk__in=chosen):
        try:
            transition_perform_plain(instance=record, name=name, actor=actor, reason=reason)
        except DomainError as error:
            result.refused.append(f"{record}: {error}")
        else:
            result.done += 1
    return result
