"""`manage.py demo_city`: build the fictitious city of Yunlan, the same every time."""

import time
from datetime import time as time_of_day
from typing import Any

from auditlog.context import disable_auditlog
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.module_loading import autodiscover_modules

from core import clock, demo

# Every step happens at this time of its day, so that two builds write the same moments.
OFFICE_HOUR = time_of_day(9, 30)


class Command(BaseCommand):
    help = "Build the demo city (fictitious) in an empty database; does nothing when it is there already."

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.ENVIRONMENT == "production":
            raise CommandError("The demo city is never built in production (ENVIRONMENT=production).")
        if get_user_model().objects.filter(username="sec").exists():
            self.stdout.write("The demo city is there already.")
            return
        autodiscover_modules("demo")  # every app's ``demo`` module registers its steps
        city = demo.City(say=self.stdout.write)
        with (
            transaction.atomic(),
            disable_auditlog(),
            clock.standing_still(OFFICE_HOUR),
            demo.on_day(city.today),
        ):
            for step in demo.steps():
                started = time.monotonic()
                step.build(city)
                self.stdout.write(f"{step.name}: {time.monotonic() - started:.1f} s")
