"""Which calls for a strategy discussion one that was held answers."""

from collections.abc import Collection
from datetime import date, datetime

from cases.models import Case
from cin.core import clock
from cin.core.errors import BadInput
from cin.core.templatetags.cin import moment, plain_day
from cin.policy.selectors import working_calendar
from cin.procedures.calendar import WorkingCalendar
from safeguarding.models import Concern, StrategyDiscussion
from safeguarding.selectors.strategies import concerns_to_discuss


def refuse_before_the_call(
    case: Case, held_at: datetime, *, found: StrategyDiscussion | None = None
) -> None:
    """Refuse (BadInput) a discussion that was held before a manager called for it; out of hours it
    may come first, so it counts from the last working day before the call (0059).

    A record that says nothing new of when it was held is not asked again.
    """
    if found is not None and found.held_at == held_at:
        return
    calls = list(concerns_to_discuss([case.pk]))
    calls += found.concerns.filter(case=case).order_by("decided_at", "pk") if found else []
    calendar = working_calendar(case.authority_id)
    if not calls or any(_answers(held_at, call, calendar) for call in calls):
        return
    first = min(calls, key=_called_at)
    raise BadInput(
        "held_at",
        f"The strategy discussion was called on {moment(_called_at(first))}. Held out of hours, it "
        f"can have come before that, but not before {plain_day(_earliest(first, calendar))}",
    )


def answer_calls(
    found: StrategyDiscussion, cases: Collection[int], *, was_moved: bool = False
) -> None:
    """Let a discussion answer the calls about its children, and no longer those about a child who
    was taken out; nor, once it was moved to another time, those made long after it.
    """
    children = set(found.children.values_list("case_id", flat=True))
    calendar = working_calendar(found.case.authority_id)
    for concern in found.concerns.all():
        kept = not was_moved or _answers(found.held_at, concern, calendar)
        if concern.case_id not in children or not kept:
            _answer(concern, None)
    for concern in concerns_to_discuss(children & set(cases)):
        if _answers(found.held_at, concern, calendar):
            _answer(concern, found)


def _answer(concern: Concern, found: StrategyDiscussion | None) -> None:
    concern.discussion = found
    concern.save(update_fields=["discussion", "updated_at"])


def _answers(held_at: datetime, call: Concern, calendar: WorkingCalendar) -> bool:
    return clock.day_of(held_at) >= _earliest(call, calendar)


def _earliest(call: Concern, calendar: WorkingCalendar) -> date:
    return calendar.last_working_day_before(clock.day_of(_called_at(call)))


def _called_at(call: Concern) -> datetime:
    return call.decided_at or call.raised_at
