from typing import Any

from django.apps import apps
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from core.attachments.rights import attach_url
from core.attachments.services import attachments_of
from core.evidence.services import evidence_open
from core.http import Request
from core.records.owned import papers_seen
from core.workflow import guards


@require_GET
def evidence_page(request: Request, app: str, model: str, pk: int) -> HttpResponse:
    """One fact with the records and files it rests on. Opening it is recorded (R03)."""
    try:
        found: Any = apps.get_model(app, model)
    except LookupError as error:
        raise Http404 from error
    if not hasattr(found, "evidence_records"):
        raise Http404
    fact = get_object_or_404(papers_seen(found, request.user), pk=pk)
    guards.enter(fact.paper, request.user)
    evidence_open(fact=fact, actor=request.user)
    seen = [
        {"record": row, "url": row.get_absolute_url() if _sees(row, request.user) else ""}
        for row in fact.evidence_records
    ]
    context = {
        "title": _("Evidence"),
        "fact": fact,
        "records": seen,
        "attachments": attachments_of(fact),
        "attach_url": attach_url(fact, request.user),
    }
    return render(request, "core/evidence.html", context)


def _sees(record: Any, user: Any) -> bool:
    return bool(type(record).objects.visible_to(user).filter(pk=record.pk).exists())
