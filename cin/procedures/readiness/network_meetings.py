"""What the record of a family network meeting lacks before it can be finished."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cin.procedures.readiness.blocker import Blocker


@dataclass(frozen=True, kw_only=True)
class NetworkMeetingFacts:
    """What the guard reads of a family network meeting.

    `unanswered` names the people of whom it does not say whether they came, `loose_actions` the
    actions without a person or a date. `unprepared` and `unwritten` are the titles of empty items
    of its preparation and its record; `came` counts those who took part, `came_from_afar` those of
    them who did so by telephone or video. `closes` is true of a meeting that ends the work.
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
    named = [
        ("preparation", "Write “{}” in the preparation", facts.unprepared),
        ("discussion", "Write “{}”", facts.unwritten),
        ("attended", "Say whether {} came", facts.unanswered),
        ("loose_actions", "Say who will do “{}” and by when", facts.loose_actions),
    ]
    return [
        *(
            Blocker(code=code, message=text.format(name[:60]))
            for code, text, names in named
            for name in names
        ),
        *_unanswered(facts),
    ]


def _unanswered(facts: NetworkMeetingFacts) -> Iterator[Blocker]:
    remote = facts.in_person_required and facts.came_from_afar and not facts.has_remote_reason
    follows = facts.follow_up_required and not facts.closes and not facts.has_follow_up
    actions = "Write at least one action of the family's plan, with a named person and a date"
    afar = "Say why people took part from afar: here the meeting is held in person"
    owned = "Say whether the family owns the plan"
    effect = "Say what it means for the Child in Need plan"
    checks: list[tuple[object, str, str, tuple[str, ...]]] = [
        (not facts.came, "people", "Say who came", ()),
        (remote, "remote_reason", afar, ("ROC-54",)),
        (not facts.actions, "actions", actions, ()),
        (not facts.is_owned_answered, "owned_by_family", owned, ()),
        (not facts.has_effect, "effect_on_plan", effect, ()),
        (follows, "follow_up_at", "Give the day and time of the follow-up meeting", ("ROC-57",)),
    ]
    for missing, code, message, cites in checks:
        if missing:
            yield Blocker(code=code, message=message, cites=cites)
