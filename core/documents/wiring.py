"""What the room tells the rest of the house at the start."""

from django.utils.translation import gettext_lazy as _

from core.api.registry import register as serve
from core.audit.services import register as audit
from core.deadlines.models import DeadlineRule
from core.documents.citations import basis_source
from core.documents.models import AllocatedNumber, IssuedDocument
from core.documents.texts.models import DocumentText
from core.documents.texts.views import texts_to_decide
from core.navigation import NavItem, register
from core.permissions import grant
from core.scope import Viewer
from core.search import Hit, search_source
from core.workbench.registry import todo_source

STAFF = ("SEC", "DEP", "CM", "PET", "SUP", "INV", "TRI", "CON", "STA", "INS", "CSO", "ARC")
REGISTER_KEEPERS = ("SEC", "DEP", "CM", "ARC")


def wire() -> None:
    """Audit, rights, menu and search of documents and numbers."""
    from core.documents import api  # after the apps are ready: serializers look at the models

    audit(IssuedDocument)
    audit(AllocatedNumber)
    grant("core.view_issueddocument", *STAFF)
    grant("core.print_documents", *REGISTER_KEEPERS)
    grant("core.view_allocatednumber", *REGISTER_KEEPERS)
    grant("core.view_numberseries", *REGISTER_KEEPERS)
    _texts()
    serve("documents", api.DocumentViewSet)
    serve("document-texts", api.DocumentTextViewSet)
    search_source("documents", _("Documents"), find_documents)
    register(
        NavItem(
            group="reports",
            label=_("Issued documents"),
            url_name="document-list",
            order=80,
            icon="file-text",
            permission="core.view_issueddocument",
        )
    )
    register(
        NavItem(
            group="reports",
            label=_("Document numbers"),
            url_name="document-number-list",
            order=90,
            icon="list-numbers",
            permission="core.view_allocatednumber",
        )
    )


def _texts() -> None:
    """The wording of documents: proposed by an administrator, approved by the secretary."""
    audit(DocumentText)
    grant("core.view_documenttext", *STAFF, "ADM")
    grant("core.propose_documenttext", "ADM")
    grant("core.approve_documenttext", "SEC")
    todo_source("document-texts", _("Texts of documents"), texts_to_decide)
    basis_source(DeadlineRule.objects.all)
    register(
        NavItem(
            group="admin",
            label=_("Texts of documents"),
            url_name="document-texts",
            order=52,
            icon="file-text",
            permission="core.view_documenttext",
        )
    )


def find_documents(user: Viewer, text: str, limit: int) -> list[Hit]:
    """Documents by number or title, among those whose record ``user`` sees. A hit opens the record, not the PDF."""
    found = IssuedDocument.objects.visible_to(user).filter(doc_no__icontains=text)[:limit]
    return [Hit(str(document), _owner_url(document), document.kind) for document in found]


def _owner_url(document: IssuedDocument) -> str:
    address = getattr(document.owner, "get_absolute_url", document.get_absolute_url)
    return str(address())
