"""`manage.py run_checks`: the health check from the command line, in this process."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core.errors import DomainError
from early_warning.checks.models import CheckRun, Trigger
from early_warning.checks.running import run_create, run_execute


def codes(text: str) -> list[str]:
    return [code.strip().upper() for code in text.split(",") if code.strip()]


class Command(BaseCommand):
    help = "Run health-check models over the filings in force. Running it again makes no duplicate doubt point."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--models", nargs="+", default=[], help="model codes (default: all), e.g. HC-A1 HC-B2")
        parser.add_argument("--units", nargs="+", default=[], help="unit codes (default: all), e.g. U15 U25")
        parser.add_argument(
            "--as-of",
            type=date.fromisoformat,
            help="with the filings and parameters in force on this day; a day before the newest run only recomputes",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            run = run_create(
                actor=None,
                trigger=Trigger.COMMAND,
                models=[code for text in options["models"] for code in codes(text)],
                units=[code for text in options["units"] for code in codes(text)],
                as_of=options["as_of"],
            )
            run = run_execute(run=run, progress=self._progress)
        except DomainError as error:
            raise CommandError(str(error)) from error
        self._report(run)

    def _progress(self, done: int, total: int, text: str) -> None:
        if text:
            self.stdout.write(f"[{done + 1}/{total}] {text}")

    def _report(self, run: CheckRun) -> None:
        for code in run.finished_models:
            outcomes = run.results.filter(model=code).values_list("outcome", "hits")
            counts: dict[str, int] = {}
            for outcome, _hits in outcomes:
                counts[outcome] = counts.get(outcome, 0) + 1
            words = ", ".join(f"{outcome} {count}" for outcome, count in sorted(counts.items()))
            self.stdout.write(f"{code}: {sum(hits for _outcome, hits in outcomes)} hits ({words or 'suspended'})")
        kind = "recomputed only" if run.recompute_only else f"{run.created} new, {run.vanished} vanished"
        self.stdout.write(f"Run {run.pk} as of {run.as_of}: {run.hits} hits, {kind}; data {run.data_version}")
