"""How the people round a family meet, and how the records of the meetings are finished."""

from datetime import date, time, timedelta
from functools import partial
from typing import Any

from cases.models import Case, ConsentPurpose
from cin.core import clock
from cin.policy.selectors import working_calendar
from cin.procedures.durations import Duration
from desk.demonstration.consenting import agree_to
from desk.demonstration.days import after, settled
from desk.demonstration.story import Story
from meetings.asking import asked_at
from meetings.models import Meeting, MeetingKind
from meetings.progress import items_of_plan
from meetings.selectors import meeting_number
from meetings.services import (
    AttendanceDetails,
    ChildPart,
    MeetingDetails,
    circulate_minutes,
    finish_meeting_record,
    hold_meeting,
    ratify_meeting,
)

# A child younger than this does not come to the meeting.
COMES_FROM = 10
# After school.
TIMES = (time(15, 45), time(16), time(16, 30))
SERVICES = "Breakfast club from Monday; the health visitor every week; a parenting group."
EXPECTATIONS = "Everybody comes, or rings the day before. The school rings the family first."
REASON = "So that what has begun to work goes on."
AGREED = "The review heard everybody, and what it decided follows from the plan."
LEADS_THEN = {"lead_professional": "Priya Nair", "lead_agency": "Early Help, South Locality"}
TALKED_THROUGH = "Talked through with everybody; nothing stands in the way."


def meet_first(story: Story, on: date) -> None:
    """Hold the initial meeting, at which the plans are agreed, finish its record and send the
    minutes.
    """
    with story.on(on, 14):
        agree_to(story, ConsentPurpose.CIN_PLAN)
        meeting = _hold(story, MeetingKind.INITIAL, outcome="", changes=None)
        finish_meeting_record(meeting_id=meeting.pk, actor=story.worker)
    _follow(story, meeting, on)


def review(
    story: Story, *, outcome: str = "continue_cin", changes: bool = False, finish: bool = True
) -> Meeting:
    """Hold a review now, for all the children; the record is finished the same day unless said
    otherwise.
    """
    meeting = _hold(story, MeetingKind.REVIEW, outcome=outcome if finish else "", changes=changes)
    if finish:
        finish_meeting_record(meeting_id=meeting.pk, actor=story.worker)
        _follow(story, meeting, clock.today())
    return meeting


def review_length(story: Story) -> Duration:
    """Give the longest time between two reviews under the procedure."""
    length = story.procedure.duration("review_interval_max")
    return length or Duration.parse("3 months")


def _follow(story: Story, meeting: Meeting, on: date) -> None:
    """Send the minutes where the procedure says by when, and have the manager ratify a review
    where it asks.
    """
    if story.procedure.duration("minutes_circulation_max"):
        sent_on = after(on, story.chance.randint(1, 4))
        for case in story.cases:
            story.later(sent_on, 12.5, partial(_send, story, meeting, case))
    is_review = meeting.kind == MeetingKind.REVIEW
    if is_review and story.procedure.get("review_approver_roles"):
        story.later(after(on, story.chance.randint(1, 3)), 9, lambda: _ratify(story, meeting))


def _send(story: Story, meeting: Meeting, case: Case) -> None:
    circulate_minutes(
        meeting_id=meeting.pk,
        case_id=case.pk,
        actor=story.worker,
        sent_on=clock.today(),
        recipients=f"{story.words.carer}\nSchool\nHealth visitor",
    )


def _ratify(story: Story, meeting: Meeting) -> None:
    ratify_meeting(
        meeting_id=meeting.pk,
        actor=story.manager,
        read_version=meeting.version,
        comment=AGREED,
    )


def _hold(story: Story, kind: str, *, outcome: str, changes: bool | None) -> Meeting:
    first = story.cases[0]
    chair_name, chair_role = _chair(story, kind, first)
    return hold_meeting(
        case_id=first.pk,
        actor=story.worker,
        details=MeetingDetails(
            kind=kind,
            held_on=clock.today(),
            place=story.chance.choice(["Family centre", "School", "At home", "Town hall, room 2"]),
            chair_name=chair_name,
            chair_role=chair_role,
            discussion=story.words.record("discussion"),
            progress="" if kind == MeetingKind.INITIAL else _progress(story),
            decisions=story.words.record("decisions"),
            began_at=story.chance.choice(TIMES),
            prompts=dict.fromkeys(story.procedure.get("meeting_prompts"), TALKED_THROUGH),
            headings=dict.fromkeys(story.procedure.get("meeting_template"), TALKED_THROUGH),
            **recorded_besides(story, kind),
        ),
        parts=[_part(story, case, kind, outcome, changes) for case in story.cases],
        attendance=_attendance(story),
    )


def _progress(story: Story) -> str:
    return story.words.say("progress", story.name_of(story.cases[0]))


def _chair(story: Story, kind: str, case: Case) -> tuple[str, str]:
    """Say who chairs: some meetings must be chaired by a manager (ROC-142), the first by whom
    the procedure names.
    """
    procedure = story.procedure
    counts = bool(procedure.get("meeting_count_includes_initial"))
    number = meeting_number(case, counts_initial=counts)
    if number in procedure.get("manager_chaired_meeting_numbers"):
        return story.manager.name, "team_manager"
    if (
        kind == MeetingKind.INITIAL
        and procedure.get("initial_meeting_chair_role") == "line_manager"
    ):
        return story.manager.name, "line_manager"
    return story.worker.name, "social_worker"


def _part(story: Story, case: Case, kind: str, outcome: str, changes: bool | None) -> ChildPart:
    today = clock.today()
    age = case.child.age_on(today)
    comes = age is not None and age >= COMES_FROM
    goes_on = kind == MeetingKind.INITIAL or outcome == "continue_cin"
    return ChildPart(
        case_id=case.pk,
        attended=comes,
        absence_reason=""
        if comes
        else "Too young; the child's views were brought by the social worker.",
        views=story.words.voice(case.child, today),
        plan_agreed=True if kind == MeetingKind.INITIAL else None,
        plan_changes=changes,
        outcome=outcome,
        outcome_reason=_reason(outcome),
        **_what_follows(story, outcome),
        outcomes_achieved=True if kind == MeetingKind.REVIEW else None,
        inaction_harm=False if kind == MeetingKind.REVIEW else None,
        progress=judged_in(story, case) if kind == MeetingKind.REVIEW else [],
        next_meeting_on=_next_meeting(story, today) if goes_on else None,
        next_meeting_time=time(16) if goes_on else None,
    )


def _what_follows(story: Story, outcome: str) -> dict[str, str]:
    """Recommend the first next step that the procedure has after this outcome, where it asks."""
    steps = asked_at(story.procedure, MeetingKind.REVIEW).next_steps.get(outcome, ())
    return {"next_step": steps[0], **LEADS_THEN} if steps else {}


def _next_meeting(story: Story, today: date) -> date:
    latest = working_calendar(story.house.teams[0].authority_id).add(today, review_length(story))
    return settled(latest - timedelta(days=2))


def recorded_besides(story: Story, kind: str) -> dict[str, Any]:
    """Give what this authority's procedure has the record of a meeting ask besides."""
    asks = story.procedure.get("meeting_record_asks")
    is_first = kind == MeetingKind.INITIAL
    said: dict[str, Any] = {
        "services": ("services_agreed", SERVICES if is_first else ""),
        "expectations": ("expectations", EXPECTATIONS),
        "significant_events": ("significant_events", "None."),
    }
    found = {name: text for ask, (name, text) in said.items() if ask in asks}
    if "significant_events" in asks:
        found["disagreements"] = "None."
    if "decision_reasons" in asks:
        found["decisions_made"] = [{"decision": story.words.record("decisions"), "reason": REASON}]
    if "chair" in (story.procedure.get("minute_taker_role") or []):
        found["note_taker_role"] = "chair"
    if is_first and story.procedure.get("chair_agreed_at_initial"):
        found |= {"later_interval": str(review_length(story)), "later_chair": "social_worker"}
    return found


def judged_in(story: Story, case: Case) -> list[dict[str, str]]:
    """Say how far each outcome and action of a child's plan has come, where that is asked."""
    items = items_of_plan(case, story.procedure.get("meeting_record_asks"))
    return [
        {"what": item.what, "how_far": ("in_time", "reached", "late")[number % 3]}
        for number, item in enumerate(items)
    ]


def _reason(outcome: str) -> str:
    if outcome == "no_longer_cin":
        return (
            "The outcomes are reached, and the family, school and health can go on without a plan."
        )
    return "Much is better; the plan's outcomes are not all reached yet." if outcome else ""


def _attendance(story: Story) -> list[AttendanceDetails]:
    people = [
        (story.words.carer, "Parent or carer", "attended", "Glad of the help; mornings are hard."),
        (story.worker.name, "Social worker", "attended", ""),
        (
            story.chance.choice(["Mrs Oakes", "Mr Bright", "Ms Farrow"]),
            "School",
            "attended",
            "In school more often, and better fed.",
        ),
        ("Health visitor", "Health", story.chance.choice(["attended", "apologies"]), "No worries."),
    ]
    views = "views" in story.procedure.get("meeting_record_asks")
    return [
        AttendanceDetails(name=name, role=role, status=status, views=said if views else "")
        for name, role, status, said in people
    ]
