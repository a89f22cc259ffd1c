"""Keeping files with a record."""

from collections.abc import Sequence

from django.contrib.contenttypes.models import ContentType
from django.core.files.uploadedfile import UploadedFile
from django.db import models, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from core import parameters
from core.attachments import refusals, storing
from core.attachments.content import examine
from core.attachments.heads import head_lines
from core.attachments.marks import lines_are_marked, name_is_marked
from core.attachments.models import Attachment
from core.attachments.parameters import ATTACHMENTS
from core.attachments.rights import why_not_attach
from core.attachments.scanning import refuse_infected
from core.errors import InvalidInput, NotAllowed
from core.scope import Viewer


@transaction.atomic
def attachments_add(*, owner: models.Model, uploads: Sequence[UploadedFile], actor: Viewer) -> list[Attachment]:
    """What the upload page and the API call: keep all ``uploads`` with ``owner``, or none.

    Raises NotAllowed, in the record's own words, when ``actor`` may not change it; InvalidInput as ``attachment_add``.
    """
    refusal = why_not_attach(owner, actor)
    if refusal:
        raise NotAllowed(refusal)
    most = parameters.values(ATTACHMENTS.key)["max_files"]
    if not 0 < len(uploads) <= most:
        raise InvalidInput(_("Choose one to %(most)s files.") % {"most": most}, field="files")
    kept: list[Attachment] = []
    try:
        for upload in uploads:
            kept.append(attachment_add(owner=owner, upload=upload, actor=actor))
    except BaseException:
        for row in kept:
            storing.discard(str(row.file.name))
        raise
    return kept


def scan_asked(files: Sequence[UploadedFile | None], *, field: str = "files") -> None:
    """A signature on paper is worth what can be looked at. Raises InvalidInput without the scan."""
    if not any(files):
        raise InvalidInput(_("The scan of the signed paper is missing."), field=field, cure=_("Attach the scan."))


def attachment_add(*, owner: models.Model, upload: UploadedFile, actor: Viewer) -> Attachment:
    """Keep ``upload`` with ``owner``; for services that have asked for the right themselves.

    Raises InvalidInput for empty, too large, wrong-typed, hostile or secret-marked files, ScannerUnreachable when the
    configured virus scanner does not answer. A refused file leaves nothing.
    """
    name = storing.clean_name(upload.name or "")
    most = parameters.values(ATTACHMENTS.key)["max_mb"]
    if (upload.size or 0) > most * 1024**2:
        raise refusals.too_large(name, most)
    if name_is_marked(name):
        raise refusals.secret()
    with storing.received(upload.chunks(), name=name, megabytes=most) as file:
        media = examine(file.path, name)
        refuse_infected(file.path, name)
        if lines_are_marked(head_lines(file.path, media, name)):
            raise refusals.secret()
        stored = file.keep(media.suffixes[0])
    try:
        with transaction.atomic():
            return Attachment.objects.create(
                owner=owner,
                file=stored,
                name=name,
                size=file.size,
                sha256=file.sha256,
                media_type=media.name,
                uploaded_by=actor,
            )
    except BaseException:
        storing.discard(stored)
        raise


def attachments_of(owner: models.Model) -> QuerySet[Attachment]:
    """The files of ``owner``, oldest first."""
    return Attachment.objects.filter(
        content_type=ContentType.objects.get_for_model(owner), object_id=owner.pk
    ).select_related("uploaded_by")
