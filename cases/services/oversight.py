"""Writing down what a manager decided, and why; and that what was asked for is done."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.utils import timezone

from cases.models import (
    Case,
    CaseNote,
    NextStep,
    NoteKind,
    NoteState,
    Oversight,
    OversightType,
)
from cases.models.oversight import ABOUT_PROGRESS, CHAIRED_BY
from cases.selectors.notes import files_with
from cases.selectors.oversight import Sitting, find_next_step, oversight_refusal, sitting_of
from cases.services.locking import lock_cases
from cases.services.notes import (
    NewFile,
    lock_family,
    put_in_files,
    refuse_bad_moment,
    refuse_worker,
)
from cases.services.notices import tell_of_papers
from cin.accounts.models import User
from cin.audit.services import record
from cin.core import clock
from cin.core.errors import BadInput, NotPermitted
from cin.documents.services import Belonging, attach_file
from cin.policy.selectors import procedure_in_force
from cin.procedures.codes import ROLES

MIDDAY = time(12)


@dataclass(frozen=True, kw_only=True)
class Step:
    """One next step: what, who does it, and by when."""

    what: str
    who: str
    due_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class OversightDetails:
    """What a manager's note says."""

    type: str
    held_on: date
    decision: str
    rationale: str
    people_present: str = ""
    plan_progressing: bool | None = None
    outcomes_improving: bool | None = None
    plan_quality: str = ""
    reflection: str = ""
    barriers: str = ""
    next_due_on: date | None = None
    is_significant: bool = False
    is_third_party: bool = False
    next_steps: Sequence[Step] = ()
    arranged_by: str = ""
    chair_name: str = ""
    chair_role: str = ""
    iro_asked: bool | None = None
    presented_by: str = ""
    members: Mapping[str, bool] = field(default_factory=dict)
    outcome: str = ""


OF_NOTE = ("people_present", "is_significant", "is_third_party")
OF_OVERSIGHT = (
    "type",
    "held_on",
    "plan_progressing",
    "outcomes_improving",
    "plan_quality",
    "reflection",
    "barriers",
    "decision",
    "rationale",
    "next_due_on",
    "arranged_by",
    "chair_name",
    "chair_role",
    "iro_asked",
    "presented_by",
    "members",
    "outcome",
)


@transaction.atomic
def record_oversight(
    *,
    case_id: int,
    actor: User,
    details: OversightDetails,
    siblings: Iterable[int] = (),
    file: NewFile | None = None,
) -> CaseNote:
    """Write a manager's note, finished at once, in the files of one or several children; what it
    shows to be done meets what was due.

    Refuses (NotPermitted) anybody but a manager; (BadInput) no decision or no rationale (BIR-110),
    a day in the future or before the referral, supervision of a plan that does not say how it goes
    (BIR-109), an audit without a judgement (BIR-108), and a review, clinic or panel whose chair is
    not said or in no role that the procedure names (PET-46, BIR-64, ROC-143, HIL-111);
    (StepNotAllowed) a closed case.
    """
    cases = lock_family(case_id, actor, siblings)
    for case in cases:
        if refusal := oversight_refusal(case, actor, details.type):
            raise NotPermitted(refusal)
    happened_at = _moment(details.held_on)
    refuse_bad_moment(happened_at, cases, "held_on")
    _refuse_incomplete(details, cases)
    if details.type in CHAIRED_BY:
        _refuse_chair(sitting_of(procedure_in_force(cases[0].authority_id), details.type), details)
    note = _write_note(cases[0], actor, details, happened_at)
    put_in_files(note, cases)
    oversight = Oversight.objects.create(note=note, **_answers(details, OF_OVERSIGHT))
    NextStep.objects.bulk_create(
        NextStep(oversight=oversight, what=step.what, who=step.who, due_on=step.due_on)
        for step in details.next_steps
    )
    for case in cases:
        about = {"kind": details.type}
        record(action="cases.record_oversight", subject=note, case=case, actor=actor, details=about)
    if file is not None:
        to = Belonging(kind="note", of_id=note.pk, title=file.title)
        attach_file(cases=cases, actor=actor, file=file.file, to=to)
        tell_of_papers(cases, actor=actor, what=file.title or file.file.name)
    return note


@transaction.atomic
def complete_next_step(*, step_id: int, actor: User) -> NextStep:
    """Note that what a manager asked for is done, by whoever works on the case; done twice it is
    done once.
    """
    note = find_next_step(actor, step_id).oversight.note
    cases = lock_cases([case.pk for case in files_with(actor, note)], actor)
    refuse_worker(cases, actor)
    step = NextStep.objects.locked().get(pk=step_id)
    if step.done_at is not None:
        return step
    step.done_at, step.done_by = clock.now(), actor
    step.save()
    for case in cases:
        record(action="cases.complete_next_step", subject=note, case=case, actor=actor)
    return step


def _moment(day: date) -> datetime:
    """Give the moment under which a note of a day stands among the others: midday, or now when
    that is still to come.
    """
    midday = timezone.make_aware(datetime.combine(day, MIDDAY))
    moment = clock.now()
    return min(midday, moment) if day == clock.day_of(moment) else midday


def _answers(details: OversightDetails, names: Iterable[str]) -> dict[str, Any]:
    return {name: getattr(details, name) for name in names}


def _write_note(
    case: Case, actor: User, details: OversightDetails, happened_at: datetime
) -> CaseNote:
    # A manager's note is written whole, so it is finished from the start: no step leads there.
    note = CaseNote(
        case=case,
        author=actor,
        state=NoteState.FINAL,
        kind=NoteKind.OVERSIGHT,
        title=OversightType(details.type).label,
        happened_at=happened_at,
        is_hour_known=False,
        finished_at=clock.now(),
        **_answers(details, OF_NOTE),
    )
    note.save()
    return note


def _refuse_incomplete(details: OversightDetails, cases: Sequence[Case]) -> None:
    if not details.decision.strip():
        raise BadInput("decision", "Write what was decided or agreed")
    if not details.rationale.strip():
        raise BadInput("rationale", "Write the reasons for the decision")
    if details.type == OversightType.PLAN_AUDIT and not details.plan_quality:
        raise BadInput("plan_quality", "Select how good the plan is")
    has_plan = any(case.support_began_on is not None for case in cases)
    if has_plan and details.type in ABOUT_PROGRESS:
        if details.plan_progressing is None:
            raise BadInput("plan_progressing", "Select yes if the plan is progressing")
        if details.outcomes_improving is None:
            raise BadInput("outcomes_improving", "Select yes if outcomes are improving")


def _refuse_chair(sitting: Sitting, details: OversightDetails) -> None:
    if not sitting.chairs:
        return
    if not details.chair_name.strip():
        raise BadInput("chair_name", "Enter who chaired it")
    if details.chair_role not in sitting.chairs:
        allowed = " or ".join(f"the {ROLES[role].lower()}" for role in sitting.chairs)
        raise BadInput("chair_role", f"This is chaired by {allowed}")
