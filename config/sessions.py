"""How long a person stays signed in."""

import time
from collections.abc import Callable

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponse

# Seconds.
REFRESH_EVERY = 5 * 60
LONGEST = 12 * 60 * 60
SEEN_AT = "seen_at"
BEGAN_AT = "began_at"


class KeepSignedIn:
    """Moves the end of a session on while it is used, at most once in five minutes, and ends it
    twelve hours after the person signed in.

    Saving the session at every click would make every page view a write.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Wrap the rest of the house."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request, marking the session as used when its mark has grown old."""
        session, moment = request.session, int(time.time())
        if moment - session.get(BEGAN_AT, moment) >= LONGEST:
            session.flush()
        response = self.get_response(request)
        if session.accessed and not session.is_empty():
            self._mark(session, moment)
        return response

    def _mark(self, session: SessionBase, moment: int) -> None:
        if moment - session.get(SEEN_AT, 0) >= REFRESH_EVERY:
            session[SEEN_AT] = moment
        if SESSION_KEY in session and BEGAN_AT not in session:
            session[BEGAN_AT] = moment
