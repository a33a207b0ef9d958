"""What every page knows: whose house this is, and where the person stands in it."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.crypto import salted_hmac

SERVICE_NAME = "cin"
SERVICE_STRAPLINE = "Child in Need casework"


@dataclass(frozen=True)
class NavigationItem:
    """One link of the navigation across the top."""

    text: str
    href: str
    is_current: bool


# Text, address, the beginnings of the names of the pages that stand under the link (none: all that
# stand under no other), and the attribute of those who see it (empty: everybody).
NAVIGATION: tuple[tuple[str, str, tuple[str, ...], str], ...] = (
    ("Today", "desk:today", ("desk:today", "alerts:"), ""),
    ("Cases", "desk:cases", (), ""),
    (
        "Record a referral",
        "cases:record_referral",
        ("cases:record_referral",),
        "may_record_referrals",
    ),
    (
        "Find a person",
        "cases:find_people",
        (
            *("cases:find_people", "cases:agenc", "cases:add_agency", "cases:change_agency"),
            "cases:professional",
        ),
        "may_find_people",
    ),
    (
        "Procedure",
        "policy:procedure",
        ("policy:", "desk:rules", "desk:preview", "desk:publish_draft"),
        "",
    ),
)


def house(request: HttpRequest) -> dict[str, Any]:
    """Give every page the service's name, the navigation, and whether this is the demonstration."""
    return {
        "demonstration": getattr(settings, "CIN_DEMONSTRATION", False),
        "service_name": SERVICE_NAME,
        "service_strapline": SERVICE_STRAPLINE,
        "navigation": navigation(request),
        "device_owner": device_owner(request),
    }


def device_owner(request: HttpRequest) -> str:
    """Give a mark of whoever is signed in, by which a device tells whether the text it keeps is
    theirs; nobody can tell from it who they are.
    """
    user = getattr(request, "user", None)
    pk = getattr(user, "pk", None)
    return salted_hmac("cin.core.device_owner", str(pk)).hexdigest() if pk else ""


def navigation(request: HttpRequest) -> list[NavigationItem]:
    """Give the links a signed-in person may follow; none to anybody else, or for pages that do not
    exist.
    """
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return []
    items = []
    match = getattr(request, "resolver_match", None)
    here = match.view_name if match else ""
    elsewhere = ("accounts:", *(name for _, _, under, _ in NAVIGATION for name in under))
    for text, view_name, under, attribute in NAVIGATION:
        if attribute and not getattr(user, attribute, True):
            continue
        try:
            href = reverse(view_name)
        except NoReverseMatch:
            continue
        current = here.startswith(under) if under else bool(here) and not here.startswith(elsewhere)
        items.append(NavigationItem(text, href, current))
    return items
