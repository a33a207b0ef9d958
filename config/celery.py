"""The task queue: every process that sends or does work in the background starts from here."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("cin")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
