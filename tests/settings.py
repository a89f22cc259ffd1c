"""Settings of the tests: the product's own, in a storage folder and on the databases of this run.

Set before they are read, because under xdist every worker needs its own folder, queue and Redis number.
DATABASE_URL and REDIS_URL come from outside: unset means SQLite and no broker; `make test` runs both ways.
"""

import atexit
import os
import shutil
import tempfile
import zlib
from urllib.parse import urlsplit, urlunsplit

WORKER = os.environ.get("PYTEST_XDIST_WORKER", "")
SUFFIX = os.environ.get("PYTEST_DB_SUFFIX", "")
TODAY_OF_TESTS = "2026-06-30"

_folder = tempfile.mkdtemp(prefix="lianjian-tests-")
atexit.register(shutil.rmtree, _folder, ignore_errors=True)


def _own_redis(url: str) -> str:
    """The server of `url`, with a database number of this run and worker; 0 is left to a running product."""
    if not url:
        return ""
    number = 1 + (zlib.crc32(SUFFIX.encode()) + int(WORKER.removeprefix("gw") or 0)) % 15
    return urlunsplit(urlsplit(url)._replace(path=f"/{number}"))


os.environ.update(
    ENVIRONMENT="development",
    STORAGE_DIR=_folder,
    TODAY=TODAY_OF_TESTS,
    EMAIL_URL="",
    DATABASE_URL=os.environ.get("DATABASE_URL") or f"sqlite:///{_folder}/lianjian.sqlite3",
    REDIS_URL=_own_redis(os.environ.get("REDIS_URL", "")),
    CELERY_QUEUE=f"tests-{os.getpid()}",
    LOG_LEVEL="WARNING",
    # Playwright keeps an event loop in the thread of the tests, which Django would take for asynchronous code.
    DJANGO_ALLOW_ASYNC_UNSAFE="true",
)

from config.settings import *  # noqa: E402, F403
from config.settings import DATABASES, INSTALLED_APPS, REDIS_URL, STATIC_ROOT  # noqa: E402

# A mechanism as a customer would add it: tests/core/mechanisms hold the frame by it.
# Before the last apps of the house: its permissions must be there when the last of them writes the roles down.
INSTALLED_APPS.insert(INSTALLED_APPS.index("cases"), "tests.sample_mechanism")
if SUFFIX:
    DATABASES["default"].setdefault("TEST", {})["NAME"] = f"test_lianjian_{SUFFIX}"
# Each test client builds the middleware anew: looking files up when asked beats listing them all each time.
WHITENOISE_AUTOREFRESH = True
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Tasks run where they are sent from, unless a test asks for a real worker (tests/support/celery.py).
CELERY_TASK_ALWAYS_EAGER = True
CELERY_TASK_EAGER_PROPAGATES = True
if not REDIS_URL:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
