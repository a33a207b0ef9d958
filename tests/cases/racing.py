"""Several people pressing a button at the same moment."""

from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.db import connection

from cin.core.errors import DomainError


def at_once(acts: Sequence[Callable[[], Any]]) -> Counter[str]:
    """Run every act in a thread of its own, all starting together, and count how they ended.

    An act that goes through counts as "done"; a refusal counts under its own name. Anything else is
    raised.
    """
    start = Barrier(len(acts))

    def run(act: Callable[[], Any]) -> str:
        try:
            start.wait(timeout=30)
            act()
            return "done"
        except DomainError as refused:
            return type(refused).__name__
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=len(acts)) as threads:
        return Counter(threads.map(run, acts))
