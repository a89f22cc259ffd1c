"""`manage.py export_doubt_points`: doubt points as lines of JSON, for other tools and for comparing runs."""

import json
from argparse import ArgumentParser, FileType
from typing import Any

from django.core.management.base import BaseCommand

from early_warning.checks.exports import doubt_lines
from early_warning.checks.models import DoubtPoint
from early_warning.management.commands.run_checks import codes


class Command(BaseCommand):
    help = "Write the doubt points, one JSON object a line."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--format", choices=["jsonl"], default="jsonl")
        parser.add_argument("--models", nargs="+", default=[], help="model codes (default: all)")
        parser.add_argument("--units", nargs="+", default=[], help="unit codes (default: all)")
        parser.add_argument("--vanished", action="store_true", help="those that have vanished since, too")
        parser.add_argument("--output", type=FileType("w", encoding="utf-8"), help="a file (default: standard output)")

    def handle(self, *args: Any, **options: Any) -> None:
        rows = DoubtPoint.objects.select_related("unit").order_by("model", "unit__code", "fingerprint")
        for option, lookup in (("models", "model__in"), ("units", "unit__code__in")):
            if wanted := [code for text in options[option] for code in codes(text)]:
                rows = rows.filter(**{lookup: wanted})
        if not options["vanished"]:
            rows = rows.filter(vanished_at=None)
        target = options["output"] or self.stdout
        for line in doubt_lines(rows):
            target.write(json.dumps(line, ensure_ascii=False) + "\n")
