"""What every answer passes through: no page is kept, and refusals become pages people see."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cin.core.errors import DomainError, NotFound, NotPermitted


class KeepNothing:
    """Tell browsers and caches to keep no page of somebody signed in, so that going back after
    signing out shows nothing.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on, and mark the answer when the person is signed in before or after."""
        came_signed_in = request.user.is_authenticated
        response = self.get_response(request)
        if came_signed_in or request.user.is_authenticated:
            response["Cache-Control"] = "no-store, private"
        return response


class Refusals:
    """Turn NotFound into 404, NotPermitted into 403 with its reason, and any other refusal into
    409.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, refused: Exception) -> HttpResponse | None:
        """Answer a refusal; leave anything else to Django."""
        if isinstance(refused, NotFound):
            return render(request, "404.html", status=404)
        if isinstance(refused, NotPermitted):
            return render(request, "403.html", {"reason": refused.message}, status=403)
        if isinstance(refused, DomainError):
            return render(request, "409.html", {"reason": refused.message}, status=409)
        return None
