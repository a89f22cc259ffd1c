"""`manage.py mark_commission CODE`: say which unit is the commission's own (R16)."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from organization.models import Unit
from organization.units.services import commission_mark


class Command(BaseCommand):
    """Matters about the people of a marked unit are seen by CSO and SEC only."""

    help = "Mark the commission's own unit; --not takes the mark back."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("code")
        parser.add_argument("--not", dest="own", action="store_false", help="it is not the commission's")

    def handle(self, *args: Any, **options: Any) -> None:
        unit = Unit.objects.filter(code=options["code"]).first()
        if unit is None:
            raise CommandError(f"There is no unit {options['code']!r}.")
        commission_mark(unit=unit, own=options["own"])
        self.stdout.write(f"{unit}: {'the commission' if options['own'] else 'not the commission'}")
