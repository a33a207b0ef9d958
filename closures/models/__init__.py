"""The ending of a case: how it was got ready, what everybody said, what comes after."""

from closures.models.checklist import ChecklistAnswer, ChecklistOf
from closures.models.closure import Closure, ClosureState
from closures.models.letters import ClosingLetter, LetterKind, PaperKind, PaperSent
from closures.models.parties import (
    DisagreementMeeting,
    PartyKind,
    PartyView,
    Position,
    Settlement,
)
from closures.models.preparation import ContinuingService, OrderDecision, Preparation
from closures.models.step_down import PanelDecision, StepDown

__all__ = [
    "ChecklistAnswer",
    "ChecklistOf",
    "ClosingLetter",
    "Closure",
    "ClosureState",
    "ContinuingService",
    "DisagreementMeeting",
    "LetterKind",
    "OrderDecision",
    "PanelDecision",
    "PaperKind",
    "PaperSent",
    "PartyKind",
    "PartyView",
    "Position",
    "Preparation",
    "Settlement",
    "StepDown",
]
