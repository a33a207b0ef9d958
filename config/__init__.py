"""The wiring of the house: settings, addresses, and the web and task processes."""

from config.celery import app as celery_app

__all__ = ["celery_app"]
