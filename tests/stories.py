"""Cases told through the services: a house with its people, and one child's case at any stage.

Every function takes the moment at which it happens from the clock, so a test holds the clock where
it wants it.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

from assessments.models import Assessment
from assessments.selectors.assessments import levels_for
from assessments.selectors.sections import sections_for
from assessments.services import (
    AssessmentText,
    approve_assessment,
    begin_assessment,
    submit_assessment,
    write_assessment,
)
from cases.models import Case
from cases.selectors.agreements import agreement_blockers
from cases.selectors.consents import who_can_agree
from cases.services.allocation import allocate_case
from cases.services.consents import ConsentDetails, record_consent
from cases.services.referrals import (
    CarerDetails,
    ChildDetails,
    ReferralDetails,
    record_referral,
    screen_referral,
)
from cin.accounts.models import LocalAuthority, Role, Team, User
from cin.core import clock
from cin.policy.selectors import procedure_in_force
from cin.policy.services import adopt_preset
from meetings.models import Meeting
from meetings.services import (
    AttendanceDetails,
    MeetingDetails,
    finish_meeting_record,
    hold_meeting,
)
from meetings.services import ChildPart as MeetingPart
from plans.models import PlanVersion
from plans.services import (
    approve_plan,
    draft_plan,
    sign_off_plan,
    submit_plan,
    write_plan,
)
from tests.answered import ANSWERED, MEETING, MOTHER, judged_well, step_after
from tests.planned import decided_by, walk_to_school, whole_text
from tests.retelling import retold
from visits.models import Visit
from visits.services import ChildPart, VisitDetails, finalise_visit, record_visit

LONDON = ZoneInfo("Europe/London")
TALKED_THROUGH = "It was talked through."
_numbers = count(1)


def moment(text: str) -> datetime:
    """Read `2026-03-18` (ten in the morning) or `2026-03-18 15:00` as a moment in London."""
    return datetime.fromisoformat(text if " " in text else f"{text} 10:00").replace(tzinfo=LONDON)


@dataclass
class House:
    """One authority with two teams and the people a story needs."""

    slug: str
    authority: LocalAuthority
    team: Team
    other_team: Team
    people: dict[str, User] = field(default_factory=dict)

    def __getattr__(self, name: str) -> User:
        """Give a person by what they are: sw, sw2, tm, sm, hos, admin, sw3 and tm2 (of the other
        team).
        """
        people = self.__dict__.get("people", {})
        if name in people:
            return people[name]
        raise AttributeError(name)


PEOPLE = [
    ("sw", Role.SOCIAL_WORKER, "team"),
    ("sw2", Role.SOCIAL_WORKER, "team"),
    ("sw3", Role.SOCIAL_WORKER, "other_team"),
    ("tm", Role.TEAM_MANAGER, "team"),
    ("tm2", Role.TEAM_MANAGER, "other_team"),
    ("sm", Role.SERVICE_MANAGER, None),
    ("hos", Role.HEAD_OF_SERVICE, None),
    ("admin", Role.PROCEDURE_ADMIN, None),
]


@retold
def build_house(slug: str = "rochdale") -> House:
    """Make an authority that follows a preset, with two teams and a person in every role."""
    authority = LocalAuthority.objects.create(
        slug=slug, name=slug.capitalize(), prefix=slug[:3].upper()
    )
    adopt_preset(authority_id=authority.pk, slug=slug)
    teams = {
        "team": Team.objects.create(authority=authority, name="Family Support North"),
        "other_team": Team.objects.create(authority=authority, name="Family Support South"),
    }
    house = House(slug=slug, authority=authority, **teams)
    for code, role, team in PEOPLE:
        house.people[code] = User.objects.create_user(
            username=f"{slug}.{code}",
            password="a long enough password",
            name=f"{code.upper()} of {slug.capitalize()}",
            authority=authority,
            team=teams.get(team or ""),
            role=role,
        )
    return house


@retold
def referred(house: House, *, on: date | None = None, **child: object) -> Case:
    """Refer a child to the house's first team, today unless said otherwise."""
    answers: dict[str, object] = {
        "given_names": f"Amina {next(_numbers)}",
        "family_name": "O'Brien",
        "born_on": date(2017, 5, 4),
        **child,
    }
    return record_referral(
        actor=house.sw,
        child=ChildDetails(**answers),
        details=ReferralDetails(
            received_on=on or clock.today(),
            source="3A",
            primary_need="N5",
            concerns="School is worried about neglect at home.",
            consent="given",
        ),
        carer=CarerDetails(given_names="Mary", family_name="O'Brien", role="mother"),
    )


@retold
def screened(house: House, **child: object) -> Case:
    """Refer a child, and have the manager accept the referral for assessment."""
    case = referred(house, **child)
    return screen_referral(
        case_id=case.pk, actor=house.tm, decision="assessment", reason="Threshold met"
    )


@retold
def allocated(house: House, **child: object) -> Case:
    """Refer a child, and have the case allocated to the first social worker."""
    case = screened(house, **child)
    return allocate_case(
        case_id=case.pk,
        actor=house.tm,
        worker_id=house.sw.pk,
        note="Visit within two days; see the school.",
    )


@retold
def assessing(house: House, **child: object) -> Assessment:
    """Have the social worker start the assessment of a newly referred child, who agrees when old
    enough.
    """
    case = allocated(house, **child)
    return begin_assessment(
        case_id=case.pk,
        actor=house.sw,
        started_on=clock.today(),
        consent="given",
        agreed_by=[each.person.pk for each in who_can_agree(case) if each.is_needed],
    )


@retold
def written(house: House, assessment: Assessment, outcome: str = "cin_plan") -> Assessment:
    """Fill in every section of an assessment."""
    sections = sections_for(assessment.case)
    return write_assessment(
        assessment_id=assessment.pk,
        actor=house.sw,
        seen_version=assessment.version,
        text=AssessmentText(
            sections={section.code: f"What was found: {section.title}" for section in sections},
            heard={section.code: "alone" for section in sections if section.whose},
            threshold_level=next(iter(levels_for(assessment.case)), ""),
            factors=["21"] if outcome == "no_further_action" else ["4B", "16A"],
            s17_ground="a" if outcome == "cin_plan" else "",
            outcome=outcome,
            outcome_reason="The child's needs are not met without help.",
            initiation_reason="assessed_s17_10_a_b" if outcome == "cin_plan" else "",
        ),
    )


@retold
def submitted(house: House, outcome: str = "cin_plan", **child: object) -> Assessment:
    """Bring an assessment to the manager, with the draft plan where the procedure wants one."""
    assessment = assessing(house, **child)
    if outcome == "cin_plan" and procedure_in_force(house.authority.pk).get(
        "plan_submitted_with_assessment"
    ):
        plan_submitted(house, assessment.case)
        assessment.refresh_from_db()
    assessment = written(house, assessment, outcome)
    return submit_assessment(assessment_id=assessment.pk, actor=house.sw)


@retold
def approved(house: House, outcome: str = "cin_plan", **child: object) -> Assessment:
    """Have an assessment approved by the manager."""
    assessment = submitted(house, outcome, **child)
    return approve_assessment(
        assessment_id=assessment.pk,
        actor=house.tm,
        read_version=assessment.version,
        comment="It says what was found, and what follows.",
    )


@retold
def plan_drafted(house: House, case: Case, **text: object) -> PlanVersion:
    """Write a whole first plan without submitting it."""
    version = draft_plan(case_id=case.pk, actor=house.sw)
    return write_plan(
        version_id=version.pk,
        actor=house.sw,
        seen_version=version.version,
        text=whole_text(version, **text),
        actions=[walk_to_school()],
    )


@retold
def plan_submitted(house: House, case: Case) -> PlanVersion:
    """Write a whole first plan and submit it."""
    return submit_plan(version_id=plan_drafted(house, case).pk, actor=house.sw)


@retold
def agreed(house: House, case: Case, purpose: str) -> None:
    """Have a parent, and a young person of the procedure's age, agree to something today."""
    people = who_can_agree(case)
    for asked in [*people[:1], *(each for each in people[1:] if each.is_needed)]:
        record_consent(
            case_id=case.pk,
            actor=house.sw,
            details=ConsentDetails(
                person_id=asked.person.pk,
                purposes=[purpose],
                response="given",
                answered_on=clock.today(),
                explained=["purpose", "choice"],
                understanding="In their own words." if asked.is_child else "",
            ),
        )


@retold
def met(
    house: House, case: Case, *, on: date | None = None, kind: str = "initial", **answers: object
) -> Meeting:
    """Hold a meeting and finish its record."""
    meeting = held(house, case, on=on, kind=kind, **answers)
    return finish_meeting_record(meeting_id=meeting.pk, actor=house.sw)


@retold
def held(
    house: House,
    case: Case,
    *,
    on: date | None = None,
    kind: str = "initial",
    said: dict[str, Any] | None = None,
    **child: object,
) -> Meeting:
    """Hold a meeting, leaving only the last click of its record; `said` is of the meeting as a
    whole. Before the first, the family agrees to support where the procedure requires it.
    """
    day = on or clock.today()
    if kind == "initial" and agreement_blockers(case, "cin_plan", clock.today()):
        agreed(house, case, "cin_plan")
    answers: dict[str, object] = {
        "attended": True,
        "views": "She said that she likes school.",
        "plan_agreed": True if kind == "initial" else None,
        "outcome": "continue_cin" if kind == "review" else "",
        "outcome_reason": "There is more to do." if kind == "review" else "",
        "outcomes_achieved": True if kind == "review" else None,
        "inaction_harm": False if kind == "review" else None,
        "progress": judged_well(case) if kind == "review" else [],
        "next_meeting_on": day + timedelta(days=28),
        "next_meeting_time": time(16),
        "next_step": step_after(case, str(child.get("outcome", ""))),
        **child,
    }
    procedure = procedure_in_force(house.authority.pk)
    return hold_meeting(
        case_id=case.pk,
        actor=house.sw,
        details=MeetingDetails(
            kind=kind,
            held_on=day,
            **{
                "chair_name": "The chair",
                "chair_role": "social_worker" if house.slug == "birmingham" else "line_manager",
                "discussion": "Everything that matters was discussed.",
                "progress": "More meals, more school." if kind == "review" else "",
                "prompts": dict.fromkeys(procedure.get("meeting_prompts"), TALKED_THROUGH),
                "headings": dict.fromkeys(procedure.get("meeting_template"), TALKED_THROUGH),
                **MEETING,
                **(said or {}),
            },
        ),
        parts=[MeetingPart(case_id=case.pk, **answers)],
        attendance=[AttendanceDetails(**MOTHER)],
    )


@retold
def supported(house: House, **child: object) -> Case:
    """Bring a newly referred child to a plan in force, in the order the procedure puts the
    steps.
    """
    case = approved(house, **child).case
    version = PlanVersion.objects.filter(case=case).first() or plan_submitted(house, case)
    order = procedure_in_force(house.authority.pk).get("plan_approval")
    if order == "before_meeting":
        approve_plan(**decided_by(house, version))
    met(house, case)
    if order == "after_meeting":
        version.refresh_from_db()
        sign_off_plan(**decided_by(house, version))
    return Case.objects.get(pk=case.pk)


@retold
def visited(
    house: House,
    case: Case,
    *,
    at: datetime | None = None,
    finalised: bool = True,
    kind: str = "cin",
    **child: object,
) -> Visit:
    """Visit the child, and finish the record unless said otherwise."""
    answers: dict[str, object] = {
        "seen": True,
        "seen_alone": True,
        "voice": "He showed me his room.",
        "lived_experience": "He gets up alone and walks to school with his sister.",
        **child,
    }
    visit = record_visit(
        case_id=case.pk,
        actor=house.sw,
        details=VisitDetails(
            kind=kind,
            visited_at=at or clock.now(),
            location="home",
            account="We talked in the kitchen.",
            concern_raised=False,
            **ANSWERED,
        ),
        parts=[ChildPart(case_id=case.pk, **answers)],
    )
    return finalise_visit(visit_id=visit.pk, actor=house.sw) if finalised else visit
