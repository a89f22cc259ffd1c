"""Check every attachment against its hash: ``manage.py verify_attachments``."""

import hashlib
from pathlib import Path
from typing import Any

from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from core.attachments.models import Attachment
from core.attachments.storing import FOLDER


class Command(BaseCommand):
    help = "Check that every attachment is there and unchanged; name files that belong to none."

    def handle(self, *args: Any, **options: Any) -> None:
        known, damaged = set(), 0
        for row in Attachment.objects.order_by("pk").iterator():
            known.add(row.file.name)
            if _hash(Path(row.file.path)) != row.sha256:
                damaged += 1
                self.stderr.write(f"{row.pk} {row.name} {row.file.name}")
        root = Path(default_storage.path(""))
        for path in sorted((root / FOLDER).rglob("*")):
            name = str(path.relative_to(root))
            if path.is_file() and name not in known:
                self.stdout.write(_("Belongs to no record: %(path)s") % {"path": name})
        if damaged:
            raise CommandError(_("%(count)d attachments are missing or changed.") % {"count": damaged})
        self.stdout.write(_("%(count)d attachments are as they were sent.") % {"count": len(known)})


def _hash(path: Path) -> str:
    """The file's SHA-256; "" when it is gone."""
    if not path.is_file():
        return ""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
