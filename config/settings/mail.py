"""How mail leaves: by SMTP from an authority, into files in a demonstration."""

from config.settings.installation import INSTALLATION, MAIL

EMAIL_BACKEND = MAIL["EMAIL_BACKEND"]
EMAIL_HOST = MAIL.get("EMAIL_HOST")
EMAIL_PORT = MAIL.get("EMAIL_PORT")
EMAIL_HOST_USER = MAIL.get("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = MAIL.get("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = MAIL.get("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = MAIL.get("EMAIL_USE_SSL", False)
EMAIL_FILE_PATH = str(INSTALLATION.var / "mail")
EMAIL_TIMEOUT = 20
# Where the links in mail lead.
CIN_BASE_URL = INSTALLATION.base_url
DEFAULT_FROM_EMAIL = INSTALLATION.email_from
SERVER_EMAIL = INSTALLATION.email_from
