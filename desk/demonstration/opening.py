"""How a story opens: the referral, its screening, the allocation, the first visit and the
assessment.
"""

from datetime import date

from assessments.models import Assessment
from assessments.selectors.assessments import levels_for
from assessments.selectors.sections import sections_for
from assessments.services import (
    AssessmentText,
    approve_assessment,
    begin_assessment,
    return_assessment,
    submit_assessment,
    write_assessment,
)
from cases.models import ConsentPurpose, EarlyHelpReferral, TellingKind
from cases.services.allocation import allocate_case
from cases.services.early_help import AnswerDetails, EarlyHelpDetails, record_early_help_answer
from cases.services.informing import TellingDetails, record_telling
from cases.services.referrals import add_sibling, record_referral, screen_referral
from cin.core import clock
from cin.procedures.durations import Duration
from desk.demonstration.consenting import agree_to, who_agrees
from desk.demonstration.days import after
from desk.demonstration.planning import draft_plans, submit_plans
from desk.demonstration.story import Story
from desk.demonstration.visiting import visit_children, visit_regularly

_EARLY_HELP = EarlyHelpDetails(
    service="Family centre",
    contact="The duty family worker",
    help_wanted="A family worker for mornings and bedtimes, and a place at the breakfast club.",
)


def refer(story: Story, on: date, *, consent: str = "given") -> None:
    """Record the referral of the first child, and add the brothers and sisters."""
    first, *others = story.children
    with story.on(on, 9.5):
        case = record_referral(
            actor=story.worker,
            child=first,
            details=story.words.referral(first.given_names, on=on, consent=consent),
            carer=story.carer,
        )
        story.cases = [case]
        for child in others:
            story.cases.append(add_sibling(actor=story.worker, case_id=case.pk, child=child))


def screen(story: Story, on: date, *, decision: str = "assessment") -> None:
    """Have the manager decide on the referral."""
    reason = (
        "The children may be in need; a social worker should understand how."
        if decision == "assessment"
        else "The family agrees to help from the school and the family centre, which is enough."
    )
    passes = decision == "early_help"
    with story.on(on, 11):
        if passes:
            agree_to(story, ConsentPurpose.EARLY_HELP)
        for case_id in story.case_ids:
            screen_referral(
                case_id=case_id,
                actor=story.manager,
                decision=decision,
                reason=reason,
                early_help=_EARLY_HELP if passes else None,
            )
            if passes:
                tell_of_decision(story, case_id)


def answered(story: Story) -> None:
    """Note at this moment that early help took the family on."""
    for case_id in story.case_ids:
        referral = EarlyHelpReferral.objects.get(case_id=case_id)
        record_early_help_answer(
            early_help_id=referral.pk,
            actor=story.worker,
            details=AnswerDetails(
                answer="accepted", answered_on=clock.today(), lead_professional="A family worker"
            ),
        )


def tell_of_decision(story: Story, case_id: int) -> None:
    """Let whoever made the referral, and the family, know at this moment what was decided."""
    for kind in (TellingKind.REFERRER_OF_DECISION, TellingKind.FAMILY_OF_DECISION):
        told = TellingDetails(
            is_told=True, told_on=clock.today(), way="telephone", told_by=story.worker.name
        )
        record_telling(case_id=case_id, actor=story.worker, kind=kind, details=told)


def allocate(story: Story, on: date, *, visit_every: Duration | None = None) -> None:
    """Have the manager give the cases to the story's worker, with a schedule of visits or none."""
    note = "Known to school and GP. See the child at home first, then speak with school."
    with story.on(on, 11.5):
        for case_id in story.case_ids:
            allocate_case(
                case_id=case_id,
                actor=story.manager,
                worker_id=story.worker.pk,
                note=note,
                visit_every=visit_every,
            )


def accept(story: Story, on: date, *, visit_every: Duration | None = None) -> None:
    """Refer, screen and allocate on one day."""
    refer(story, on)
    screen(story, on)
    allocate(story, on, visit_every=visit_every)


def visit_first(story: Story, on: date) -> None:
    """Make the initial visit and finish its record."""
    with story.on(on, 15.5):
        visit_children(story, kind="initial")


def begin(story: Story, on: date) -> list[Assessment]:
    """Start the assessment of each child."""
    with story.on(on, 9.25):
        return [
            begin_assessment(
                case_id=case.pk,
                actor=story.worker,
                started_on=on,
                consent="given",
                agreed_by=who_agrees(case),
            )
            for case in story.cases
        ]


def write(
    story: Story,
    on: date,
    assessments: list[Assessment],
    *,
    outcome: str = "cin_plan",
    part: int = 0,
) -> list[Assessment]:
    """Write the assessments: whole with their outcome, or only their first sections when `part`
    says how many.
    """
    with story.on(on, 13):
        return [_write_one(story, assessment, outcome, part) for assessment in assessments]


def _write_one(story: Story, assessment: Assessment, outcome: str, part: int) -> Assessment:
    case = next(case for case in story.cases if case.pk == assessment.case_id)
    asked = sections_for(case)
    titles = {section.code: section.title for section in asked}
    sections = story.words.sections(titles, story.name_of(case))
    if part:
        text = AssessmentText(sections=dict(list(sections.items())[:part]))
    else:
        is_plan = outcome == "cin_plan"
        disabled = case.child.is_disabled
        text = AssessmentText(
            sections=sections,
            heard={section.code: "with_others" for section in asked if section.whose},
            threshold_level=next(iter(levels_for(case)), ""),
            factors=story.words.factors(is_plan=is_plan),
            s17_ground=("c" if disabled else story.chance.choice("aab")) if is_plan else "",
            outcome=outcome,
            outcome_reason=story.words.recommendation(
                "reason_plan" if is_plan else "reason_none", story.name_of(case)
            ),
            initiation_reason="assessed_s17_10_a_b" if is_plan else "",
            early_help_considered=""
            if is_plan
            else "Talked about with the family: school and grandparents give what is needed.",
        )
    return write_assessment(
        assessment_id=assessment.pk,
        actor=story.worker,
        seen_version=assessment.version,
        text=text,
    )


def submit(
    story: Story, on: date, assessments: list[Assessment], *, with_plan: bool = True
) -> None:
    """Give the assessments to the manager, with the draft plan where the procedure wants one
    (ROC-61).
    """
    if with_plan and story.procedure.get("plan_submitted_with_assessment"):
        draft_plans(story, on)
        submit_plans(story, on)
    with story.on(on, 16):
        for assessment in assessments:
            submit_assessment(assessment_id=assessment.pk, actor=story.worker)


def approve(story: Story, on: date, assessments: list[Assessment]) -> None:
    """Have the manager approve the assessments."""
    with story.on(on, 10):
        for assessment in assessments:
            approve_assessment(
                assessment_id=assessment.pk,
                actor=story.manager,
                read_version=assessment.version,
                comment="A clear and careful piece of work.",
            )


def send_back(story: Story, on: date, assessments: list[Assessment]) -> None:
    """Have the manager return the assessments for changes."""
    with story.on(on, 10):
        for assessment in assessments:
            return_assessment(
                assessment_id=assessment.pk,
                actor=story.manager,
                read_version=assessment.version,
                comment="Please add what the school nurse says, and the child's own view.",
            )


def assess(
    story: Story,
    accepted_on: date,
    *,
    days: int,
    outcome: str = "cin_plan",
    visits_until: date | None = None,
) -> date:
    """Live from acceptance through an assessment of so many working days; give the day of its
    approval.
    """
    accept(story, accepted_on)
    begun_on, written_on = after(accepted_on, 1), after(accepted_on, days - 3)
    approved_on = after(accepted_on, days)
    visit_first(story, begun_on)
    visit_regularly(story, begun_on, visits_until or approved_on)
    assessments = write(story, written_on, begin(story, begun_on), outcome=outcome)
    submit(story, written_on, assessments, with_plan=outcome == "cin_plan")
    approve(story, approved_on, assessments)
    return approved_on
