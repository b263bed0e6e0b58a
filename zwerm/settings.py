"""All settings of Zwerm. Each `ZWERM_*` variable is read once, here, and named when it is wrong."""

import os
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

PACKAGE = Path(__file__).resolve().parent
HERE = Path(os.environ.get("ZWERM_VAR", "var")).resolve()
"""Where this installation keeps its files: the database, mail on disk."""

DEMO_SECRET = "only-for-trying-out-never-for-people"


def text(name: str, default: str) -> str:
    """The variable `name`, or `default` when it is not set or empty."""
    return os.environ.get(name, "").strip() or default


def yes(name: str, *, default: bool) -> bool:
    """A yes or no from the environment."""
    value = text(name, "yes" if default else "no").lower()
    if value in {"yes", "true", "1", "on", "ja"}:
        return True
    if value in {"no", "false", "0", "off", "nee"}:
        return False
    raise ImproperlyConfigured(f"{name} is {value!r}; write yes or no.")


def number(name: str, default: int) -> int:
    """A whole number from the environment."""
    value = text(name, str(default))
    if not value.isdecimal():
        raise ImproperlyConfigured(f"{name} is {value!r}; write a whole number.")
    return int(value)


MODE = text("ZWERM_MODE", "trial")
"""`trial`: this machine only, example people, no TLS. `production`: for real people."""
if MODE not in {"trial", "production"}:
    raise ImproperlyConfigured(f"ZWERM_MODE is {MODE!r}; write trial or production.")
PRODUCTION = MODE == "production"
DEBUG = yes("ZWERM_DEBUG", default=False)
SECRET_KEY = text("ZWERM_SECRET_KEY", DEMO_SECRET)
PORT = number("ZWERM_PORT", 8000)
SITE_URL = text("ZWERM_URL", f"http://127.0.0.1:{PORT}").rstrip("/")
"""The address people type. Links in mail, QR and calendar are made from it, never from a header."""
HERE_AND_THERE = f"127.0.0.1,localhost,[::1],{urlsplit(SITE_URL).hostname}"
ALLOWED_HOSTS = text("ZWERM_HOSTS", HERE_AND_THERE).split(",")
TRUSTED_PROXY = yes("ZWERM_BEHIND_PROXY", default=False)
"""Only then is X-Forwarded-For believed."""

if PRODUCTION:
    if DEBUG:
        raise ImproperlyConfigured("ZWERM_DEBUG is on. For real people it stays off.")
    if SECRET_KEY == DEMO_SECRET or len(SECRET_KEY) < 40:
        raise ImproperlyConfigured(
            "ZWERM_SECRET_KEY is missing, the example one, or shorter than 40 characters."
        )
    if not SITE_URL.startswith("https://"):
        raise ImproperlyConfigured("ZWERM_URL must begin with https:// for real people.")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "zwerm.web",
    "zwerm.live",
    "zwerm.people",
    "zwerm.privacy",
    "zwerm.frameworks",
    "zwerm.practices",
    "zwerm.dialogues",
    "zwerm.interchange",
    "zwerm.home",
    "allauth",  # after our own apps: our pages for signing in take the place of its own
    "allauth.account",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "zwerm.web.http.headers",  # before what may refuse a request: a refusal is an answer too
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "zwerm.people.viewer.seen",
]

ROOT_URLCONF = "zwerm.urls"
ASGI_APPLICATION = "zwerm.asgi.application"
AUTH_USER_MODEL = "people.Person"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": ["zwerm.web.templatetags.zw", "django.templatetags.i18n"],
        },
    }
]
FORM_RENDERER = "zwerm.web.forms.Renderer"

DATABASES: dict[str, Any] = {
    "default": dj_database_url.parse(text("DATABASE_URL", f"sqlite:///{HERE / 'zwerm.sqlite3'}"))
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # WAL and FULL: what the server acknowledged survives a power cut (P12). IMMEDIATE: without it
    # Django on SQLite refused a quarter of simultaneous submits (trust.md, MS-01).
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;"
            "PRAGMA foreign_keys=ON; PRAGMA cache_size=-4000;"
        ),
    }
    # Threads that answer pages live on, and so do their connections (ADR pages-through-wsgi).
    DATABASES["default"]["CONN_MAX_AGE"] = None
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    DATABASES["default"]["OPTIONS"] = {"pool": {"min_size": 1, "max_size": 12}}

TASKS = {
    "default": {
        "BACKEND": "django_tasks_db.DatabaseBackend",
        "OPTIONS": {},
    }
}

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
ACCOUNT_ADAPTER = "zwerm.people.accounts.Adapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 600
ACCOUNT_SIGNUP_FORM_CLASS = "zwerm.people.forms.SignupName"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if PRODUCTION else "http"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""  # else the name in the Host header stands there (AT-52)
LOGIN_URL = "account_request_login_code"
LOGIN_REDIRECT_URL = "home:start"
ACCOUNT_LOGOUT_REDIRECT_URL = "home:start"

EMAIL_BACKEND = text("ZWERM_MAIL_BACKEND", "zwerm.web.mail.ConsoleAndDisk")
EMAIL_FILE_PATH = str(HERE / "mail")
EMAIL_HOST = text("ZWERM_MAIL_HOST", "localhost")
EMAIL_PORT = number("ZWERM_MAIL_PORT", 25)
EMAIL_HOST_USER = text("ZWERM_MAIL_USER", "")
EMAIL_HOST_PASSWORD = text("ZWERM_MAIL_PASSWORD", "")
EMAIL_USE_TLS = yes("ZWERM_MAIL_TLS", default=False)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = text("ZWERM_MAIL_FROM", "Zwerm <zwerm@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
THEME = text("ZWERM_THEME", "")
"""The name of a token file in `static/zwerm/themes`: a municipality's own colours and letters."""
SECURITY_CONTACT = text("ZWERM_SECURITY_CONTACT", "mailto:security@localhost")

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
LANGUAGE_COOKIE_NAME = "zwerm-language"
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True
USE_I18N = True

STATIC_URL = "static/"
STATIC_ROOT = HERE / "static"
STATICFILES_DIRS: list[Path] = []
HASHED_STATIC = PRODUCTION or (STATIC_ROOT / "staticfiles.json").exists()
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if HASHED_STATIC
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not HASHED_STATIC

SESSION_COOKIE_NAME = "__Host-zwerm" if PRODUCTION else "zwerm"
CSRF_COOKIE_NAME = "__Host-zwerm-csrf" if PRODUCTION else "zwerm-csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = PRODUCTION
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 14 * 24 * 3600
CSRF_FAILURE_VIEW = "zwerm.web.http.stale_form"
CSRF_TRUSTED_ORIGINS = [SITE_URL]
SECURE_HSTS_SECONDS = 63072000 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = PRODUCTION
SECURE_SSL_REDIRECT = PRODUCTION and yes("ZWERM_TLS_REDIRECT", default=True)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXY else None
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "manifest-src": [SELF],
        "frame-src": [NONE],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = DATA_UPLOAD_MAX_MEMORY_SIZE
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000

LOGGING: dict[str, Any] = {
    # No bodies, no tokens, no addresses of people: paths only, and only of problems (PR-28).
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"of_nobody": {"()": "zwerm.web.logs.Formatter"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "stream": sys.stderr,
            "formatter": "of_nobody",
        }
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "django.security.DisallowedHost": {"level": "CRITICAL"},
        "zwerm": {"handlers": ["console"], "level": "INFO", "propagate": False},
    },
}
