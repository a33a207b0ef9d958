"""What one person can do about the meetings of a supported case."""

from collections.abc import Iterator

from django.urls import reverse

from alerts.labels import in_sentence
from desk.selectors.overview import Overview
from desk.selectors.step import Step
from plans.models import PlanState, PlanVersion


def meeting_steps(overview: Overview) -> Iterator[Step]:
    """Offer to book and to record the next meeting of the plan."""
    case, procedure = overview.case, overview.procedure
    review = procedure.get("review_label")
    if overview.had_initial_meeting:
        yield Step(
            label=f"Record a {in_sentence(review)}",
            href=_meeting_page(case.pk, "review"),
            is_main=True,
        )
        yield from booking_steps(overview, "review", f"a {in_sentence(review)}")
        return
    yield from booking_steps(
        overview, "initial", f"the initial {in_sentence(procedure.get('meeting_label'))}"
    )
    meeting = f"Record the initial {in_sentence(procedure.get('meeting_label'))}"
    if missing := _missing_for_meeting(overview):
        yield Step(label=meeting, why_not=missing)
    else:
        yield Step(label=meeting, href=_meeting_page(case.pk, "initial"), is_main=True)
    yield Step(label=f"Record a {in_sentence(review)}", why_not="The initial meeting comes first.")


def booking_steps(overview: Overview, kind: str, label: str) -> Iterator[Step]:
    """Offer to arrange a meeting of a kind of which none is arranged."""
    if not any(booking.kind == kind for booking in overview.booked):
        page = reverse("meetings:book_meeting", args=[overview.case.pk, kind])
        yield Step(label=f"Book {label}", href=page)


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


def _meeting_page(case_id: int, kind: str) -> str:
    return reverse("meetings:hold_meeting", args=[case_id, kind])
