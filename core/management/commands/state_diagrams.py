"""Write the diagrams of all courses into ``docs/states``: ``manage.py state_diagrams``; ``--check`` only compares."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from core.workflow import diagrams


class Command(BaseCommand):
    help = "Write a page with a Mermaid diagram for every record with a course; --check fails when one is out of date."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="change nothing, fail when a page is out of date")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["check"]:
            return self._check()
        changed = diagrams.write()
        self.stdout.write(_("%(count)d pages written.") % {"count": len(changed)})
        return None

    def _check(self) -> None:
        stale = diagrams.outdated()
        if stale:
            names = ", ".join(path.name for path in stale)
            raise CommandError(_("Out of date, run manage.py state_diagrams: %(names)s") % {"names": names})
