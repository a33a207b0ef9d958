"""Visits: planned, made, and added to; and who need not be seen alone."""

from visits.models.answers import Advocacy, Preparation, Response, VisitAnswers
from visits.models.kinds import ENGINE_KINDS, HANDOVER_KINDS, JOINT_KINDS, Location, VisitKind
from visits.models.not_alone import NotAloneDecision, NotAloneState
from visits.models.planned import PlannedChild, PlannedState, PlannedVisit
from visits.models.visit import Visit, VisitAddendum, VisitChild, VisitState

__all__ = [
    "ENGINE_KINDS",
    "HANDOVER_KINDS",
    "JOINT_KINDS",
    "Advocacy",
    "Location",
    "NotAloneDecision",
    "NotAloneState",
    "PlannedChild",
    "PlannedState",
    "PlannedVisit",
    "Preparation",
    "Response",
    "Visit",
    "VisitAddendum",
    "VisitAnswers",
    "VisitChild",
    "VisitKind",
    "VisitState",
]
