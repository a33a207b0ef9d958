"""Writing an assessment, and giving it to the manager."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import date

from django.db import transaction

from assessments.models import (
    Assessment,
    AssessmentOutcome,
    AssessmentState,
    ConsentToAssessment,
)
from assessments.selectors.assessments import (
    is_given_a_plan,
    lacks_early_help,
    lacks_level,
    obstacle_to_beginning,
    plan_still_missing,
)
from assessments.selectors.sections import sections_for, sections_of
from assessments.services.locking import lock_assessment
from cases.models import Case, CaseState
from cases.services.consents import AssessmentConsent, settle_assessment_consent
from cases.services.harm import HarmFound, tell_of_harm
from cases.services.locking import lock_case
from cases.services.progress import enter_assessment
from cin.accounts.models import User
from cin.accounts.permissions import may_work
from cin.audit.services import record, take_step
from cin.core import clock
from cin.core.errors import BadInput, NotPermitted, NotReady, StepNotAllowed
from cin.core.services import revise
from cin.procedures.readiness import AssessmentFacts, assessment_blockers


@dataclass(frozen=True, kw_only=True)
class AssessmentText:
    """What the social worker writes.

    `sections` is text by section code, and `heard` says by section code how the person whose views
    they are was heard. `factors` are the census's codes. `s17_grounds` are all the grounds, of
    which `s17_ground` is the first; either may be given.
    """

    sections: dict[str, str] = field(default_factory=dict)
    heard: dict[str, str] = field(default_factory=dict)
    threshold_level: str = ""
    factors: list[str] = field(default_factory=list)
    s17_ground: str = ""
    s17_grounds: list[str] = field(default_factory=list)
    early_help_considered: str = ""
    outcome: str = ""
    outcome_reason: str = ""
    initiation_reason: str = ""
    plan_decided_on: date | None = None


@transaction.atomic
def begin_assessment(
    *,
    case_id: int,
    actor: User,
    started_on: date,
    consent: str,
    consent_reason: str = "",
    agreed_by: Sequence[int] = (),
) -> Assessment:
    """Start the assessment of an allocated case on a day, today or earlier; or, once support has
    begun, an updated assessment beside the plan (HIL-107, ROC-131).

    `agreed_by` are the people of the case who agreed; the record of consent is used, and keeps what
    is new. Refuses (BadInput) a start in the future or before the allocation, and one without the
    family's consent or the reason for going on without it, which a manager must have authorised
    where the procedure requires consent (BIR-21, ROC-22); (StepNotAllowed) another stage, a refusal
    that a manager accepted, and an update while another assessment is unfinished.
    """
    case = lock_case(case_id, actor)
    if refusal := may_work.reason(case, actor):
        raise NotPermitted(refusal)
    if obstacle := obstacle_to_beginning(case):
        raise StepNotAllowed(obstacle)
    _refuse_bad_start(case, started_on)
    said = AssessmentConsent(
        on=started_on,
        is_given=consent == ConsentToAssessment.GIVEN,
        reason=consent_reason,
        agreed_by=agreed_by,
    )
    _settle_consent(case, actor, said)
    if case.state == CaseState.ALLOCATED:
        enter_assessment(case, actor=actor)
    assessment = Assessment.objects.create(
        case=case,
        started_on=started_on,
        consent=consent,
        consent_reason=consent_reason,
        written_by=actor,
    )
    record(
        action="assessments.begin_assessment",
        subject=assessment,
        actor=actor,
        states=("", assessment.state),
    )
    return assessment


@transaction.atomic
def write_assessment(
    *, assessment_id: int, actor: User, seen_version: int, text: AssessmentText
) -> Assessment:
    """Save what the social worker wrote, complete or not; `seen_version` is the version that was on
    screen.

    Refuses (StepNotAllowed) an assessment that is with the manager or approved, (ChangedMeanwhile)
    an edit that did not see the latest text, (BadInput) a decision dated in the future or before
    the referral.
    """
    case, assessment = lock_assessment(assessment_id, actor)
    if refusal := may_work.reason(case, actor):
        raise NotPermitted(refusal)
    if not assessment.is_editable:
        raise StepNotAllowed(
            f"This assessment is {assessment.get_state_display().lower()}, "
            "so it cannot be changed now."
        )
    if text.plan_decided_on is not None and text.plan_decided_on > clock.today():
        raise BadInput("plan_decided_on", "The date of the decision cannot be in the future")
    if text.plan_decided_on is not None and text.plan_decided_on < case.referral.received_on:
        raise BadInput("plan_decided_on", "The date of the decision cannot be before the referral")
    revise(assessment, seen_version=seen_version, changes=_columns(text))
    earlier = {c: title for c, title in assessment.section_titles.items() if c in text.sections}
    current = {section.code: section.title for section in sections_for(case)}
    assessment.section_titles = {**earlier, **current}
    assessment.save()
    record(action="assessments.write_assessment", subject=assessment, actor=actor)
    return assessment


@transaction.atomic
def submit_assessment(*, assessment_id: int, actor: User) -> Assessment:
    """Give the assessment to the manager; one that recommends a strategy discussion puts the harm
    before a manager as a concern, too. Refuses (NotReady) with everything that is missing.
    """
    case, assessment = lock_assessment(assessment_id, actor)
    blockers = assessment_blockers(_facts_of(assessment))
    if blockers:
        raise NotReady(blockers)
    assessment.submitted_by = actor
    assessment.submitted_at = clock.now()
    take_step(assessment, "submit", actor=actor)
    if assessment.outcome == AssessmentOutcome.STRATEGY:
        what = f"The assessment recommends a strategy discussion. {assessment.outcome_reason}"
        source = f"assessment-{assessment.pk}"
        tell_of_harm(HarmFound(case=case, actor=actor, what=what, source=source))
    return assessment


@transaction.atomic
def take_back_assessment(*, assessment_id: int, actor: User) -> Assessment:
    """Take a submitted assessment back to change it: the manager can no longer approve what was
    submitted.
    """
    _case, assessment = lock_assessment(assessment_id, actor)
    assessment.submitted_by = None
    assessment.submitted_at = None
    take_step(assessment, "take_back", actor=actor)
    return assessment


def attach_plan(case: Case, *, attached: bool) -> None:
    """Note on a locked case's unfinished assessment whether a draft plan is ready to go with it
    (ROC-61).
    """
    moment = clock.now() if attached else None
    for assessment in case.assessments.exclude(state=AssessmentState.APPROVED):
        assessment.plan_attached_at = moment
        assessment.save()


def _columns(text: AssessmentText) -> dict[str, object]:
    columns = asdict(text)
    grounds = text.s17_grounds or [text.s17_ground] * bool(text.s17_ground)
    return {**columns, "s17_grounds": grounds, "s17_ground": next(iter(grounds), "")}


def _settle_consent(case: Case, actor: User, said: AssessmentConsent) -> None:
    if not said.is_given and not said.reason.strip():
        raise BadInput(
            "consent_reason", "Say why the assessment goes on without the family's agreement"
        )
    settle_assessment_consent(case, actor=actor, said=said)


def _refuse_bad_start(case: Case, started_on: date) -> None:
    if started_on > clock.today():
        raise BadInput("started_on", "The assessment cannot start in the future")
    if case.allocated_on is not None and started_on < case.allocated_on:
        raise BadInput("started_on", "The assessment cannot start before the case was allocated")


def _facts_of(assessment: Assessment) -> AssessmentFacts:
    sections = sections_of(assessment)
    asked = {section.code for section in sections_for(assessment.case)}
    return AssessmentFacts(
        unwritten=[s.title for s in sections if s.code in asked and not s.text.strip()],
        unheard=[s.whose for s in sections if s.whose and not s.heard],
        outcome=assessment.outcome,
        factors=assessment.factors,
        has_ground=bool(assessment.s17_ground),
        has_reason=bool(assessment.outcome_reason.strip()),
        has_initiation_reason=bool(assessment.initiation_reason),
        lacks_level=lacks_level(assessment),
        lacks_plan=plan_still_missing(assessment),
        lacks_early_help=lacks_early_help(assessment),
        needs_plan=is_given_a_plan(assessment.case),
    )
