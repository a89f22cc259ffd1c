"""The Celery application: `celery -A config worker`, `celery -A config beat`."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("lianjian")
app.config_from_object("django.conf:settings", namespace="CELERY")
# The rooms with tasks, by name: an app's autodiscovery looks only for <app>.tasks.
app.autodiscover_tasks(
    [
        "core.audit",
        "core.digests",
        "core.jobs",
        "core.outbox",
        "early_warning.checks",
        "early_warning.ecology",
        "early_warning.filings",
        "early_warning.notices",
        "supervision.lists",
    ]
)
