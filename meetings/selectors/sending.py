"""What the chair of a meeting is asked to send out: the minutes, and the plan that it agreed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Exists, OuterRef, Q

from cases.models import Case
from cases.selectors.access import visible_cases
from cin.accounts.models import User
from cin.core import clock
from cin.documents.models import Circulation, CirculationKind
from cin.policy.selectors import procedure_in_force
from cin.procedures.book import Procedure
from meetings.models import COUNTED_KINDS, Meeting, MeetingChild
from plans.models import PlanState, PlanVersion

# What was not sent for so long is not asked for any more: a later meeting has come since.
ASKED_FOR_DAYS = 90
CHAIR = "chair"


@dataclass(frozen=True, kw_only=True)
class ToSend:
    """Minutes or a plan that the chair of a meeting is asked to send, for one child."""

    case: Case
    meeting: Meeting
    version_id: int | None = None

    @property
    def what(self) -> str:
        """What is to be sent."""
        return "plan" if self.version_id else "minutes"


def to_send_on(case: Case) -> list[ToSend]:
    """List what the chair of a case's latest meeting has still to send (PET-30, BOL-33, BIR-51,
    ROC-136): nothing where the procedure asks somebody else.
    """
    return list(_to_send([case.pk], procedure_in_force(case.authority_id)))


def to_send_by(user: User) -> list[ToSend]:
    """List what this person, who chaired a meeting, has still to send, the oldest meeting first."""
    if user.authority_id is None or not user.name.strip():
        return []
    chaired = MeetingChild.objects.filter(
        _recent(), case__in=visible_cases(user).open(), meeting__chair_name__iexact=user.name
    )
    ids = list(chaired.order_by().values_list("case_id", flat=True).distinct())
    found = _to_send(ids, procedure_in_force(user.authority_id)) if ids else iter(())
    mine = user.name.casefold()
    return [each for each in found if each.meeting.chair_name.casefold() == mine]


def _recent() -> Q:
    since = clock.today() - timedelta(days=ASKED_FOR_DAYS)
    counted = Q(meeting__kind__in=COUNTED_KINDS, meeting__recorded_at__isnull=False)
    return counted & Q(meeting__held_on__gte=since)


def _to_send(case_ids: Iterable[int], procedure: Procedure) -> Iterator[ToSend]:
    """Give what is still to be sent of each case's latest meeting, with three queries."""
    latest: dict[int, MeetingChild] = {}
    rows = MeetingChild.objects.filter(_recent(), case_id__in=case_ids)
    for part in rows.select_related("meeting", "case__child").order_by("meeting__held_on", "pk"):
        latest[part.case_id] = part
    sent = set(
        Circulation.objects.filter(case_id__in=latest, kind=CirculationKind.MINUTES).values_list(
            "case_id", "of_id"
        )
    )
    plans = _unsent_plans(latest, procedure)
    for part in latest.values():
        is_asked = procedure.get("minutes_distributor_role") == CHAIR
        if is_asked and (part.case_id, part.meeting_id) not in sent:
            yield ToSend(case=part.case, meeting=part.meeting)
        if part.case_id in plans:
            yield ToSend(case=part.case, meeting=part.meeting, version_id=plans[part.case_id])


def _unsent_plans(case_ids: Iterable[int], procedure: Procedure) -> dict[int, int]:
    """Give the version in force of each case that nobody has been sent and the chair sends."""
    asked = {
        True: procedure.get("plan_distributor_role_initial") == CHAIR,
        False: procedure.get("plan_distributor_role_amended") == CHAIR,
    }
    sent = Circulation.objects.filter(
        case_id=OuterRef("case_id"), kind=CirculationKind.PLAN, of_id=OuterRef("pk")
    )
    rows = PlanVersion.objects.filter(~Exists(sent), case_id__in=case_ids, state=PlanState.ACTIVE)
    return {row.case_id: row.pk for row in rows.order_by("pk") if asked[row.is_first]}
