"""What the house is made of: its apps, pages, language and static files."""

from config.environment import ROOT, Mode
from config.settings.installation import INSTALLATION

BASE_DIR = ROOT
VAR_DIR = INSTALLATION.var
DEBUG = False
CIN_DEMONSTRATION = INSTALLATION.mode is Mode.DEMONSTRATION
CIN_PRODUCTION = INSTALLATION.is_production
CIN_TEST = INSTALLATION.is_test

GROUND_FLOOR = [
    "cin.core",
    "cin.accounts",
    "cin.audit",
    "cin.policy",
    "cin.drafts",
    "cin.documents",
]
STAGES = [
    "cases",
    "visits",
    "assessments",
    "plans",
    "meetings",
    "safeguarding",
    "transfers",
    "closures",
    "alerts",
    "desk",
    "returns",
]
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "csp",
    "simple_history",
    *GROUND_FLOOR,
    *STAGES,
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "config.sessions.KeepSignedIn",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "cin.core.middleware.KeepNothing",
    "cin.drafts.middleware.KeepWhatWasSent",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "cin.core.middleware.Refusals",
    "cin.core.once.AskOnceAPage",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
ASGI_APPLICATION = "config.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "cin.core.context.house",
            ],
        },
    }
]
# A message may speak of a case, so it never travels in a cookie.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
FORM_RENDERER = "cin.core.renderer.GovukRenderer"

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = True
FORMAT_MODULE_PATH = ["config.formats"]

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [ROOT / "static"]
# A missing stylesheet must not stop a test, and a browser test must be served the real ones.
WHITENOISE_AUTOREFRESH = INSTALLATION.is_test
WHITENOISE_USE_FINDERS = INSTALLATION.is_test
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if INSTALLATION.is_test
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
# The longest form, a plan with every text at its limit, is refused nowhere on its way.
DATA_UPLOAD_MAX_MEMORY_SIZE = 16 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
# Attached files: no address leads there, and nothing of them is kept in memory on their way.
MEDIA_ROOT = VAR_DIR / "documents"
FILE_UPLOAD_HANDLERS = ["cin.documents.uploading.ToTemporaryFile"]
CIN_UPLOAD_MB = INSTALLATION.upload_mb
CIN_CLAMAV = INSTALLATION.clamav

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Seconds for which a process trusts that the last sweep succeeded, since every page asks. A test
# that counts the queries of a page counts this one each time.
CIN_SWEEP_TRUSTED_FOR = 0 if INSTALLATION.is_test else 60
