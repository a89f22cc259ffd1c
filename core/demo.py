"""The demo city as steps: every room builds its own part, in the order of its number."""

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.conf import settings

SEED = 20260630
DEMO_TODAY = date(2026, 6, 30)
# Every account of the demo; `make demo` prints it. Production never has a demo account.
DEMO_PASSWORD = "yunlan-2026-demo"  # noqa: S105 - public on purpose


@dataclass
class City:
    """What the steps share. ``rng`` makes every run the same; ``things`` holds what one step leaves for later ones."""

    rng: random.Random = field(default_factory=lambda: random.Random(SEED))
    today: date = DEMO_TODAY
    units: dict[str, Any] = field(default_factory=dict)
    users: dict[str, Any] = field(default_factory=dict)
    things: dict[str, Any] = field(default_factory=dict)
    say: Callable[[str], None] = print


@dataclass(frozen=True)
class DemoStep:
    name: str
    order: int
    build: Callable[[City], None]


_steps: dict[str, DemoStep] = {}


def demo_step(name: str, *, order: int) -> Callable[[Callable[[City], None]], Callable[[City], None]]:
    """Register a function as the step ``name``; lower orders run first (100 units … 900 notices)."""

    def register(build: Callable[[City], None]) -> Callable[[City], None]:
        _steps[name] = DemoStep(name, order, build)
        return build

    return register


def steps() -> list[DemoStep]:
    return sorted(_steps.values(), key=lambda step: (step.order, step.name))


@contextmanager
def on_day(day: date) -> Iterator[None]:
    """Live on ``day`` for a while: services called within the block date what they write by it."""
    before, settings.TODAY = settings.TODAY, day
    try:
        yield
    finally:
        settings.TODAY = before
