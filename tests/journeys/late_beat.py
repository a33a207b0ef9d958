"""A beat that finds itself hours late: it asks for every task at once, as after a night without
power.

Run with the schedule's file as the only argument; the journeys start it beside the running house.
"""

import os
import sys
from datetime import UTC, datetime, timedelta

import django
from celery.beat import PersistentScheduler

LATE = timedelta(hours=26)


def main() -> None:
    """Write down that the last round was long ago, then become an ordinary beat."""
    place = sys.argv[1]
    django.setup()
    from config.celery import app  # noqa: PLC0415  needs the settings

    scheduler = PersistentScheduler(app, schedule_filename=place)
    for entry in scheduler.schedule.values():
        entry.last_run_at = datetime.now(UTC) - LATE
    scheduler.sync()
    scheduler.close()
    words = ["celery", "--app", "config", "beat", "--schedule", place, "--loglevel", "INFO"]
    os.execv(sys.executable, [sys.executable, "-m", *words])


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    main()
