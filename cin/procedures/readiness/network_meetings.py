"""What the record of a family network meeting lacks before it can be finished."""

from collections.abc import Sequence
from dataclasses import dataclass

from cin.procedures.readiness.blocker import Blocker


@dataclass(frozen=True, kw_only=True)
class NetworkMeetingFacts:
    """What the guard reads of a family network meeting.

    `unanswered` names the people of whom it does not say whether they came, `loose_actions` the
    actions without a person or a date.

    `unprepared` and `unwritten` are the titles of empty items of its preparation and its record;
    `came` counts those who took part, `came_from_afar` those of them who did so by telephone or
    video. `closes` is true of a meeting that ends the work.
    """

    unprepared: Sequence[str]
    unwritten: Sequence[str]
    unanswered: Sequence[str] = ()
    loose_actions: Sequence[str] = ()
    came: int
    came_from_afar: int
    actions: int
    has_remote_reason: bool
    is_owned_answered: bool
    has_effect: bool
    has_follow_up: bool
    closes: bool
    in_person_required: bool
    follow_up_required: bool


def network_meeting_blockers(facts: NetworkMeetingFacts) -> list[Blocker]:
    """List everything the record lacks before it can be finished.

    Where the procedure wants the meeting in person, taking part from afar needs a reason (ROC-54);
    where it wants a follow-up meeting agreed (ROC-57), its day is needed unless this one closes.
    """
    remote = facts.in_person_required and facts.came_from_afar and not facts.has_remote_reason
    follows = facts.follow_up_required and not facts.closes and not facts.has_follow_up
    checks = [
        (not facts.came, "people", "Say who came", ()),
        (
            remote,
            "remote_reason",
            "Say why people took part from afar: here the meeting is held in person",
            ("ROC-54",),
        ),
        (
            not facts.actions,
            "actions",
            "Write at least one action of the family's plan, with a named person and a date",
            (),
        ),
        (
            not facts.is_owned_answered,
            "owned_by_family",
            "Say whether the family owns the plan",
            (),
        ),
        (
            not facts.has_effect,
            "effect_on_plan",
            "Say what it means for the Child in Need plan",
            (),
        ),
        (
            follows,
            "follow_up_at",
            "Give the day and time of the follow-up meeting",
            ("ROC-57",),
        ),
    ]
    return [
        *(
            Blocker(code="preparation", message=f"Write “{title}” in the preparation")
            for title in facts.unprepared
        ),
        *(Blocker(code="discussion", message=f"Write “{title}”") for title in facts.unwritten),
        *(
            Blocker(code="attended", message=f"Say whether {name} came")
            for name in facts.unanswered
        ),
        *(
            Blocker(code="loose_actions", message=f"Say who will do “{what[:60]}” and by when")
            for what in facts.loose_actions
        ),
        *(
            Blocker(code=code, message=text, cites=cites)
            for missing, code, text, cites in checks
            if missing
        ),
    ]
