"""Every address of the house, each stage bringing its own."""

from django.urls import include, path

from config.health import health

PAGES = [
    ("", "desk.urls"),
    ("", "cases.urls"),
    ("", "visits.urls"),
    ("", "assessments.urls"),
    ("", "plans.urls"),
    ("", "meetings.urls"),
    ("", "safeguarding.urls"),
    ("", "transfers.urls"),
    ("", "closures.urls"),
    ("alerts/", "alerts.urls"),
    ("procedure/", "cin.policy.urls"),
    ("account/", "cin.accounts.urls"),
]

urlpatterns = [
    path("health/", health, name="health"),
    *(path(prefix, include(module)) for prefix, module in PAGES),
]
