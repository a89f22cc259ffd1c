"""A person's digest, and how often he wants it by mail."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from core.digests.models import Digest, Wish
from core.digests.queries import parts_of, wish_of
from core.digests.services import wish_set
from core.errors import NotAllowed
from core.http import Request


@require_GET
def digest_page(request: Request, pk: int) -> HttpResponse:
    """My digest of a day; 404 for other people's."""
    digest = get_object_or_404(Digest.objects.visible_to(request.user), pk=pk)
    return render(
        request,
        "core/digests/detail.html",
        {"digest": digest, "title": str(digest), "parts": parts_of(digest, request.user)},
    )


@require_http_methods(["GET", "POST"])
def wish_page(request: Request) -> HttpResponse:
    """My wish; officials have none (403)."""
    if not request.user.is_staff_role:
        raise NotAllowed(_("Mails to officials cannot be switched off."))
    if request.method == "POST":
        wish_set(user=request.user, mail=request.POST.get("mail", ""))
        messages.success(request, _("Saved."))
        return redirect("message-list")
    context = {"title": _("Reminders by e-mail"), "choices": Wish.choices, "chosen": wish_of(request.user)}
    return render(request, "core/digests/wish.html", context)
