"""One thing that stands in the way of a step."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Blocker:
    """One thing that stands in the way, in words for the person who meets it."""

    code: str
    message: str
    cites: tuple[str, ...] = ()
