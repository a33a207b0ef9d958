"""What stands before the door: a form sent after the session ended loses nothing."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from cin.drafts.views.signed_out import answer_nobody


class KeepWhatWasSent:
    """Keeps what a page sends when nobody is signed in any more, before the sender is asked to sign
    in.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Look at what is sent by nobody; leave everything else alone."""
        if request.method != "POST" or request.user.is_authenticated:
            return None
        return answer_nobody(request)
