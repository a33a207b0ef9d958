"""A request as pages see it: whose it is, and where it comes from."""

from django.conf import settings
from django.http import HttpRequest

from cin.accounts.models import User


class SignedInRequest(HttpRequest):
    """A request of somebody who is signed in; the middleware has sent everybody else to sign in."""

    user: User


def address_of(request: HttpRequest) -> str:
    """Give the address a request comes from: behind a proxy, the one that the proxy itself saw
    (the last), never one that the sender wrote.
    """
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "") if settings.CIN_BEHIND_PROXY else ""
    return forwarded.split(",")[-1].strip() or request.META.get("REMOTE_ADDR", "")
