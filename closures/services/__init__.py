"""What is done on the way to the ending of a case."""

from closures.services.checklists import LineAnswer, answer_checklist
from closures.services.closing import (
    ClosingSummary,
    approve_closure,
    decline_closure,
    propose_closure,
)
from closures.services.letters import (
    LetterText,
    acknowledge_disagreement,
    note_decision_sent,
    note_disagreement_minutes_sent,
    note_letter_sent,
    write_letter,
)
from closures.services.orders import decide_on_order
from closures.services.parties import (
    MeetingMinutes,
    PartyAnswer,
    SettlementDetails,
    record_disagreement_meeting,
    record_views,
    settle_disagreement,
)
from closures.services.preparing import EndOfPlan, ServiceDetails, write_end_of_plan
from closures.services.stepping_down import (
    agree_step_down,
    complete_step_down_form,
    write_step_down,
)

__all__ = [
    "ClosingSummary",
    "EndOfPlan",
    "LetterText",
    "LineAnswer",
    "MeetingMinutes",
    "PartyAnswer",
    "ServiceDetails",
    "SettlementDetails",
    "acknowledge_disagreement",
    "agree_step_down",
    "answer_checklist",
    "approve_closure",
    "complete_step_down_form",
    "decide_on_order",
    "decline_closure",
    "note_decision_sent",
    "note_disagreement_minutes_sent",
    "note_letter_sent",
    "propose_closure",
    "record_disagreement_meeting",
    "record_views",
    "settle_disagreement",
    "write_end_of_plan",
    "write_letter",
    "write_step_down",
]
