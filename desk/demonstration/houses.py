"""The five authorities: their procedures, their teams, and the people who sign in."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cin.accounts.models import LocalAuthority, Role, Specialism, Team, User
from cin.policy.selectors import procedure_in_force
from cin.policy.services import adopt_preset
from cin.procedures.book import Procedure, preset
from desk.demonstration.content import content

# Each person's role and team, by position in the authority's list; managers of the whole authority
# have none.
POSTS: Mapping[str, tuple[Role, int | None]] = {
    "sw": (Role.SOCIAL_WORKER, 0),
    "sw2": (Role.SOCIAL_WORKER, 0),
    "tm": (Role.TEAM_MANAGER, 0),
    "sm": (Role.SERVICE_MANAGER, None),
    "hos": (Role.HEAD_OF_SERVICE, None),
    "admin": (Role.PROCEDURE_ADMIN, None),
    "admin2": (Role.PROCEDURE_ADMIN, None),
    "sw3": (Role.SOCIAL_WORKER, 1),
    "tm2": (Role.TEAM_MANAGER, 1),
    "sw4": (Role.SOCIAL_WORKER, 2),
    "tm3": (Role.TEAM_MANAGER, 2),
    "ta": (Role.TEAM_ADMINISTRATOR, 0),
    "sp": (Role.SPECIALIST, 0),
}


@dataclass(frozen=True, kw_only=True)
class House:
    """One authority with its people, by post, and its procedure."""

    slug: str
    teams: tuple[Team, ...]
    people: Mapping[str, User]
    streets: tuple[str, ...]
    procedure: Procedure

    def manager_of(self, person: User) -> User:
        """Give the manager of somebody's team."""
        return next(
            other
            for other in self.people.values()
            if other.role == Role.TEAM_MANAGER and other.team_id == person.team_id
        )


def places() -> list[dict[str, Any]]:
    """List the five authorities as they are written down."""
    found: list[dict[str, Any]] = content("places")["authorities"]
    return found


def build_house(place: Mapping[str, Any], *, password: str) -> House:
    """Make one authority that follows its published procedure, with its teams and people.

    `password` is already hashed: a hash takes long to make on purpose, and everybody here has the
    same password.
    """
    slug = place["slug"]
    authority = LocalAuthority.objects.create(
        slug=slug,
        name=preset(slug).authority_name,
        prefix=place["prefix"],
        is_demonstration=True,
    )
    adopt_preset(authority_id=authority.pk, slug=slug)
    teams = tuple(Team.objects.create(authority=authority, name=name) for name in place["teams"])
    people = {
        post: _person(post, name, authority, teams, password)
        for post, name in place["people"].items()
    }
    return House(
        slug=slug,
        teams=teams,
        people=people,
        streets=tuple(place["streets"]),
        procedure=procedure_in_force(authority.pk),
    )


def _person(
    post: str, name: str, authority: LocalAuthority, teams: tuple[Team, ...], password: str
) -> User:
    role, team = POSTS[post]
    return User.objects.create(
        username=f"{authority.slug}.{post}",
        email=f"{post}@{authority.slug}.example",
        password=password,
        name=name,
        authority=authority,
        team=None if team is None else teams[team],
        role=role,
        specialism=Specialism.DOMESTIC_ABUSE if role == Role.SPECIALIST else "",
    )
