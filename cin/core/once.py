"""While one page is drawn, what it asks again and again is asked of the database once."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.http import HttpRequest, HttpResponse

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")
SAFE = ("GET", "HEAD")

_answers: ContextVar[dict[Any, Any] | None] = ContextVar("answers", default=None)


@contextmanager
def asking_once() -> Iterator[None]:
    """Keep the answers of functions marked `once_a_page` until the end of the block."""
    token = _answers.set({})
    try:
        yield
    finally:
        _answers.reset(token)


def once_a_page(function: Callable[Asked, Answer]) -> Callable[Asked, Answer]:
    """Mark a reader whose answer holds for a whole page and never changes once it is given.

    Its arguments must be hashable. A service or a task asks anew each time: it may have waited for
    a lock while the answer changed.
    """

    @wraps(function)
    def answer(*args: Asked.args, **kwargs: Asked.kwargs) -> Answer:
        kept = _answers.get()
        if kept is None:
            return function(*args, **kwargs)
        asked = (function, args, tuple(sorted(kwargs.items())))
        if asked not in kept:
            kept[asked] = function(*args, **kwargs)
        return kept[asked]

    return answer


class AskOnceAPage:
    """Let a page that only shows something ask once; whatever acts asks anew each time."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        if request.method not in SAFE:
            return self.get_response(request)
        with asking_once():
            return self.get_response(request)
