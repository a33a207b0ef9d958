"""Permissions that can say why not."""

from collections.abc import Callable
from typing import Any


class Permission:
    """A rule about who may take a step: true or false to the state machine, a sentence to the
    person.
    """

    def __init__(self, reason: Callable[[Any, Any], str]) -> None:
        self.reason = reason
        self.__doc__ = reason.__doc__

    def __call__(self, subject: Any, user: Any) -> bool:
        """Say whether this person may."""
        return not self.reason(subject, user)

    def __and__(self, other: "Permission") -> "Permission":
        """Combine two rules: the first that refuses gives the reason."""
        return Permission(
            lambda subject, user: self.reason(subject, user) or other.reason(subject, user)
        )


def permission(reason: Callable[[Any, Any], str]) -> Permission:
    """Make a permission of a function that returns why not, or an empty text when the person
    may.
    """
    return Permission(reason)
