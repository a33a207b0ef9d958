"""What a later stage has standing on a dated fact of a case, and what becomes of it when the fact
is taken back.

A fact that was recorded with a move knows no moves: those belong to a later stage. The application
that keeps them puts itself in place when the house starts (`use`), is asked what will become of it,
and is told in the same transaction in which the fact is withdrawn (docs/decisions/0075).
"""

from collections.abc import Callable
from dataclasses import dataclass

from cases.models import Change
from cin.accounts.models import User


@dataclass(frozen=True, kw_only=True)
class Follower:
    """How a stage says what becomes of its records when a fact is withdrawn, and does it."""

    effects: Callable[[Change], list[str]]
    follow: Callable[[Change, User, str], None]


_followers: list[Follower] = []


def use(follower: Follower) -> None:
    """Have this stage follow every withdrawal from now on."""
    _followers[:] = [follower]


def effects_on_later_stages(change: Change) -> list[str]:
    """Say in sentences what else is taken back with a fact."""
    return [effect for each in _followers for effect in each.effects(change)]


def take_back_what_stands_on(change: Change, *, actor: User, reason: str) -> None:
    """Have later stages take back what stands on a fact of a locked case that is withdrawn."""
    for each in _followers:
        each.follow(change, actor, reason)
