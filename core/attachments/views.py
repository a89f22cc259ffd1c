"""Files of a record: taken out by whoever sees it, added by whoever may rewrite it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core import parameters
from core.attachments.models import Attachment
from core.attachments.parameters import ATTACHMENTS
from core.attachments.rights import attach_target, owner_seen, why_not_attach
from core.attachments.services import attachments_add
from core.audit.models import AuditEvent
from core.audit.services import event_record
from core.errors import DomainError, NotAllowed
from core.http import Request
from core.records.forms import put_on_form
from core.records.widgets import FilesField


def download(request: Any, pk: int) -> FileResponse:
    """The file, for whoever sees its record; otherwise 404. Always as a download, never shown inside the page."""
    attachment = get_object_or_404(Attachment, pk=pk)
    owner = owner_seen(attachment, request.user)
    event_record(event=AuditEvent.DOWNLOAD, obj=attachment, actor=request.user, record=str(owner))
    # Django writes the name after RFC 5987, so that Chinese names arrive whole.
    return FileResponse(
        attachment.file.open("rb"),
        as_attachment=True,
        filename=attachment.name,
        content_type=attachment.media_type,
        headers={"X-Content-Type-Options": "nosniff", "Cache-Control": "private, no-store"},
    )


class FilesForm(forms.Form):
    """One or more files."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["files"] = FilesField()


@require_http_methods(["GET", "HEAD", "POST"])
def attachment_add_page(request: Request, app: str, model: str, pk: int) -> HttpResponse:
    """Add files to a record. 404 when it is hidden, 403 with the reason when it may not be changed."""
    record = attach_target(request.user, app, model, pk)
    refusal = why_not_attach(record, request.user)
    if refusal:
        raise NotAllowed(refusal)
    form = FilesForm(request.POST, request.FILES) if request.method == "POST" else FilesForm()
    if request.method == "POST" and form.is_valid() and _added(request, form, record):
        return redirect(record.get_absolute_url())
    context = {
        "title": _("Add files: %(record)s") % {"record": record},
        "form": form,
        "submit_label": _("Add"),
        "cancel_url": record.get_absolute_url(),
        "limits": parameters.values(ATTACHMENTS.key).items,
    }
    return render(request, "core/attachment_add.html", context, status=422 if form.errors else 200)


def _added(request: Request, form: FilesForm, record: Any) -> bool:
    try:
        kept = attachments_add(owner=record, uploads=form.cleaned_data["files"], actor=request.user)
    except DomainError as error:
        put_on_form(form, error)
        return False
    messages.success(request, _("Added %(count)d files.") % {"count": len(kept)})
    return True
