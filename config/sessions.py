"""How long a person stays signed in."""

import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

REFRESH_EVERY = 5 * 60
SEEN_AT = "seen_at"


class KeepSignedIn:
    """Moves the end of a session on while it is used, at most once in five minutes.

    Saving the session at every click would make every page view a write.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Wrap the rest of the house."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request, marking the session as used when its mark has grown old."""
        response = self.get_response(request)
        session = request.session
        if session.accessed and not session.is_empty():
            moment = int(time.time())
            if moment - session.get(SEEN_AT, 0) >= REFRESH_EVERY:
                session[SEEN_AT] = moment
        return response
