"""Issued documents in numbers: one receipt rendered once, stored as often as a test wants."""

from collections.abc import Set
from functools import cache

from django.db.models import Model

from core import clock
from core.documents.models import IssuedDocument
from core.documents.rendering import render_pdf
from core.documents.storage import document_store
from tests.core.documents import samples


@cache
def receipt() -> bytes:
    """A delivery receipt."""
    return render_pdf("warnings/notices/documents/w20.html", samples.w20())


def receipts(owner: Model, count: int, *, restricted: Set[int] = frozenset()) -> list[IssuedDocument]:
    """``count`` documents of ``owner``, numbered from 1; those of ``restricted`` name their readers."""
    made = []
    for number in range(1, count + 1):
        path, sha256 = document_store(receipt(), folder="2026/W20")
        made.append(
            IssuedDocument.objects.create(
                owner=owner,
                kind="W20",
                version=number,
                doc_no=f"云纪警〔2026〕{number}号",
                title="送达回证",
                path=path,
                sha256=sha256,
                size=len(receipt()),
                restricted=number in restricted,
                created_at=clock.now(),
            )
        )
    return made
