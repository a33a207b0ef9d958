"""What pages and the procedure engine read about assessments."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from assessments.models import Assessment, AssessmentOutcome, AssessmentState
from cases.models import Case, CaseState
from cases.selectors.access import visible_cases
from cin.accounts.models import User
from cin.audit.selectors import done_by
from cin.core.errors import NotFound
from cin.policy.selectors import procedure_in_force
from cin.procedures.events import Event

WRITING = "assessments.write_assessment"


def assessments_of(case: Case) -> QuerySet[Assessment]:
    """List the case's assessments, newest first."""
    return case.assessments.select_related("written_by", "submitted_by", "decided_by")


def find_assessment(user: User, assessment_id: int) -> Assessment:
    """Give one assessment with its case; refuses (NotFound) one this person may not know of."""
    found = (
        Assessment.objects.filter(pk=assessment_id, case__in=visible_cases(user))
        .select_related(
            "case__child",
            "case__authority",
            "case__team",
            "case__worker",
            "case__referral",
            "written_by",
            "submitted_by",
            "decided_by",
        )
        .first()
    )
    if found is None:
        raise NotFound("There is no such assessment, or it belongs to another team.")
    return found


def sections_for(case: Case) -> list[dict[str, str]]:
    """List the sections of an assessment (code, title, hint) in the order the authority's
    procedure sets.
    """
    sections: list[dict[str, str]] = procedure_in_force(case.authority_id).get(
        "assessment_sections"
    )
    return sections


@dataclass(frozen=True, kw_only=True)
class Section:
    """One section of an assessment: its code and title, what it asks for, and what is written."""

    code: str
    title: str
    hint: str
    text: str

    @property
    def field(self) -> str:
        """Name the form field that holds the text."""
        return f"section-{self.code}"


def sections_of(assessment: Assessment) -> list[Section]:
    """List the sections of an assessment with their texts, in the order of the procedure.

    A section the procedure has dropped since keeps its title and its place at the end as long as it
    has a text. Once submitted or approved, an assessment has the sections it was written in.
    """
    known, texts = assessment.section_titles, assessment.sections
    sections = {section["code"]: section for section in sections_for(assessment.case)}
    if known and not assessment.is_editable:
        sections = {code: section for code, section in sections.items() if code in known}
    for code in sorted(known.keys() - sections.keys()):
        if texts.get(code, "").strip():
            sections[code] = {"code": code, "title": known[code], "hint": ""}
    return [
        Section(
            code=code,
            title=section["title"] if assessment.is_editable else known.get(code, section["title"]),
            hint=section["hint"],
            text=texts.get(code, ""),
        )
        for code, section in sections.items()
    ]


def obstacle_to_beginning(case: Case) -> str:
    """Say why no assessment can be started on a case now, or nothing when one can."""
    if case.state not in {CaseState.ALLOCATED, CaseState.ASSESSMENT, CaseState.CIN_ACTIVE}:
        stage = case.get_state_display().lower()
        return f"An assessment cannot be started while the case is {stage}."
    if case.assessments.exclude(state=AssessmentState.APPROVED).exists():
        return "Another assessment of this child is not finished yet."
    return ""


def plan_still_missing(assessment: Assessment) -> bool:
    """Say whether the procedure wants a draft plan submitted with an assessment that recommends one
    (ROC-61), and there is none yet.
    """
    procedure = procedure_in_force(assessment.case.authority_id)
    is_first = assessment.case.support_began_on is None
    wanted = is_first and procedure.flag("plan_submitted_with_assessment")
    return wanted and assessment.plan_attached_at is None


def has_written(user: User, assessment: Assessment) -> bool:
    """Say whether a person ever wrote in an assessment, and so may not decide on it."""
    return done_by(user, WRITING).filter(subject_id=assessment.pk).exists()


def obstacle_to_agreeing_date(assessment: Assessment) -> str:
    """Say why a manager can set no date for an assessment (ROC-51), or nothing when one can."""
    if assessment.state == AssessmentState.APPROVED:
        return "This assessment is approved, so its date can no longer be set."
    if not procedure_in_force(assessment.case.authority_id).flag("assessment_manager_sets_date"):
        return "In this authority the procedure alone sets the date of an assessment."
    return ""


def awaiting_decision(user: User) -> QuerySet[Assessment]:
    """List the submitted assessments this person could decide on, longest waiting first."""
    return (
        Assessment.objects.filter(state=AssessmentState.SUBMITTED, case__in=visible_cases(user))
        .exclude(written_by=user)
        .exclude(submitted_by=user)
        .exclude(pk__in=done_by(user, WRITING).values("subject_id"))
        .select_related("case__child", "submitted_by")
        .order_by("submitted_at", "pk")
    )


def agreements_about(case_ids: Iterable[int]) -> dict[int, dict[str, Any]]:
    """Give the date a manager set for each case's unfinished or latest assessment (ROC-51)."""
    rows = (
        Assessment.objects.filter(case_id__in=list(case_ids))
        .exclude(agreed_due_on=None)
        .order_by("case_id", "started_on", "pk")
    )
    return {
        case_id: {"assessment_due_on": due_on}
        for case_id, due_on in rows.values_list("case_id", "agreed_due_on")
    }


def facts_about(case_ids: Iterable[int]) -> dict[int, list[Event]]:
    """List the start, submission, decision to plan and approval of each case's assessments, with
    one query.

    An assessment counts as submitted only while the submission stands: returned or taken back, it
    does not.
    """
    facts: dict[int, list[Event]] = defaultdict(list)
    for row in Assessment.objects.filter(case_id__in=list(case_ids)).order_by("started_on", "pk"):
        facts[row.case_id].extend(_of(row))
    return facts


def _of(row: Assessment) -> Iterable[Event]:
    started = f"assessment-{row.pk}"
    yield Event(type="assessment_started", on=row.started_on, id=started)
    if row.submitted_at is not None and row.state in {
        AssessmentState.SUBMITTED,
        AssessmentState.APPROVED,
    }:
        yield Event(
            type="assessment_submitted",
            on=_day(row.submitted_at),
            id=f"{started}-submitted",
            of=started,
        )
    if row.state != AssessmentState.APPROVED or row.decided_at is None:
        return
    approved_on = _day(row.decided_at)
    yield Event(type="assessment_approved", on=approved_on, id=f"{started}-approved", of=started)
    if row.outcome == AssessmentOutcome.CIN_PLAN:
        # An assessment that leads to no plan must not make an initial meeting fall due.
        yield Event(type="assessment_completed", on=approved_on, id=f"{started}-completed")
        yield Event(
            type="plan_decided", on=row.plan_decided_on or approved_on, id=f"{started}-plan-decided"
        )


def _day(moment: Any) -> date:
    return timezone.localtime(moment).date()
