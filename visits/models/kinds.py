"""What visits are for, and where they take place."""

from collections.abc import Mapping

from django.db import models


class VisitKind(models.TextChoices):
    """What the visit was for."""

    CIN = "cin", "Child in Need visit"
    INITIAL = "initial", "Initial visit"
    ASSESSMENT = "assessment", "Direct work for the assessment"
    PREPARATION = "preparation", "Preparation for a meeting"
    S47 = "s47", "Section 47 visit"
    JOINT = "joint", "Joint visit with another worker"
    TRANSFER = "transfer", "Joint visit on transfer to another team"
    HANDOVER = "handover", "Handover visit with the next worker"
    OTHER_AUTHORITY = "other_authority", "Joint visit with another authority"
    PRIVATE_FOSTERING = "private_fostering", "Private fostering visit"
    NRPF = "nrpf", "No recourse to public funds visit"
    OTHER = "other", "Other visit"


# The visits of which the record must name who else came.
JOINT_KINDS = frozenset(
    {VisitKind.JOINT, VisitKind.TRANSFER, VisitKind.HANDOVER, VisitKind.OTHER_AUTHORITY}
)

# The visits of the worker who leaves a case and the one who comes.
HANDOVER_KINDS = frozenset({VisitKind.TRANSFER, VisitKind.HANDOVER})

# The engine knows fewer kinds: these are its names for the others.
ENGINE_KINDS: Mapping[str, str] = {
    VisitKind.ASSESSMENT: VisitKind.CIN,
    VisitKind.PREPARATION: VisitKind.CIN,
    VisitKind.TRANSFER: VisitKind.JOINT,
    VisitKind.HANDOVER: VisitKind.JOINT,
    VisitKind.OTHER_AUTHORITY: VisitKind.JOINT,
}


class Location(models.TextChoices):
    """Where a visit takes place."""

    HOME = "home", "At home"
    SCHOOL = "school", "At school or nursery"
    ELSEWHERE = "elsewhere", "Somewhere else"
