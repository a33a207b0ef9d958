"""The Child in Need plan: its versions, and their rows."""

from plans.models.rows import (
    ActionProgress,
    Availability,
    OwnerKind,
    PlanAction,
    PlanNeed,
    PlanService,
    ProgressState,
)
from plans.models.version import (
    UNFINISHED,
    IntervalsAgreement,
    IntervalUnit,
    Plan,
    PlanKind,
    PlanOrigin,
    PlanState,
    PlanVersion,
    interval_of,
)

__all__ = [
    "UNFINISHED",
    "ActionProgress",
    "Availability",
    "IntervalUnit",
    "IntervalsAgreement",
    "OwnerKind",
    "Plan",
    "PlanAction",
    "PlanKind",
    "PlanNeed",
    "PlanOrigin",
    "PlanService",
    "PlanState",
    "PlanVersion",
    "ProgressState",
    "interval_of",
]
