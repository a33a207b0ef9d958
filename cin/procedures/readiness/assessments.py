"""What an assessment lacks before it can go to the manager."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from cin.procedures.codes import NO_FACTORS
from cin.procedures.readiness.blocker import Blocker

_PLAN, _NOTHING = "cin_plan", "no_further_action"
_ENDINGS = frozenset({_NOTHING, "early_help", "intervention_plan"})


@dataclass(frozen=True, kw_only=True)
class AssessmentFacts:
    """What the guard reads of an assessment.

    `unwritten` are the titles of empty sections, `unheard` the names of people of whom it does not
    say how they were heard. `lacks_level` is true when the procedure has threshold levels and none
    is chosen, `lacks_plan` when it wants a draft plan submitted with an assessment that recommends
    one (ROC-61) and there is none, `lacks_early_help` when it wants to know that early help was
    considered (PET-67) and the assessment does not say. `needs_plan` is true of a family without
    recourse to public funds and with a concern for the child, whom the procedure gives a plan
    (HIL-37).
    """

    unwritten: Sequence[str] = ()
    unheard: Sequence[str] = ()
    outcome: str = ""
    factors: Sequence[str] = field(default_factory=list)
    has_ground: bool = False
    has_reason: bool = False
    has_initiation_reason: bool = False
    lacks_level: bool = False
    lacks_plan: bool = False
    lacks_early_help: bool = False
    needs_plan: bool = False


def assessment_blockers(facts: AssessmentFacts) -> list[Blocker]:
    """List everything an assessment lacks before it can go to the manager."""
    return [
        *(
            Blocker(code="sections", message=f"Write the section “{title}”")
            for title in facts.unwritten
        ),
        *(Blocker(code="heard", message=f"Say how {name} was heard") for name in facts.unheard),
        *_factors(facts),
        *_conclusions(facts),
    ]


def _factors(facts: AssessmentFacts) -> Iterator[Blocker]:
    if not facts.factors:
        message = "Say which factors the assessment found, or that it found none"
        yield Blocker(code="factors", message=message)
    elif NO_FACTORS in facts.factors and len(facts.factors) > 1:
        message = "“No factors identified” cannot stand beside a factor"
        yield Blocker(code="factors", message=message)
    elif NO_FACTORS in facts.factors and facts.outcome not in {"", "no_further_action"}:
        message = "“No factors identified” goes only with no further action"
        yield Blocker(code="factors", message=message)


def _conclusions(facts: AssessmentFacts) -> Iterator[Blocker]:
    checks = [
        (facts.lacks_level, "threshold_level", "Say which level of need the child has"),
        (not facts.outcome, "outcome", "Say what the assessment recommends"),
        (
            facts.outcome == _PLAN and not facts.has_ground,
            "s17_ground",
            "Say on which ground the child is in need",
        ),
        (
            facts.outcome == _PLAN and not facts.has_initiation_reason,
            "initiation_reason",
            "Say what the Child in Need plan is for",
        ),
        (
            bool(facts.outcome) and not facts.has_reason,
            "outcome_reason",
            "Give the reason for the recommendation",
        ),
    ]
    yield from (Blocker(code=code, message=text) for missing, code, text in checks if missing)
    if facts.needs_plan and facts.outcome in _ENDINGS:
        message = (
            "Recommend a plan: the family has no recourse to public funds, and there is a concern "
            "for the child's welfare"
        )
        yield Blocker(code="outcome", message=message, cites=("HIL-37",))
    if facts.outcome == _NOTHING and facts.lacks_early_help:
        message = "Say that early help was considered, and why it is not needed"
        yield Blocker(code="early_help_considered", message=message, cites=("PET-67",))
    if facts.outcome == _PLAN and facts.lacks_plan:
        yield Blocker(
            code="plan",
            message="Write the draft plan and submit it: here the manager approves it together "
            "with the assessment",
            cites=("ROC-61",),
        )
