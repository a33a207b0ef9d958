"""Everything on the first page: what is due, what is unfinished, and what waits for a decision."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count
from django.urls import reverse

from alerts.selectors.due import (
    Due,
    counts_by_team,
    due_in,
    due_to_worker,
    grouped,
    meetings_due_in,
    overdue_in,
)
from alerts.selectors.listing import count_waiting
from alerts.selectors.standing import DUE_SOON, OVERDUE, UPCOMING
from cases.models import Case, NextStep, Notice
from cases.models.case import CaseQuerySet
from cases.selectors.access import visible_cases
from cases.selectors.notices import unread_notices
from cases.selectors.oversight import next_steps_for
from cin.accounts.models import AUTHORITY_WIDE_ROLES, MANAGER_ROLES, PRACTITIONER_ROLES, Team, User
from cin.accounts.selectors import teams_of
from cin.core import clock
from cin.policy.selectors import panel_review_reminder
from desk.selectors.decisions import Waiting, waiting_for
from desk.selectors.unfinished import Unfinished, left_in_team, unfinished_by
from desk.selectors.without_consent import WithoutConsent, without_consent_of
from meetings.models import Booking
from meetings.selectors import bookings_of
from meetings.selectors.sending import ToSend, to_send_by
from plans.following import overdue_for
from plans.models import PlanAction
from transfers.selectors.allocation_meetings import goes_to_allocation_meetings
from visits.models import PlannedVisit
from visits.selectors import planned_by

MOST_OF_TEAM = 200
MOST_OVERDUE = 50


@dataclass(frozen=True)
class Group:
    """What is due and stands alike; `figure` is what its number counts."""

    code: str
    title: str
    figure: str
    tone: str
    dues: list[Due]


GROUPS = {
    OVERDUE: ("Overdue", "overdue", "overdue"),
    DUE_SOON: ("Due soon", "due soon", "due_soon"),
    UPCOMING: ("Coming up in the next 14 days", "coming up", ""),
}


@dataclass(frozen=True)
class OfWorker:
    """What is due on the cases of one worker; `name` is empty where nobody carries the case."""

    name: str
    dues: list[Due]


@dataclass(frozen=True, kw_only=True)
class OfTeam:
    """How one team stands."""

    team: Team
    cases: int
    unallocated: int
    overdue: int
    due_soon: int


@dataclass(frozen=True, kw_only=True)
class Today:
    """What one person needs to know today; the lists that do not concern them are empty."""

    day: date
    role: str
    due: list[Group]
    unfinished: list[Unfinished]
    waiting: list[Waiting]
    left: list[Unfinished] = field(default_factory=list)
    told: list[Notice] = field(default_factory=list)
    asked: list[tuple[NextStep, Case]] = field(default_factory=list)
    planned: list[PlannedVisit] = field(default_factory=list)
    late_actions: list[PlanAction] = field(default_factory=list)
    booked: list[Booking] = field(default_factory=list)
    to_send: list[ToSend] = field(default_factory=list)
    team: list[OfWorker] = field(default_factory=list)
    teams: list[OfTeam] = field(default_factory=list)
    overdue: list[Due] = field(default_factory=list)
    panel_review: str = ""
    meetings: list[Due] = field(default_factory=list)
    caseload: int = 0
    alerts: int = 0
    has_allocation_meetings: bool = False
    without_consent: list[WithoutConsent] = field(default_factory=list)

    @property
    def is_clear(self) -> bool:
        """Whether there is nothing at all to show."""
        lists = (
            self.unfinished,
            self.waiting,
            self.without_consent,
            self.planned,
            self.booked,
            self.to_send,
            self.left,
            self.asked,
            self.told,
            self.late_actions,
            self.team,
            self.teams,
            self.overdue,
            self.meetings,
        )
        return not any(lists) and not any(group.dues for group in self.due)

    @property
    def does_casework(self) -> bool:
        """Whether this person records visits and meetings."""
        return self.role in PRACTITIONER_ROLES | MANAGER_ROLES

    @property
    def is_manager(self) -> bool:
        """Whether this person decides on other people's casework."""
        return self.role in MANAGER_ROLES

    @property
    def figures(self) -> list[dict[str, Any]]:
        """The numbers at the top, each leading to its list; a number of nothing leads nowhere."""
        counted: list[tuple[int, str, str, str]] = []
        if self.role in MANAGER_ROLES:
            counted.append((len(self.waiting), "waiting for you", "#waiting", ""))
        if self.caseload or any(group.dues for group in self.due):
            counted += [
                (len(group.dues), group.figure, f"#{group.code}", group.tone) for group in self.due
            ]
        if self.meetings:
            counted.append((len(self.meetings), "meetings of your team", "#meetings", ""))
        counted += [*self._of_team(), *self._of_authority()]
        if self.unfinished or self.caseload:
            counted.append((len(self.unfinished), "unfinished", "#unfinished", ""))
        return [
            {
                "number": number,
                "label": label,
                "href": href if number else "",
                "tone": tone if number else "",
            }
            for number, label, href, tone in counted
        ]

    def _of_team(self) -> Iterator[tuple[int, str, str, str]]:
        dues = [due for worker in self.team for due in worker.dues]
        if self.role not in MANAGER_ROLES or self.role in AUTHORITY_WIDE_ROLES:
            return
        for code, words in (OVERDUE, "overdue in your team"), (DUE_SOON, "due soon in your team"):
            yield sum(due.standing == code for due in dues), words, "#team", code

    def _of_authority(self) -> Iterator[tuple[int, str, str, str]]:
        if self.role in AUTHORITY_WIDE_ROLES:
            yield sum(team.overdue for team in self.teams), "overdue", "#teams", OVERDUE
            yield sum(team.due_soon for team in self.teams), "due soon", "#teams", DUE_SOON
            yield sum(team.cases for team in self.teams), "open cases", reverse("desk:cases"), ""


def today_for(user: User) -> Today:
    """Gather what one person needs to know today, with a number of queries that does not grow with
    their caseload.
    """
    reach = visible_cases(user).open()
    return Today(
        day=clock.today(),
        role=user.role,
        due=_groups(due_to_worker(user)),
        unfinished=unfinished_by(user),
        waiting=waiting_for(user),
        left=left_in_team(user),
        told=unread_notices(user),
        asked=next_steps_for(user),
        planned=planned_by(user),
        late_actions=list(overdue_for(user)[:MOST_OVERDUE]),
        booked=bookings_of(user),
        to_send=to_send_by(user),
        team=_team(user, reach),
        teams=_teams(user, reach),
        overdue=overdue_in(reach, user, most=MOST_OVERDUE) if user.sees_whole_authority else [],
        panel_review=_panel_review(user),
        meetings=_meetings(user, reach),
        caseload=reach.filter(worker=user).count(),
        alerts=count_waiting(user),
        has_allocation_meetings=goes_to_allocation_meetings(user),
        without_consent=without_consent_of(user),
    )


def _panel_review(user: User) -> str:
    reminded = user.sees_whole_authority and user.authority_id is not None
    return panel_review_reminder(user.authority_id or 0) if reminded else ""


def _groups(dues: list[Due]) -> list[Group]:
    found = grouped(dues)
    return [Group(code, *words, dues=found[code]) for code, words in GROUPS.items()]


def _team(user: User, reach: CaseQuerySet) -> list[OfWorker]:
    """Group what is past or near on a team's cases by worker, the worker with the longest overdue
    first.
    """
    if not user.is_manager or user.sees_whole_authority:
        return []
    by_worker: dict[str, list[Due]] = {}
    for due in due_in(
        reach.filter(team_id=user.team_id).exclude(worker=user), user, most=MOST_OF_TEAM
    ):
        name = due.case.worker.name if due.case.worker else ""
        by_worker.setdefault(name, []).append(due)
    return [OfWorker(name, dues) for name, dues in by_worker.items()]


def _meetings(user: User, reach: CaseQuerySet) -> list[Due]:
    if not user.arranges_meetings:
        return []
    return meetings_due_in(reach.filter(team_id=user.team_id), user, most=MOST_OF_TEAM)


def _teams(user: User, reach: CaseQuerySet) -> list[OfTeam]:
    if not user.sees_whole_authority:
        return []
    counts = counts_by_team(reach)
    carried = {
        row["team_id"]: row
        for row in reach.order_by()
        .values("team_id")
        .annotate(cases=Count("pk"), allocated=Count("worker_id"))
    }
    return [
        OfTeam(
            team=team,
            cases=carried.get(team.pk, {}).get("cases", 0),
            unallocated=_unallocated(carried.get(team.pk)),
            overdue=counts.get(team.pk, {}).get("overdue", 0),
            due_soon=counts.get(team.pk, {}).get("due_soon", 0),
        )
        for team in teams_of(user)
    ]


def _unallocated(row: dict[str, int] | None) -> int:
    return row["cases"] - row["allocated"] if row else 0
