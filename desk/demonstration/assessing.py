"""What belongs to an assessment and has a form of its own: written by the worker, agreed by the
manager.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from assessments.models import (
    AskedBy,
    AssessmentRoute,
    AssessmentState,
    EffectOnPlan,
    FamilyNetworkMeeting,
    ReplyKind,
    SharingBasis,
)
from assessments.selectors.checkpoints import Item, items_of
from assessments.selectors.enquiries import sources_for
from assessments.selectors.network_meetings import (
    CAME,
    PREPARATION,
    TOPICS,
    family_rows,
    items_of_meeting,
    network_meetings_of,
)
from assessments.services import (
    CheckpointText,
    NetworkRecord,
    Preparation,
    Question,
    agree_checkpoint,
    ask_agencies,
    finish_network_meeting,
    prepare_network_meeting,
    record_network_meeting,
    record_reply,
    send_network_minutes,
    submit_checkpoint,
    write_checkpoint,
)
from cases.models import Case
from cin.accounts.models import User
from cin.core import clock
from desk.demonstration.content import content


@dataclass(frozen=True, kw_only=True)
class Occasion:
    """One thing done on a case on a day: the worker's part in the afternoon, the manager's after
    it.
    """

    case: Case
    on: date
    worker: User
    manager: User

    def at(self, hour: int) -> datetime:
        """Give the moment of that hour on that day, and never one later than now."""
        return min(timezone.make_aware(datetime.combine(self.on, time(hour, 10))), clock.now())


def _hold_checkpoint(occasion: Occasion, number: int) -> None:
    texts = content("sayings")["checkpoints"]
    case = occasion.case
    with clock.at(occasion.at(15)):
        items = {item.code: texts[item.code] for item in items_of(case, number, None)}
        written = write_checkpoint(
            case_id=case.pk,
            actor=occasion.worker,
            number=number,
            seen_version=0,
            text=CheckpointText(
                items=items,
                meeting_at=occasion.at(16) + timedelta(days=5) if number == 1 else None,
            ),
        )
        submit_checkpoint(checkpoint_id=written.pk, actor=occasion.worker)
    asks = number == 1 and written.assessment.state != AssessmentState.APPROVED
    with clock.at(occasion.at(16)):
        agree_checkpoint(
            checkpoint_id=written.pk,
            actor=occasion.manager,
            read_version=written.version,
            note=texts[f"note_{number}"],
            route=AssessmentRoute.FULL if asks else "",
        )


def _ask_agencies(occasion: Occasion) -> None:
    texts = content("sayings")["enquiries"]
    case = occasion.case
    with clock.at(occasion.at(11)):
        asked = ask_agencies(
            case_id=case.pk,
            actor=occasion.worker,
            agencies=sources_for(case.authority_id),
            question=Question(
                asked_on=occasion.on,
                method=AskedBy.EMAIL,
                basis=SharingBasis.CONSENT,
                question=texts["question"],
            ),
        )
    # The others have not answered yet.
    with clock.at(occasion.at(15)):
        record_reply(
            request_id=asked[-1].pk,
            actor=occasion.worker,
            replied_on=occasion.on,
            kind=ReplyKind.TOLD,
            reply=texts["answer"],
        )


def _hold_network_meeting(occasion: Occasion) -> None:
    texts = content("sayings")["network"]
    case, worker = occasion.case, occasion.worker
    with clock.at(occasion.at(10)):
        blank = FamilyNetworkMeeting(case=case)
        family = family_rows(case)
        friends = [{"name": "Jean Booth", "relationship": "Family friend"}]
        people = [
            {**row, "thought_of_by": "parent", "response": "willing", "attended": CAME}
            for row in [*family, *friends]
        ]
        meeting = prepare_network_meeting(
            case_id=case.pk,
            actor=worker,
            seen_version=0,
            answers=Preparation(
                planned_at=occasion.at(15),
                venue=texts["venue"],
                preparation=_written(items_of_meeting(blank, PREPARATION), texts),
                people=people,
                interpreter="None needed",
            ),
        )
    with clock.at(occasion.at(16)):
        meeting = record_network_meeting(
            meeting_id=meeting.pk,
            actor=worker,
            seen_version=meeting.version,
            answers=NetworkRecord(
                held_on=occasion.on,
                people=people,
                discussion=_written(items_of_meeting(blank, TOPICS), texts),
                actions=[
                    {
                        "what": texts["action"],
                        "who": "Jean Booth",
                        "due_on": (occasion.on + timedelta(weeks=2)).isoformat(),
                    }
                ],
                owned_by_family=True,
                effect_on_plan=EffectOnPlan.LESS_INPUT,
                follow_up_at=occasion.at(14) + timedelta(weeks=5),
                next_review_on=occasion.on + timedelta(weeks=12),
            ),
        )
        finish_network_meeting(meeting_id=meeting.pk, actor=worker)


def _written(items: Iterable[Item], texts: Mapping[str, str]) -> dict[str, str]:
    return {item.code: texts.get(item.code, texts["other"]) for item in items}


def _send_minutes(occasion: Occasion) -> None:
    meeting = network_meetings_of(occasion.case).filter(state="recorded").first()
    if meeting is None:
        return
    with clock.at(occasion.at(14)):
        send_network_minutes(
            meeting_id=meeting.pk,
            actor=occasion.worker,
            sent_on=occasion.on,
            recipients="\n".join(person["name"] for person in meeting.people),
        )


# By the name of the fact that each makes.
DEEDS: dict[str, Callable[[Occasion], None]] = {
    "checkpoint_1_agreed": lambda occasion: _hold_checkpoint(occasion, 1),
    "checkpoint_2_agreed": lambda occasion: _hold_checkpoint(occasion, 2),
    "information_checks_requested": _ask_agencies,
    "fnm_held": _hold_network_meeting,
    "fnm_minutes_distributed": _send_minutes,
}
# The fact that meets an obligation which has a form of its own.
MET_BY = {
    "checkpoint_1": "checkpoint_1_agreed",
    "checkpoint_2": "checkpoint_2_agreed",
    "information_checks": "information_checks_requested",
    "family_network_meeting": "fnm_held",
    "fnm_minutes": "fnm_minutes_distributed",
}
