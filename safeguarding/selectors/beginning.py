"""Whose section 47 enquiry can be begun from a strategy discussion, or why none can."""

from collections.abc import Iterable
from dataclasses import dataclass

from safeguarding.models import Enquiry, EnquiryState, StrategyChild


@dataclass(frozen=True, kw_only=True)
class Beginning:
    """The children for whom an enquiry was decided on and is not begun (`waiting`), and those of
    them whose enquiry can be begun now (`ready`): with an open case, and none under way.
    """

    waiting: list[StrategyChild]
    ready: list[StrategyChild]

    @property
    def obstacle(self) -> str:
        """Why no section 47 enquiry can be begun now, or nothing (PET-61)."""
        if not self.waiting:
            return (
                "A section 47 enquiry begins when the strategy discussion decided on one. Write "
                "the decision in its record first."
            )
        if self.ready:
            return ""
        first = self.waiting[0].case
        if not any(part.case.is_open for part in self.waiting):
            return f"Case {first.reference} is closed, so no enquiry can be begun on it."
        return f"A section 47 enquiry about {first.child} is under way already. Complete it first."


def beginning_of(parts: Iterable[StrategyChild]) -> Beginning:
    """Look at what strategy discussions decided, with one query."""
    wanted = [part for part in parts if part.goes_to_enquiry]
    if not wanted:
        return Beginning(waiting=[], ready=[])
    rows = Enquiry.objects.filter(case_id__in={part.case_id for part in wanted}).order_by()
    found = list(rows.values_list("discussion_id", "case_id", "state"))
    begun = {(discussion_id, case_id) for discussion_id, case_id, _state in found}
    under_way = {case_id for _, case_id, state in found if state != EnquiryState.COMPLETED}
    waiting = [part for part in wanted if (part.discussion_id, part.case_id) not in begun]
    ready = [part for part in waiting if part.case.is_open and part.case_id not in under_way]
    return Beginning(waiting=waiting, ready=ready)
