"""Passing a case on: to another team, to another authority, and what is disagreed about."""

from transfers.models.allocation_meeting import (
    AllocationAttendance,
    AllocationDecision,
    AllocationMeeting,
)
from transfers.models.disagreement import (
    Disagreement,
    DisagreementAbout,
    DisagreementState,
    DisagreementStep,
    Level,
)
from transfers.models.move import (
    Direction,
    Move,
    MoveConcern,
    MoveEntry,
    MoveEntryKind,
    MoveFinding,
    MoveRisk,
    MoveState,
)
from transfers.models.transfer import Transfer, TransferState

__all__ = [
    "AllocationAttendance",
    "AllocationDecision",
    "AllocationMeeting",
    "Direction",
    "Disagreement",
    "DisagreementAbout",
    "DisagreementState",
    "DisagreementStep",
    "Level",
    "Move",
    "MoveConcern",
    "MoveEntry",
    "MoveEntryKind",
    "MoveFinding",
    "MoveRisk",
    "MoveState",
    "Transfer",
    "TransferState",
]
