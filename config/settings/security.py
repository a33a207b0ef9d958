"""Who may come in, and what a browser is told to refuse."""

from csp.constants import NONE, SELF

from config.settings.installation import INSTALLATION

SECRET_KEY = INSTALLATION.secret_key
SECRET_KEY_FALLBACKS = list(INSTALLATION.secret_key_fallbacks)
ALLOWED_HOSTS = list(INSTALLATION.allowed_hosts)

AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "accounts:sign_in"
LOGIN_REDIRECT_URL = "desk:today"
LOGOUT_REDIRECT_URL = "accounts:sign_in"
_VALIDATORS = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_VALIDATORS}.UserAttributeSimilarityValidator"},
    {"NAME": f"{_VALIDATORS}.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": f"{_VALIDATORS}.CommonPasswordValidator"},
    {"NAME": f"{_VALIDATORS}.NumericPasswordValidator"},
]
if INSTALLATION.is_test:
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# Eight hours without a click end a session, and so does closing the browser; config.sessions
# moves the end on, and ends what began twelve hours ago.
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = INSTALLATION.is_production
CSRF_COOKIE_SECURE = INSTALLATION.is_production
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "cin.drafts.views.signed_out.csrf_failed"

SECURE_SSL_REDIRECT = INSTALLATION.is_production
SECURE_REDIRECT_EXEMPT = [r"^health/$"]
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if INSTALLATION.is_production else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = INSTALLATION.is_production
# Only the owner of the whole domain can ask browsers to preload it: not ours to say.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
CIN_BEHIND_PROXY = INSTALLATION.behind_proxy
if INSTALLATION.behind_proxy:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}
