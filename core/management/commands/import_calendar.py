"""Import the State Council's holiday notice of a year: ``manage.py import_calendar holidays-2027.csv``."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from core.deadlines.services import calendar_import, day_rows_read
from core.errors import DomainError


class Command(BaseCommand):
    help = "Replace the working calendar of the years in a CSV file (date,is_workday,note; UTF-8)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with options["file"].open(encoding="utf-8-sig", newline="") as file:
                years = calendar_import(rows=day_rows_read(file))
        except (DomainError, OSError, UnicodeDecodeError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(_("Calendar written for: %(years)s") % {"years": ", ".join(map(str, years))})
