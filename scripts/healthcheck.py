"""Health of a container: `python -m scripts.healthcheck web|beat`. Exit code 0 when well, else 1 and a sentence."""

import os
import sys
import urllib.error
import urllib.request
from datetime import timedelta

# Beat writes the times of its runs back every three minutes; a task of every minute is always among them.
SILENCE = timedelta(minutes=10)


def web() -> str:
    """Empty when the health page answers; asked by the name that Django accepts, over what the proxy calls https."""
    host = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0].lstrip(".*") or "localhost"
    port = os.environ.get("WEB_BIND", ":8000").rsplit(":", 1)[1]
    address = f"http://127.0.0.1:{port}/health/"
    request = urllib.request.Request(address, headers={"Host": host, "X-Forwarded-Proto": "https"})
    try:
        with urllib.request.urlopen(request, timeout=8) as answer:
            return "" if answer.status == 200 else f"health page answered {answer.status}"
    except (urllib.error.URLError, OSError) as problem:
        return f"health page: {problem}"


def beat() -> str:
    """Empty when the scheduler sent something lately: a process that lives but hangs schedules nothing."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    from django.db.models import Max
    from django.utils import timezone
    from django_celery_beat.models import PeriodicTask

    last = PeriodicTask.objects.filter(enabled=True).aggregate(last=Max("last_run_at"))["last"]
    if last and timezone.now() - last < SILENCE:
        return ""
    return f"last scheduled task: {last or 'never'}"


if __name__ == "__main__":
    fault = {"web": web, "beat": beat}[sys.argv[1]]()
    if fault:
        print(fault)
    sys.exit(1 if fault else 0)
