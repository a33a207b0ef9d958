"""What one person can do about the meetings of a supported case."""

from collections.abc import Iterator

from django.utils import timezone

from alerts.labels import in_sentence
from cases.models import CaseState
from desk.selectors.overview import Overview
from desk.selectors.step import Step, minor_step, step_to
from plans.models import PlanState, PlanVersion


def meeting_steps(overview: Overview) -> Iterator[Step]:
    """Offer to book and to record the next meeting of the plan."""
    case, procedure = overview.case, overview.procedure
    review = procedure.get("review_label")
    if overview.had_initial_meeting:
        label = f"Record a {in_sentence(review)}"
        yield step_to(label, "meetings:hold_meeting", case.pk, "review", is_main=True)
        yield from _next_to_book(overview)
        return
    yield from _next_to_book(overview)
    meeting = f"Record the initial {in_sentence(procedure.get('meeting_label'))}"
    if missing := _missing_for_meeting(overview):
        yield Step(label=meeting, why_not=missing)
    else:
        yield step_to(meeting, "meetings:hold_meeting", case.pk, "initial", is_main=True)
    yield Step(label=f"Record a {in_sentence(review)}", why_not="The initial meeting comes first.")


def steps_after_meeting(overview: Overview) -> Iterator[Step]:
    """Say what is still to be done with the latest meeting: sent by its chair, agreed with."""
    for each in overview.to_send:
        on, chair = f"{each.meeting.held_on:%-d %B}", each.meeting.chair_name
        label = f"Note who received the {each.what} of {on}: for {chair}, who chaired"
        if each.version_id:
            yield minor_step(label, "plans:circulate_plan", each.version_id)
        else:
            page = "meetings:circulate_minutes"
            yield step_to(label, page, overview.case.pk, each.meeting.pk)
    if (meeting := overview.unsigned) is not None:
        label = f"Record who agrees with the record of the meeting on {meeting.held_on:%-d %B}"
        yield step_to(label, "meetings:record_signatures", overview.case.pk, meeting.pk)


def booked_meetings(overview: Overview) -> Iterator[Step]:
    """Lead to the meetings that are arranged."""
    for booking in overview.booked:
        on = f"{timezone.localtime(booking.planned_at):%-d %B}"
        yield minor_step(f"See the meeting booked for {on}", "meetings:booking", booking.pk)


def meetings_to_book(overview: Overview) -> Iterator[Step]:
    """Offer to arrange the next meeting of the plan, and any other."""
    if overview.case.state == CaseState.CIN_ACTIVE:
        yield from _next_to_book(overview)
        yield from booking_steps(overview, "other", "another meeting")


def _next_to_book(overview: Overview) -> Iterator[Step]:
    procedure = overview.procedure
    if overview.had_initial_meeting:
        review = in_sentence(procedure.get("review_label"))
        yield from booking_steps(overview, "review", f"a {review}")
    else:
        meeting = in_sentence(procedure.get("meeting_label"))
        yield from booking_steps(overview, "initial", f"the initial {meeting}")


def booking_steps(overview: Overview, kind: str, label: str) -> Iterator[Step]:
    """Offer to arrange a meeting of a kind of which none is arranged."""
    if not any(booking.kind == kind for booking in overview.booked):
        yield step_to(f"Book {label}", "meetings:book_meeting", overview.case.pk, kind)


def _missing_for_meeting(overview: Overview) -> str:
    first: PlanVersion | None = next((plan for plan in overview.plans if plan.is_first), None)
    if first is None or first.state == PlanState.DRAFT:
        return (
            "The plan must be written and submitted first, so that the meeting has a plan to agree."
        )
    waits = overview.procedure.get("plan_approval") == "before_meeting"
    if waits and first.state == PlanState.SUBMITTED:
        return "A manager approves the plan before the meeting agrees it."
    return ""
