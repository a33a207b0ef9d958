"""What can be done next about a child who may be suffering significant harm."""

from collections.abc import Iterator

from cin.accounts.models import User
from cin.audit.services import refusal_of
from desk.selectors.step import Step, step_at
from safeguarding.models import ConcernState, EnquiryState, StrategyState
from safeguarding.selectors.standing import Protection


def protecting_steps(user: User, protection: Protection) -> Iterator[Step]:
    """List what is next about every concern, strategy discussion and enquiry that is open, in the
    order in which they follow each other.
    """
    yield from _of_concerns(user, protection)
    for concern in protection.for_lawyers:
        label = "Record the legal planning meeting"
        yield step_at(label, "safeguarding:record_legal_meeting", concern.pk)
    for part in protection.to_begin:
        yield step_at(
            "Begin the section 47 enquiry", "safeguarding:begin_enquiry", part.discussion_id
        )
    for part in protection.strategies:
        if part.discussion.state == StrategyState.HELD:
            yield step_at(
                "Finish the record of the strategy discussion",
                "safeguarding:edit_strategy",
                part.discussion_id,
            )
    for enquiry in protection.enquiries:
        if enquiry.state == EnquiryState.OPEN:
            yield step_at(
                "Go on with the section 47 enquiry", "safeguarding:write_enquiry", enquiry.pk
            )
        if enquiry.state == EnquiryState.SUBMITTED:
            yield step_at(
                "Decide on the section 47 enquiry",
                "safeguarding:decide_enquiry",
                enquiry.pk,
                refusal_of(enquiry, "complete_enquiry", user),
            )


def _of_concerns(user: User, protection: Protection) -> Iterator[Step]:
    called = False
    for concern in protection.concerns:
        if concern.state == ConcernState.RAISED:
            yield step_at(
                "Decide on the concern about harm",
                "safeguarding:decide_concern",
                concern.pk,
                refusal_of(concern, "find_threshold_not_met", user),
            )
        elif concern.waits_for_strategy and not called:
            called = True
            label = "Record the strategy discussion"
            yield step_at(label, "safeguarding:hold_strategy", concern.case_id)
