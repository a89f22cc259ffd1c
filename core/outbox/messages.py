"""消息: what the portal tells a person day by day, and that he opened it."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from core import clock
from core.http import Request
from core.outbox.queries import messages_to
from core.outbox.services import messages_read


@require_GET
def message_list(request: Request) -> HttpResponse:
    """My messages by day, newest first; ``?unread=1`` leaves out what I opened."""
    rows, unread = messages_to(request.user), request.GET.get("unread") == "1"
    page = Paginator(rows.filter(read_at__isnull=True) if unread else rows, 50).get_page(request.GET.get("page"))
    return render(request, "core/messages.html", {"page": page, "unread": unread})


@require_POST
def message_read_all(request: Request) -> HttpResponse:
    """Mark everything as read."""
    count = messages_read(user=request.user)
    text = ngettext("%(count)d message marked as read.", "%(count)d messages marked as read.", count)
    messages.success(request, text % {"count": count})
    return redirect("message-list")


@require_GET
def message_open(request: Request, pk: int) -> HttpResponse:
    """Mark my message as read and go to the record it tells of; 404 for other people's messages.

    A record whose reader may be somebody in the portal says where with ``url_for(user)``.
    """
    message = get_object_or_404(messages_to(request.user), pk=pk)
    messages_to(request.user).filter(pk=pk, read_at__isnull=True).update(read_at=clock.now())
    owner: Any = message.owner
    if owner is None:
        raise Http404
    return redirect(owner.url_for(request.user) if hasattr(owner, "url_for") else owner.get_absolute_url())
