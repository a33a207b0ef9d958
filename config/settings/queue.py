"""Work in the background: Redis for an authority, files under the var folder for none."""

from celery.schedules import crontab

from config.settings.installation import INSTALLATION

CELERY_BROKER_URL = INSTALLATION.broker_url
CELERY_TIMEZONE = "Europe/London"
CELERY_ENABLE_UTC = True
CELERY_TASK_SERIALIZER = "json"
CELERY_RESULT_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_IGNORE_RESULT = True
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
# A task is given back when its worker dies; every task is therefore safe to run twice.
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1

if INSTALLATION.broker_url.startswith("filesystem:"):
    _FOLDERS = {name: INSTALLATION.var / "queue" / name for name in ("messages", "control")}
    for _folder in _FOLDERS.values():
        _folder.mkdir(parents=True, exist_ok=True)
    CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, object] = {
        "data_folder_in": str(_FOLDERS["messages"]),
        "data_folder_out": str(_FOLDERS["messages"]),
        "control_folder": str(_FOLDERS["control"]),
    }
elif INSTALLATION.broker_url.startswith("redis"):
    # Seconds: a lost worker's task is offered again within about two minutes, not after an hour.
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "visibility_timeout": 120,
        "unacked_restore_interval": 5,
        "unacked_restore_throttle": 1,
    }

CELERY_BEAT_SCHEDULE_FILENAME = str(INSTALLATION.var / "beat-schedule")
CELERY_BEAT_SCHEDULE = {
    "clear what has served": {
        "task": "cin.accounts.tasks.clear_what_has_served",
        "schedule": crontab(hour="3", minute="30"),
    },
    "sweep files": {
        "task": "cin.documents.tasks.sweep_files",
        "schedule": crontab(hour="3", minute="45"),
    },
    "clear what was acted on": {
        "task": "cin.drafts.tasks.clear_handled",
        "schedule": crontab(hour="3", minute="35"),
    },
    "remove text long left": {
        "task": "closures.tasks.remove_long_left",
        "schedule": crontab(hour="3", minute="40"),
    },
    "raise alerts": {
        "task": "alerts.tasks.raise_alerts",
        "schedule": crontab(minute="0"),
    },
    "carry on recomputing": {
        "task": "alerts.tasks.carry_on_all_recomputing",
        "schedule": crontab(minute="*/5"),
    },
    "index people": {
        "task": "cases.tasks.index_people",
        "schedule": crontab(hour="2", minute="15"),
    },
    "send notices": {
        "task": "cases.tasks.send_notices",
        "schedule": crontab(minute="*/5"),
    },
    "send digests": {
        "task": "alerts.tasks.send_digests",
        "schedule": crontab(minute="10"),
    },
    "reconcile deadlines": {
        "task": "alerts.tasks.reconcile_deadlines",
        "schedule": crontab(hour="2", minute="30"),
    },
}
