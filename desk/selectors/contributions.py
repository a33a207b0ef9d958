"""What each person who works with a family contributed: meetings they came to, and what they did of
the plan (HIL-65).
"""

from collections.abc import Iterable
from dataclasses import dataclass

from cases.models import Case
from meetings.models import Attendance, AttendanceStatus
from plans.following import ActionLine, lines_of
from plans.models import OwnerKind, ProgressState
from plans.selectors import version_in_force


@dataclass(frozen=True, kw_only=True)
class Came:
    """How often somebody came to the meetings about a child to which they were asked."""

    name: str
    role: str
    asked: int
    came: int
    wrote: int

    @property
    def away(self) -> int:
        """How often they neither came nor sent a written update."""
        return self.asked - self.came - self.wrote


@dataclass(frozen=True, kw_only=True)
class Did:
    """How far somebody's actions in the plan in force have come."""

    name: str
    actions: int
    done: int
    overdue: int
    given_up: int


def came_to_meetings(case: Case) -> list[Came]:
    """Count, for everybody asked to a meeting about a child, how often they came; those who stayed
    away most often first. A name is the same however its letters are set.
    """
    found: dict[str, list[Attendance]] = {}
    rows = Attendance.objects.filter(meeting__children__case=case).order_by(
        "meeting__held_on", "pk"
    )
    for row in rows:
        found.setdefault(row.name.casefold().strip(), []).append(row)
    counted = [
        Came(
            name=asked[-1].name,
            role=next((row.role for row in reversed(asked) if row.role), ""),
            asked=len(asked),
            came=_number(asked, AttendanceStatus.ATTENDED),
            wrote=_number(asked, AttendanceStatus.WROTE),
        )
        for asked in found.values()
    ]
    return sorted(counted, key=lambda each: (-each.away, each.name.casefold()))


def _number(rows: Iterable[Attendance], status: str) -> int:
    return sum(row.status == status for row in rows)


def did_of_the_plan(case: Case) -> list[Did]:
    """Count, for everybody outside the family with an action in the plan in force, how far their
    actions have come; those with most that is overdue first.
    """
    version = version_in_force(case)
    if version is None:
        return []
    found: dict[str, list[ActionLine]] = {}
    for line in lines_of(version):
        if line.action.owner_kind != OwnerKind.FAMILY:
            found.setdefault(line.action.owner.casefold().strip(), []).append(line)
    counted = [
        Did(
            name=lines[0].action.owner,
            actions=len(lines),
            done=_standing(lines, ProgressState.DONE),
            overdue=sum(line.is_overdue for line in lines),
            given_up=_standing(lines, ProgressState.NOT_DONE),
        )
        for lines in found.values()
    ]
    return sorted(counted, key=lambda each: (-each.overdue, each.name.casefold()))


def _standing(lines: Iterable[ActionLine], state: str) -> int:
    return sum(line.latest is not None and line.latest.state == state for line in lines)
