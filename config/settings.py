"""All settings, each read from the environment with a safe default; documented in docs/configuration.md."""

from ipaddress import ip_network
from pathlib import Path

import environ

from tracker.rules.zone import ZONE

from . import headers, identity, logs, rest, storage, theme
from .keys import local_secret

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()


def secret(name: str) -> str:
    """A secret from NAME, or from the file that NAME_FILE names (container and systemd credentials)."""
    path = env.str(f"{name}_FILE", default="")
    return Path(path).read_text().strip() if path else env.str(name, default="")


DATA_DIR = Path(env.str("DATA_DIR", default=str(BASE_DIR / "data"))).resolve()
PRODUCTION = env.bool("PRODUCTION", default=False)
DEBUG = env.bool("DEBUG", default=False)
# Secrets may come from files (container secrets); otherwise a key is made once and kept in DATA_DIR.
SECRET_KEY = env.str("SECRET_KEY", default="") or local_secret(
    env.str("SECRET_KEY_FILE", default=""), DATA_DIR, required=PRODUCTION
)
# The former key: sessions and signed links made with it stay good while it stands here.
SECRET_KEY_FALLBACKS = secret("SECRET_KEY_OLD").split()
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
SITE_URL = env.str("SITE_URL", default=f"http://localhost:{env.int('PORT', default=8000)}").rstrip("/")
SITE_NAME = env.str("SITE_NAME", default="Văn phòng Tỉnh ủy")

INSTALLED_APPS = [
    "unfold",
    "unfold.contrib.filters",
    "unfold.contrib.forms",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_filters",
    "rest_framework",
    "knox",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "axes",
    "csp",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "tracker",
]

MIDDLEWARE = [
    "tracker.dashboards.middleware.RequestRecord",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "tracker.admin.middleware.SessionRules",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
    "tracker.dashboards.reads.RestrictedReads",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
AUTH_USER_MODEL = "tracker.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

# --- Database: embedded SQLite by default, PostgreSQL by DATABASE_URL -----------------------------
DATABASES = {
    "default": env.db_url_config(secret("DATABASE_URL") or f"sqlite:///{DATA_DIR / 'dondoc.sqlite3'}")
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        # Without IMMEDIATE two writers meet "database is locked" half of the time.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA busy_timeout=20000;",
    }
else:
    # Every thread has its connection, so a wait means that PostgreSQL is away. It is asked anew soon: the
    # longer it was away, the longer the pool would pause between two tries.
    waits = {"timeout": 5, "reconnect_timeout": 5}
    pool = {"min_size": 1, "max_size": env.int("DATABASE_POOL", default=8), **waits}
    DATABASES["default"].setdefault("OPTIONS", {})["pool"] = pool
    # What is read through a cursor is read to its end, not only its first tenth; and compiling a query takes
    # longer than most of ours run.
    DATABASES["default"]["OPTIONS"]["options"] = "-c cursor_tuple_fraction=1 -c jit=off"
    # Asked before each use: after PostgreSQL restarts, no visitor meets a connection that died with it.
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

# --- Language and time: one language, one zone ---------------------------------------------------
LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt")]
TIME_ZONE = ZONE.key
USE_TZ = True
USE_I18N = True
FORMAT_MODULE_PATH = ["config.formats"]
LOCALE_PATHS = [BASE_DIR / "tracker" / "locale", BASE_DIR / "tracker" / "api" / "locale"]

# --- Passwords, sessions, lockout ------------------------------------------------------------------
PASSWORD_HASHERS = [
    "config.passwords.Argon2InTurn",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": env.int("PASSWORD_MIN_LENGTH", default=12)},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
OIDC = identity.oidc(env, secret)
LDAP = identity.ldap(env, secret)
AUTHENTICATION_BACKENDS = [
    "tracker.admin.guesses.GuessGate",
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
    *identity.backends(OIDC, LDAP),
]
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "/admin/"
SESSION_COOKIE_AGE = env.int("SESSION_IDLE_SECONDS", default=1800)
SESSION_ABSOLUTE_SECONDS = env.int("SESSION_ABSOLUTE_SECONDS", default=43200)
# The session rules renew it once a minute instead: a write on every page would cost a commit each.
SESSION_SAVE_EVERY_REQUEST = False
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = PRODUCTION
CSRF_COOKIE_SECURE = PRODUCTION
CSRF_COOKIE_HTTPONLY = True
AXES_FAILURE_LIMIT = env.int("LOCKOUT_ATTEMPTS", default=5)
AXES_COOLOFF_TIME = env.float("LOCKOUT_HOURS", default=0.25)
# By name and address together: an office behind one address must not lock itself out.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_CLIENT_IP_CALLABLE = "tracker.dashboards.guard.address_text"
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
AXES_LOCKOUT_TEMPLATE = "tracker/admin/locked.html"

# --- Transport security ----------------------------------------------------------------------------
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=PRODUCTION)
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=31536000 if PRODUCTION else 0)
SECURE_HSTS_INCLUDE_SUBDOMAINS = PRODUCTION
SECURE_HSTS_PRELOAD = PRODUCTION
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$", r"^metrics$"]
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
BEHIND_PROXY = env.bool("BEHIND_PROXY", default=False)
PROXY_COUNT = env.int("PROXY_COUNT", default=1)
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CONTENT_SECURITY_POLICY = headers.CONTENT_SECURITY_POLICY

# --- Static files and evidence -----------------------------------------------------------------------
STATIC_URL = "static/"
STATIC_ROOT = env.str("STATIC_ROOT", default=str(DATA_DIR / "static"))
WHITENOISE_USE_FINDERS = not PRODUCTION
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
EVIDENCE_DIR = Path(env.str("EVIDENCE_DIR", default=str(DATA_DIR / "evidence")))
EVIDENCE_S3 = storage.bucket(env, secret)
EVIDENCE_MAX_BYTES = env.int("EVIDENCE_MAX_BYTES", default=20 * 1024 * 1024)
# Uploads stay in memory up to the limit: nothing classified may touch the disk before it was checked.
FILE_UPLOAD_MAX_MEMORY_SIZE = 21 * 1024 * 1024
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 26 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

# --- Mail: .eml files on the embedded default, SMTP by setting ------------------------------------------
EMAIL_HOST = env.str("EMAIL_HOST", default="")
EMAIL_PORT = env.int("EMAIL_PORT", default=25)
EMAIL_HOST_USER = env.str("EMAIL_HOST_USER", default="")
EMAIL_HOST_PASSWORD = secret("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = env.bool("EMAIL_USE_TLS", default=False)
EMAIL_TIMEOUT = env.int("EMAIL_TIMEOUT", default=60)
DEFAULT_FROM_EMAIL = env.str("EMAIL_FROM", default="dondoc@localhost")
MAIL_DIR = Path(env.str("MAIL_DIR", default=str(DATA_DIR / "mail")))
MAIL_DOMAIN = env.str("MAIL_DOMAIN", default="dondoc.local")
# A relay of the province bears a few messages a second; 0 leaves the pace to the server.
MAIL_PER_SECOND = env.float("MAIL_PER_SECOND", default=5.0)
WATCH_CLOCK = env.bool("WATCH_CLOCK", default=True)
OUTBOX_LEASE_SECONDS = env.int("OUTBOX_LEASE_SECONDS", default=60)
# Further ways out for reminders; a rule of the policy uses them only when the site has set them up.
REMINDER_WEBHOOK_URL = env.str("REMINDER_WEBHOOK_URL", default="")
REMINDER_WEBHOOK_SECRET = secret("REMINDER_WEBHOOK_SECRET")
REMINDER_GATEWAY_URL = env.str("REMINDER_GATEWAY_URL", default="")
REMINDER_GATEWAY_TOKEN = secret("REMINDER_GATEWAY_TOKEN")

# --- Jobs: rows are the truth, Celery is the alarm clock and the work force -----------------------------
CELERY_BROKER_URL = secret("CELERY_BROKER_URL") or f"sqla+sqlite:///{DATA_DIR / 'broker.sqlite3'}?timeout=20"
CELERY_TASK_ALWAYS_EAGER = env.bool("CELERY_EAGER", default=False)
CELERY_TASK_EAGER_PROPAGATES = False
CELERY_TASK_IGNORE_RESULT = True
CELERY_TIMEZONE = TIME_ZONE
CELERY_ENABLE_UTC = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_TIME_LIMIT = 900
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
if CELERY_BROKER_URL.startswith("redis"):
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "visibility_timeout": 3600,
        "global_keyprefix": "dondoc:",
        "socket_timeout": 5,
        "socket_connect_timeout": 3,
    }

CACHES = {
    "default": env.cache_url_config(secret("CACHE_URL") or "locmemcache://"),
}

# --- Office rules that a site may set ------------------------------------------------------------------
OFFICE = {
    "ACCEPT_DAYS": env.int("ACCEPT_DAYS", default=3),  # working days to accept an ordinary task
    "ACCEPT_DAYS_URGENT": env.int("ACCEPT_DAYS_URGENT", default=1),
    "CONFIRM_DAYS": env.int("CONFIRM_DAYS", default=3),  # the office's own clock
    "STALE_DAYS": env.int("STALE_DAYS", default=10),
    "REVIEW_DAYS": env.int("REVIEW_DAYS", default=30),  # calendar days to the review of an undated task
    "PROPOSE_DAYS": env.int("PROPOSE_DAYS", default=5),
    "EXPLAIN_DAYS": env.int("EXPLAIN_DAYS", default=5),
}

# How the office heads its papers; the number and the day of signing stay blank.
LETTERHEAD = {
    "superior": env.str("LETTERHEAD_SUPERIOR", default="Tỉnh ủy"),
    "office": env.str("LETTERHEAD_OFFICE", default="Văn phòng"),
    "place": env.str("LETTERHEAD_PLACE", default="Thái Nguyên"),
    "report_symbol": env.str("LETTERHEAD_REPORT_SYMBOL", default="BC/VPTU"),
    "signer": env.str("LETTERHEAD_SIGNER", default="Chánh Văn phòng"),
}

# --- API: tokens for machines, sessions for browsers, one shape of errors ------------------------------
REST_FRAMEWORK = rest.REST_FRAMEWORK
SPECTACULAR_SETTINGS = rest.SPECTACULAR_SETTINGS
KNOX_TOKEN_MODEL = "tracker.ApiToken"
# Its own table is swapped out; its migrations would still create it and tie it to the accounts.
MIGRATION_MODULES = {"knox": None}
REST_KNOX = {"AUTH_HEADER_PREFIX": "Bearer", "TOKEN_PREFIX": "dondoc_"}
API_TOKEN_MAX_DAYS = min(env.int("API_TOKEN_MAX_DAYS", default=90), 90)
API_SESSION_RATE = env.int("API_SESSION_RATE", default=600)  # calls a minute of one person in the browser
API_WRITE_RATE = env.int("API_WRITE_RATE", default=120)  # of these, writing calls

# --- Webhooks: only to hosts that the site names; inner addresses only when it says so --------------------
WEBHOOK_ALLOWED_HOSTS = env.list("WEBHOOK_ALLOWED_HOSTS", default=[])
WEBHOOK_ALLOW_HTTP = env.bool("WEBHOOK_ALLOW_HTTP", default=False)
WEBHOOK_ALLOW_PRIVATE = env.bool("WEBHOOK_ALLOW_PRIVATE", default=False)
WEBHOOK_TIMEOUT = env.int("WEBHOOK_TIMEOUT", default=10)  # seconds for one delivery

# --- Watching over the site ------------------------------------------------------------------------------
METRICS_TOKEN = secret("METRICS_TOKEN")
METRICS_NETWORKS = [ip_network(n) for n in env.list("METRICS_NETWORKS", default=["127.0.0.0/8", "::1/128"])]
LOG_LEVEL = env.str("LOG_LEVEL", default="INFO" if PRODUCTION else "WARNING")
LOGGING = logs.settings(env.bool("LOG_JSON", default=PRODUCTION), LOG_LEVEL)

UNFOLD = theme.unfold(SITE_NAME)
