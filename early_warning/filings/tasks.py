"""Scheduled work: filing duties for the period that ended, and the sweep of the storage."""

from celery import shared_task

from core import clock
from early_warning.filings import services
from early_warning.filings.catalogue import Frequency
from early_warning.filings.periods import Period


@shared_task
def ensure_duties() -> int:
    """Duties of the month and the quarter that ended last. Safe to run every day."""
    today = clock.today()
    periods = [Period.containing(today, frequency).previous() for frequency in Frequency]
    return sum(services.duties_ensure(period=period) for period in periods)


@shared_task
def sweep_storage() -> dict[str, int]:
    """Forgotten uploads and orphaned files."""
    return services.storage_sweep()
