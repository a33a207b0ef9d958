"""A request as pages see it: the middleware has sent everybody else to sign in."""

from django.http import HttpRequest

from cin.accounts.models import User


class SignedInRequest(HttpRequest):
    """A request of somebody who is signed in."""

    user: User
