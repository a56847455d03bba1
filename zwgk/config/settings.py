"""Settings. Everything that a county changes is an environment variable or a file in its data folder."""

from __future__ import annotations

import os
import secrets
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

PACKAGE = Path(__file__).resolve().parent.parent
DATA_DIR = Path(os.environ.get("ZWGK_DATA_DIR", PACKAGE.parent / "var")).resolve()
TESTING = "pytest" in sys.modules
DEBUG = os.environ.get("ZWGK_DEBUG", "") == "1"


def _secret_key() -> str:
    """The key from the environment, else one made at first start and kept readable by the owner only."""
    if key := os.environ.get("ZWGK_SECRET_KEY"):
        return key
    file = DATA_DIR / "secret_key"
    if not file.exists():
        DATA_DIR.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(50))
    return file.read_text().strip()


def _database(url: str) -> dict[str, object]:
    """`sqlite:///path` or `postgres://user:password@host:port/name?options` as Django wants it."""
    parts = urlsplit(url)
    if parts.scheme.startswith("sqlite"):
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": unquote(url.split("///", 1)[1]) or ":memory:",
            "ATOMIC_REQUESTS": False,
            "CONN_MAX_AGE": 60,  # opening the file anew for each page took as long as all its questions
            "OPTIONS": {
                "timeout": 30,
                "transaction_mode": "IMMEDIATE",
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-16384; PRAGMA mmap_size=268435456;",
            },
        }
    query = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(query.pop("host", parts.hostname or "")),
        "PORT": str(parts.port or query.pop("port", "")),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": query,
    }


def _caches(url: str) -> dict[str, dict[str, object]]:
    """`default` for short notes; `pages` for whole pages, only when they are shared."""
    if not url:
        return {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    if url == "database":
        table = {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "OPTIONS": {"MAX_ENTRIES": 20_000}}
        return {"default": {**table, "LOCATION": "cache_notes"}, "pages": {**table, "LOCATION": "cache_pages"}}
    redis = {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": url}
    return {"default": {**redis, "KEY_PREFIX": "notes"}, "pages": {**redis, "KEY_PREFIX": "pages"}}


SECRET_KEY = "only-for-tests-never-served" if TESTING else _secret_key()
SECRET_KEY_FALLBACKS = [key for key in os.environ.get("ZWGK_SECRET_KEYS_OLD", "").split(",") if key]  # after a change of the key
FIELD_KEY = os.environ.get("ZWGK_FIELD_KEY", "")  # closes identity papers and drafts of applicants; empty: made from the secret key
FIELD_KEYS_OLD = [key for key in os.environ.get("ZWGK_FIELD_KEYS_OLD", "").split(",") if key]
ALLOWED_HOSTS = os.environ.get("ZWGK_HOSTS", "127.0.0.1,localhost,[::1],testserver").split(",")
CSRF_TRUSTED_ORIGINS = [origin for origin in os.environ.get("ZWGK_ORIGINS", "").split(",") if origin]
DATABASES = {"default": _database(os.environ.get("DATABASE_URL") or f"sqlite:///{DATA_DIR / 'zwgk.sqlite3'}")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
if not TESTING:
    DATA_DIR.mkdir(parents=True, exist_ok=True)

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_htmx",
    "django_prose_editor",
    "django_tasks",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    # foundation, lowest first
    "zwgk.foundation.jobs.apps.JobsConfig",
    "zwgk.foundation.ui.apps.UiConfig",
    "zwgk.foundation.journal.apps.JournalConfig",
    "zwgk.foundation.files.apps.FilesConfig",
    "zwgk.foundation.search.apps.SearchConfig",
    "zwgk.foundation.pagecache.apps.PagecacheConfig",
    "zwgk.foundation.gate.apps.GateConfig",
    "zwgk.foundation.visitors.apps.VisitorsConfig",
    "zwgk.foundation.organs.apps.OrgansConfig",
    "zwgk.foundation.rulebook.apps.RulebookConfig",
    "zwgk.foundation.inbox.apps.InboxConfig",
    "zwgk.foundation.clocks.apps.ClocksConfig",
    # matters, in the order in which the matter travels
    "zwgk.matters.notices.apps.NoticesConfig",
    "zwgk.matters.letters.apps.LettersConfig",
    "zwgk.matters.reviews.apps.ReviewsConfig",
    "zwgk.matters.findings.apps.FindingsConfig",
    "zwgk.matters.governance.apps.GovernanceConfig",
    "zwgk.matters.channels.apps.ChannelsConfig",
    "zwgk.matters.catalogue.apps.CatalogueConfig",
    "zwgk.matters.records.apps.RecordsConfig",
    "zwgk.matters.sites.apps.SitesConfig",
    "zwgk.matters.inforequests.apps.InforequestsConfig",
    "zwgk.matters.ledger.apps.LedgerConfig",
    "zwgk.matters.datacalls.apps.DatacallsConfig",
    "zwgk.matters.inspections.apps.InspectionsConfig",
    "zwgk.matters.assessments.apps.AssessmentsConfig",
    "zwgk.matters.annualreport.apps.AnnualreportConfig",
    "zwgk.matters.briefings.apps.BriefingsConfig",
    "zwgk.matters.handovers.apps.HandoversConfig",
    # surfaces
    "zwgk.surfaces.api.apps.ApiConfig",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "zwgk.surfaces.middleware.NulMiddleware",
    "zwgk.surfaces.middleware.SmallerMiddleware",
    "zwgk.surfaces.middleware.KioskMiddleware",
    "zwgk.surfaces.middleware.TraditionalMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "zwgk.surfaces.middleware.PortalMiddleware",
    "zwgk.surfaces.middleware.RefusalMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "zwgk.config.urls"
WSGI_APPLICATION = "zwgk.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "DIRS": [PACKAGE / "surfaces" / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "zwgk.surfaces.context.page",
            ],
        },
    },
]

AUTH_USER_MODEL = "organs.Person"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher", "zwgk.foundation.organs.passwords.StartHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "zwgk.foundation.organs.passwords.ThreeKindsValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/office/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "zwgk.surfaces.office.accounts.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
# With a lower limit of its own allauth would come first, and the lock-out page would never appear.
ACCOUNT_RATE_LIMITS = {} if TESTING else {"login": "60/m/ip", "login_failed": "60/m/ip"}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "zwgk"
SECOND_FACTOR = not TESTING and os.environ.get("ZWGK_MFA", "on") != "off"  # asked at the first approval or publication
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.5  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "zwgk.surfaces.office.accounts.locked_out"
AXES_ENABLED = not TESTING
SESSION_COOKIE_AGE = 30 * 60  # idle log-out after 30 minutes
SESSION_SAVE_EVERY_REQUEST = False  # the office middleware renews it on real activity
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
CSRF_FAILURE_VIEW = "zwgk.surfaces.portal.errors.csrf_failed"
FORM_RENDERER = "zwgk.foundation.ui.forms.Renderer"
if os.environ.get("ZWGK_HTTPS") == "1":
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ("map", "svg", "png", "jpg", "gif", "woff", "woff2", "gz", "br", "zip")
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder", "django.contrib.staticfiles.finders.AppDirectoriesFinder", "zwgk.foundation.ui.joined.JoinedFinder",
]  # fmt: skip
# What a public page loads: one style sheet, one script, joined from these.
PORTAL_FILES = {
    "ui/portal.css": (
        "ui/tokens.css", "ui/base.css", "ui/forms.css", "ui/components.css", "ui/layout.css", "ui/matters.css", "ui/public.css", "ui/home.css", "ui/search.css",
        "ledger/ledger.css", "records/rows.css", "inforequests/requests.css", "visitors/my.css", "annualreport/report.css", "api/api.css", "ui/reading.css", "ui/kiosk.css", "ui/print.css",
    ),
    "ui/portal.js": ("ui/modes.js", "ui/ui.js", "ui/tables.js", "ui/share.js", "ui/aloud.js", "ui/kiosk.js", "sites/views.js"),
}  # fmt: skip
WHITENOISE_MAX_AGE = 3600  # what has no name of its content is asked for once an hour; the rest is kept for ever; compressed at the start
if not TESTING:
    STORAGES = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "zwgk.foundation.ui.storage.Storage"},
    }
MEDIA_ROOT = DATA_DIR / "files"
SEARCH_DIR = DATA_DIR / "search"  # a cache: it is built anew from the rows when it is missing
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 20 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000

TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend" if TESTING else "django_tasks_db.DatabaseBackend"}}
# Where several processes share what they keep: empty (each alone), `database`, or redis://host:6379/0.
CACHE_URL = os.environ.get("ZWGK_CACHE_URL", "")
CACHES = _caches(CACHE_URL)

EMAIL_HOST = os.environ.get("ZWGK_SMTP_HOST", "")
EMAIL_PORT = int(os.environ.get("ZWGK_SMTP_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("ZWGK_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("ZWGK_SMTP_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("ZWGK_SMTP_TLS", "") == "1"
EMAIL_TIMEOUT = 20
SITE_URL = os.environ.get("ZWGK_SITE_URL", "").rstrip("/")  # for addresses in letters: https://www.….gov.cn
DEFAULT_FROM_EMAIL = os.environ.get("ZWGK_MAIL_FROM", "zwgk@localhost")
SHOW_CODES = os.environ.get("ZWGK_SHOW_CODES", "") == "1"  # a demo without a mail server shows the code of sign-in on the page
SMS_URL = os.environ.get("ZWGK_SMS_URL", "")
SMS_TOKEN = os.environ.get("ZWGK_SMS_TOKEN", "")
SMS_USER = os.environ.get("ZWGK_SMS_USER", "")
SMS_GATEWAY = os.environ.get("ZWGK_SMS_GATEWAY", "")  # json, form, or the path of the county's own description
SMS_HOOK = os.environ.get("ZWGK_SMS_HOOK", "")  # secret part of the address that takes status reports: /hooks/sms/<it>/
REACH_PRIVATE = os.environ.get("ZWGK_REACH_PRIVATE", "") == "1"  # robots may live in the inner network, and without https
DIGEST_AT = os.environ.get("ZWGK_DIGEST_AT", "08:30")  # the one digest of a working day
TOMORROW_AT = os.environ.get("ZWGK_TOMORROW_AT", "15:00")  # what is due on the next working day
DROP_DIR = os.environ.get("ZWGK_DROP_DIR", "")  # exchange folder of the connector filedrop

FETCH_PRIVATE = os.environ.get("ZWGK_FETCH_PRIVATE", "") == "1"  # evidence pages of the inner network may be fetched
PORTAL_OFF = os.environ.get("ZWGK_PORTAL", "") == "off"  # the office alone: everything public stands on the superior's platform
PORTAL_AT = os.environ.get("ZWGK_PORTAL_AT", "")  # where public addresses then lead: https://www.….gov.cn/
API_RATE = int(os.environ.get("ZWGK_API_RATE", "600"))  # requests a minute from one address to /api/v1/ and /opendata/; 0: no limit
MIGRATION_PAUSE = float(os.environ.get("ZWGK_MIGRATION_PAUSE", "0.5"))  # seconds between two requests to an old site
LOCAL_LAW_DIR = os.environ.get("ZWGK_LOCAL_DIR", "")
DIVISION_CODE = os.environ.get("ZWGK_DIVISION", "")
SITE_NAME = os.environ.get("ZWGK_SITE_NAME", "和光县人民政府" if TESTING else "")  # empty: the name of the government that is registered
# What the foot of every public page says; an empty value is not shown. palette: "", green, red.
SITE = {
    key: os.environ.get(f"ZWGK_SITE_{key.upper()}", "")
    for key in ("domain", "id_code", "host", "operator", "phone", "address", "icp", "police", "palette")
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": os.environ.get("ZWGK_LOG", "WARNING")},
    "loggers": {"axes": {"level": "ERROR"}},
}
