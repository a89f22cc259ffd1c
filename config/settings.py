"""All settings, read from the environment; what is not set has an embedded default that needs no server.

``ENVIRONMENT`` is ``development`` (default), ``demo`` or ``production``. Production refuses to start while a secret or
a service address is missing or still a default: ``config/guard.py`` says which.
"""

import gc
import importlib.resources
import os
from datetime import date, timedelta
from pathlib import Path

import environ
from celery.schedules import crontab
from csp.constants import NONCE, SELF
from django.utils.translation import gettext_lazy as _

from config import guard

# Read before all apps are loaded, whose many objects stay: looking among them for garbage after every
# few hundred new ones takes a fifth of the start and a twentieth of a page.
gc.set_threshold(50_000, 20, 50)

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
environ.Env.read_env(BASE_DIR / ".env")
# Set but empty counts as not set: so do a copied .env.example and docker compose leave what nobody filled in.
env.ENVIRON = {name: value for name, value in os.environ.items() if value}

ENVIRONMENT = env.str("ENVIRONMENT", default="development")
PRODUCTION = ENVIRONMENT == "production"
DEBUG = env.bool("DEBUG", default=False)
DEVELOPMENT_SECRET = "only-for-development-and-demo-never-in-production"  # noqa: S105 - refused in production
SECRET_KEY = env.str("SECRET_KEY", default="" if PRODUCTION else DEVELOPMENT_SECRET)
# Fernet keys, comma-separated, newest first: the first encrypts, all decrypt (rotation).
DEVELOPMENT_FIELD_KEY = "bGlhbmppYW4tZGV2ZWxvcG1lbnQtZmllbGQta2V5ISE="
FIELD_KEYS = env.list("FIELD_KEY", default=[] if PRODUCTION else [DEVELOPMENT_FIELD_KEY])
# Keys the blind index of encrypted fields; it must not change once officials exist.
BLIND_INDEX_KEY = env.str("BLIND_INDEX_KEY", default="" if PRODUCTION else DEVELOPMENT_SECRET)
BASE_URL = env.str("BASE_URL", default="http://127.0.0.1:8000").rstrip("/")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
STORAGE_DIR = Path(env.str("STORAGE_DIR", default=str(BASE_DIR / "var")))
STORAGE_DIR.mkdir(parents=True, exist_ok=True)

# Bearer token for /metrics; empty: only a signed-in system administrator reads them.
METRICS_TOKEN = env.str("METRICS_TOKEN", default="")
COMMISSION_NAME = env.str("COMMISSION_NAME", default="云澜市纪委监委")
OFFICE_PHONE = env.str("OFFICE_PHONE", default="0000-0000000")
DEMO = ENVIRONMENT == "demo"
# The as-of date of screens and schedules; empty means the real clock. The demo city lives on 2026-06-30.
_today = env.str("TODAY", default="2026-06-30" if DEMO else "")
TODAY: date | None = date.fromisoformat(_today) if _today else None

INSTALLED_APPS = [
    "config",
    "core",
    "organization",
    "officials",
    "early_warning",
    "supervision",
    "cases",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "auditlog",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "django_celery_beat",
    "django_filters",
    "django_fsm",
    "django_htmx",
    "django_prometheus",
    "django_tables2",
    "drf_spectacular",
    "health_check",
    "rest_framework",
    "rest_framework.authtoken",
]

MIDDLEWARE = [
    "django_prometheus.middleware.PrometheusBeforeMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "organization.middleware.SignInRequiredMiddleware",
    "core.remembering.RememberingMiddleware",
    "core.audit.middleware.AuditMiddleware",
    "core.audit.afterwards.AfterwardsMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "core.middleware.DomainErrorMiddleware",
    "core.middleware.FreshPagesMiddleware",
    "django_prometheus.middleware.PrometheusAfterMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "core.context_processors.frame",
            ],
            "builtins": ["core.templatetags.ui"],
        },
    }
]

# Database
DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{STORAGE_DIR / 'lianjian.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 30,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
    }
    # A file, not memory: threads share a database in memory by table locks, which nobody waits for.
    DATABASES["default"]["TEST"] = {"NAME": STORAGE_DIR / "test.sqlite3"}
else:
    DATABASES["default"]["CONN_MAX_AGE"] = env.int("DATABASE_CONN_MAX_AGE", default=60)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

# Cache, sessions, broker: Redis where there is one
REDIS_URL = env.str("REDIS_URL", default="")
if REDIS_URL:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}}
else:
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
            "LOCATION": STORAGE_DIR / "cache",
        }
    }
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = env.int("SESSION_IDLE_MINUTES", default=15) * 60  # R40: 15 minutes idle
SESSION_SAVE_EVERY_REQUEST = True
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = False  # htmx reads the token from the page; the cookie itself stays readable for its header

CELERY_BROKER_URL = REDIS_URL or "filesystem://localhost"
if not REDIS_URL:
    _broker = STORAGE_DIR / "broker"
    for _folder in ("queue", "processed", "control"):
        (_broker / _folder).mkdir(parents=True, exist_ok=True)
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(_broker / "queue"),
        "data_folder_out": str(_broker / "queue"),
        "processed_folder": str(_broker / "processed"),
        "control_folder": str(_broker / "control"),
        "store_processed": False,
    }
else:
    # Seconds until a killed worker's task comes back; the sweeps (core.jobs, notices) are quicker.
    CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 3600}
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_DEFAULT_QUEUE = env.str("CELERY_QUEUE", default="lianjian")
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = "Asia/Shanghai"
CELERY_BEAT_SCHEDULER = "core.schedules.scheduler:SeededScheduler"
# Seeds of the schedule; once seeded an administrator edits the rows. Names are stable keys.
CELERY_BEAT_SCHEDULE = {
    "audit-seal": {"task": "core.audit.tasks.seal_audit", "schedule": timedelta(minutes=1)},
    "audit-anchor": {"task": "core.audit.tasks.anchor_audit", "schedule": crontab(hour=23, minute=50)},
    "outbox-sweep": {"task": "core.jobs.tasks.sweep", "schedule": timedelta(minutes=1)},
    "filing-duties": {
        "task": "early_warning.filings.tasks.ensure_duties",
        "schedule": crontab(hour=0, minute=30),
    },
    "filing-storage": {
        "task": "early_warning.filings.tasks.sweep_storage",
        "schedule": crontab(hour=3, minute=0),
    },
    "health-checks-nightly": {
        "task": "early_warning.checks.tasks.run_scheduled",
        "schedule": crontab(hour=2, minute=0),
    },
    "ecology-monthly": {
        "task": "early_warning.ecology.tasks.compute_scheduled",
        "schedule": crontab(day_of_month=1, hour=4, minute=0),
    },
    "list-tasks": {
        "task": "supervision.lists.tasks.generate_due",
        "schedule": crontab(hour=0, minute=45),
    },
    "notice-deliveries": {
        "task": "core.outbox.tasks.deliver_due",
        "schedule": timedelta(minutes=1),
    },
    "daily-digests": {"task": "core.digests.tasks.send_digests", "schedule": crontab(hour=8, minute=0)},
    "notice-reminders": {
        "task": "early_warning.notices.tasks.remind_due",
        "schedule": crontab(hour=8, minute=30),
    },
}
# What the page of the schedules calls them; the last one is celery's own.
SCHEDULE_LABELS = {
    "audit-seal": _("Seal the audit trail"),
    "audit-anchor": _("Anchor the audit trail for the day"),
    "outbox-sweep": _("Take up work that a stopped worker left"),
    "filing-duties": _("Open the filing duties that have begun"),
    "filing-storage": _("Clear away what broken-off filings left"),
    "health-checks-nightly": _("Run the health checks that are due"),
    "ecology-monthly": _("Compute the political-ecology indicators"),
    "list-tasks": _("Open the tasks of the lists that are due"),
    "notice-deliveries": _("Send what waits in the outbox"),
    "daily-digests": _("Send the daily digests"),
    "notice-reminders": _("Remind of notices without a reply"),
    "celery.backend_cleanup": _("Clear away old results of the task queue"),
}

# Mail
EMAIL_URL = env.str("EMAIL_URL", default="")
if EMAIL_URL:
    vars().update(env.email_url("EMAIL_URL"))
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = str(STORAGE_DIR / "mail")
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="no-reply@yunlan.example")

# Files
MEDIA_ROOT = STORAGE_DIR / "media"
MEDIA_URL = "/never-served-directly/"
STATIC_URL = "static/"
STATIC_ROOT = STORAGE_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # In production collectstatic names files by their content and compresses them: browsers keep them for good.
    "staticfiles": {
        "BACKEND": (
            "whitenoise.storage.CompressedManifestStaticFilesStorage"
            if ENVIRONMENT == "production"
            else "django.contrib.staticfiles.storage.StaticFilesStorage"
        )
    },
}
WHITENOISE_USE_FINDERS = ENVIRONMENT != "production"
WHITENOISE_AUTOREFRESH = ENVIRONMENT == "development"
FILE_UPLOAD_PERMISSIONS = 0o640
# "" none, "clamd://host:port", "clamd:///path/of/socket", or the dotted path of a function (core.attachments.scanning).
VIRUS_SCANNER = env.str("VIRUS_SCANNER", default="")
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_MEMORY_SIZE = 5_242_880
FONT_DIR = Path(env.str("FONT_DIR", default="") or str(importlib.resources.files("pylopdf_fonts_zh_cn")))

# People
AUTH_USER_MODEL = "organization.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "organization.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
# Lock-out: five failures for one name lock it for a quarter of an hour.
ACCOUNT_RATE_LIMITS = {"login_failed": "5/15m/key,30/15m/ip", "login": "120/m/ip"}
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
# R40: commission roles need a second factor. The demo opens without one so that a visitor gets in.
MFA_REQUIRED = env.bool("MFA_REQUIRED", default=ENVIRONMENT == "production")

# Language and time
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Chinese")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["config.formats"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

# Web
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        # Charts and pickers set element styles from script; no attribute may carry a script.
        "style-src-attr": ["'unsafe-inline'"],
        "img-src": [SELF, "data:"],
        "font-src": [SELF, "data:"],
        "connect-src": [SELF],
        "frame-ancestors": [SELF],
        "frame-src": [SELF],
        "object-src": ["'none'"],
        "base-uri": [SELF],
        "form-action": [SELF],
    }
}
X_FRAME_OPTIONS = "SAMEORIGIN"
SECURE_REFERRER_POLICY = "same-origin"
SILENCED_SYSTEM_CHECKS: list[str] = []
if PRODUCTION:
    SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
    SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=31_536_000)
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_REDIRECT_EXEMPT = [r"^health/"]
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True

CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"
DJANGO_TABLES2_TEMPLATE = "core/table.html"

API_DOORS = ["rest_framework.permissions.IsAuthenticated", "organization.users.second_factor.SecondFactor"]
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "rest_framework.authentication.SessionAuthentication",
        "rest_framework.authentication.TokenAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": API_DOORS,
    "DEFAULT_PAGINATION_CLASS": "core.api.pagination.Pagination",
    "DEFAULT_FILTER_BACKENDS": [
        "django_filters.rest_framework.DjangoFilterBackend",
        "rest_framework.filters.OrderingFilter",
    ],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "EXCEPTION_HANDLER": "core.api.errors.exception_handler",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Lianjian API",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": API_DOORS,
    # Choices stay where they are used: eighty mechanisms have a "status" each, and invented names would change with
    # every new one.
    "POSTPROCESSING_HOOKS": [],
}

AUDITLOG_LOGENTRY_MODEL = "core.AuditEntry"
AUDITLOG_STORE_JSON_CHANGES = False

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"},
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
    "loggers": {"fontTools": {"level": "WARNING"}, "weasyprint": {"level": "ERROR"}},
}

guard.refuse_unsafe_production(
    environment=ENVIRONMENT,
    values={
        "SECRET_KEY": (SECRET_KEY, DEVELOPMENT_SECRET),
        "FIELD_KEY": (FIELD_KEYS[0] if FIELD_KEYS else "", DEVELOPMENT_FIELD_KEY),
        "BLIND_INDEX_KEY": (BLIND_INDEX_KEY, DEVELOPMENT_SECRET),
        "DATABASE_URL": (env.str("DATABASE_URL", default=""), ""),
        "REDIS_URL": (REDIS_URL, ""),
        "EMAIL_URL": (EMAIL_URL, ""),
        "ALLOWED_HOSTS": (env.str("ALLOWED_HOSTS", default=""), ""),
        "BASE_URL": (env.str("BASE_URL", default=""), ""),
    },
)
guard.refuse_unusable_field_keys(FIELD_KEYS)
