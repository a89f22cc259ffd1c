"""Keep and drop saved views; everybody has his own."""

from urllib.parse import urlsplit

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.errors import InvalidInput
from core.http import Request
from core.records.models import SavedView
from core.scope import Viewer


def view_save(*, user: Viewer, address: str, name: str) -> SavedView:
    """Keep ``address`` (path and query of a list of this product) as ``name``; an older view of that name is replaced.

    Raises InvalidInput for an empty name or an address that is none of ours.
    """
    if not name.strip():
        raise InvalidInput(_("A saved view needs a name."), field="name")
    parts = urlsplit(address)
    try:
        resolve(parts.path)
    except Resolver404 as error:
        raise InvalidInput(_("This address is not a list of this product."), field="address") from error
    query = QueryDict(parts.query, mutable=True)
    query.pop("page", None)
    view, _created = SavedView.objects.update_or_create(
        user=user, path=parts.path, name=name.strip()[:60], defaults={"query": query.urlencode()[:2000]}
    )
    return view


@require_POST
def save(request: Request) -> HttpResponse:
    view = view_save(user=request.user, address=request.POST.get("address", ""), name=request.POST.get("name", ""))
    messages.success(request, _("Saved as “%(name)s”.") % {"name": view.name})
    return redirect(view)


@require_POST
def delete(request: Request, pk: int) -> HttpResponse:
    view = SavedView.objects.filter(user=request.user, pk=pk).first()
    if view is None:
        raise Http404
    path = view.path
    view.delete()
    return redirect(path)
