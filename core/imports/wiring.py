"""What the room tells the rest of the house at the start."""

from django.utils.translation import gettext_lazy as _

from core.api.registry import register as register_api
from core.audit.services import register as audit
from core.badges import Look
from core.badges import register as looks
from core.imports import jobs as _jobs  # noqa: F401 - registers the work
from core.imports.api import ImportBatchViewSet
from core.imports.kinds import kinds_for
from core.imports.models import ImportBatch
from core.navigation import NavItem, register
from core.search import search_list


def wire() -> None:
    """Audit, menu, looks and API. The rights belong to the kinds, which the floors above register."""
    search_list("imports", _("Imports"), "core.imports.tables.ImportFilter")
    # The trail names the file and what became of it; its cells and the report are not repeated there.
    audit(ImportBatch, exclude=["rows", "report", "remarks", "dropped"])
    register_api("imports", ImportBatchViewSet)
    looks(
        {
            "APPLIED": Look("good", "circle-check"),
            "UNDONE": Look("muted", "arrow-back-up"),
            "DROPPED": Look("muted", "trash"),
        }
    )
    register(
        NavItem(
            group="admin",
            label=_("Imports"),
            url_name="import-list",
            order=40,
            icon="file-import",
            test=lambda user: bool(kinds_for(user)),
        )
    )
