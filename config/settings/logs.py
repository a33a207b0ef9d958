"""What is written down while running: never a name, an address or a query string."""

from config.settings.installation import INSTALLATION

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"private": {"()": "config.log_format.PrivateFormatter"}},
    "handlers": {
        "output": {
            "class": "logging.StreamHandler",
            "stream": "ext://sys.stdout",
            "formatter": "private",
        }
    },
    "root": {"handlers": ["output"], "level": INSTALLATION.log_level},
    "loggers": {
        "django": {"handlers": [], "level": INSTALLATION.log_level, "propagate": True},
        "django.server": {"handlers": [], "propagate": True},
        "django.db.backends": {"level": "WARNING"},
        # What draws PDFs tells of every step, and quotes the page it draws.
        "weasyprint": {"level": "ERROR"},
        "fontTools": {"level": "ERROR"},
    },
}
