"""Check every issued document against its hash: ``manage.py verify_documents``."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from core.documents.models import IssuedDocument, NumberSeries
from core.documents.storage import DocumentDamaged, document_load, stored_paths


class Command(BaseCommand):
    help = "Check issued documents against their hashes and number series for gaps; name files that belong to none."

    def handle(self, *args: Any, **options: Any) -> None:
        known, damaged = set(), []
        for document in IssuedDocument.objects.order_by("pk").iterator():
            known.add(document.path)
            try:
                document_load(document.path, document.sha256)
            except DocumentDamaged:
                damaged.append(document)
                self.stderr.write(f"{document.pk} {document} {document.path}")
        for path in stored_paths():
            if path not in known:
                self.stdout.write(_("Belongs to no document: %(path)s") % {"path": path})
        broken = [series for series in NumberSeries.objects.order_by("prefix", "year") if series.missing()]
        for series in broken:
            self.stderr.write(_("Numbers are missing in %(series)s") % {"series": f"{series}: {series.missing()[:20]}"})
        if broken:
            raise CommandError(_("%(count)d number series have gaps.") % {"count": len(broken)})
        if damaged:
            raise CommandError(_("%(count)d documents are missing or changed.") % {"count": len(damaged)})
        self.stdout.write(_("%(count)d files are as they were issued.") % {"count": len(known)})
