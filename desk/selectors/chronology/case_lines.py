"""What the case itself tells: referral, workers, changes, notes, managers' decisions, entries."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.urls import reverse
from django.utils import timezone

from cases.models import (
    Allocation,
    Case,
    CaseNoteChild,
    Change,
    ChronologyEntry,
    Circumstance,
    LongerTime,
    Milestone,
    NoteState,
    SafetyPlan,
    SafetyPlanState,
    ScreeningDecision,
)
from cin.procedures.codes import REFERRAL_SOURCES
from desk.selectors.chronology.line import Line, LineKind


def of_referrals(cases: Iterable[Case]) -> Iterator[Line]:
    """Tell of the referral of each case and what a manager decided on it."""
    for case in cases:
        referral = case.referral
        source = REFERRAL_SOURCES.get(referral.source, "")
        yield Line(
            key=f"referral-{referral.pk}",
            kind=LineKind.REFERRAL,
            at=referral.received_on,
            title="Referral received",
            text=referral.concerns,
            source=": ".join(part for part in (source, referral.referrer) if part),
            href=reverse("cases:referral", args=[case.pk]),
            is_guarded=True,
            case_ids=(case.pk,),
        )
        if case.screened_on is not None:
            yield Line(
                key=f"screening-{case.pk}",
                kind=LineKind.REFERRAL,
                at=case.screened_on,
                title=_screened(case),
                case_ids=(case.pk,),
            )
        if case.support_began_on is not None:
            yield Line(
                key=f"support-{case.pk}",
                kind=LineKind.PLAN,
                at=case.support_began_on,
                title="Child in Need support began",
                case_ids=(case.pk,),
            )


def _screened(case: Case) -> str:
    if case.screened_on == case.closed_on and case.allocated_at is None:
        decision = dict(ScreeningDecision.choices).get(case.close_reason, "No social worker needed")
        return f"Screened: {decision.lower()}"
    return "Screened: accepted for assessment"


def of_allocations(case_ids: list[int]) -> Iterator[Line]:
    """Tell which social worker each case was given to."""
    rows = Allocation.objects.filter(case_id__in=case_ids).select_related("worker", "allocated_by")
    for row in rows:
        yield Line(
            key=f"allocation-{row.pk}",
            kind=LineKind.WORKER,
            at=row.allocated_at,
            title=f"Given to {row.worker}",
            text=row.note,
            people=f"{row.worker}; {row.allocated_by}",
            is_guarded=True,
            case_ids=(row.case_id,),
        )


def of_changes(case_ids: list[int]) -> Iterator[Line]:
    """Tell what happened to the family, and what sets a child apart for a time."""
    changes = Change.objects.standing().filter(case_id__in=case_ids).select_related("recorded_by")
    for change in changes:
        yield Line(
            key=f"change-{change.pk}",
            kind=LineKind.CHANGE,
            at=change.happened_on,
            title=change.get_kind_display(),
            text=change.note,
            source=f"Recorded by {change.recorded_by}",
            href=reverse("cases:circumstances", args=[change.case_id]),
            is_guarded=True,
            case_ids=(change.case_id,),
        )
    found = Circumstance.objects.standing().filter(case_id__in=case_ids)
    for row in found.select_related("recorded_by"):
        about: dict[str, Any] = {
            "kind": LineKind.CHANGE,
            "href": reverse("cases:circumstances", args=[row.case_id]),
            "source": f"Recorded by {row.recorded_by}",
            "is_guarded": True,
            "case_ids": (row.case_id,),
        }
        name = row.get_kind_display()
        yield Line(
            key=f"circumstance-{row.pk}", at=row.starts_on, title=name, text=row.note, **about
        )
        if row.ends_on is not None:
            yield Line(
                key=f"circumstance_end-{row.pk}",
                at=row.ends_on,
                title=f"{name}: ended",
                text=row.end_reason,
                **about,
            )


def of_longer_times(case_ids: list[int]) -> Iterator[Line]:
    """Tell where a longer time than the procedure's was approved."""
    rows = LongerTime.objects.filter(case_id__in=case_ids).exclude(approved_on=None)
    for row in rows:
        yield Line(
            key=f"longer-{row.pk}",
            kind=LineKind.MANAGER,
            at=row.approved_on,
            title=f"Longer time approved: {str(row.get_limit_display()).lower()}",
            text=row.reason,
            href=reverse("cases:circumstances", args=[row.case_id]),
            is_guarded=True,
            case_ids=(row.case_id,),
        )


def of_milestones(case_ids: list[int]) -> Iterator[Line]:
    """Tell what else the procedure asks for and was done."""
    rows = Milestone.objects.filter(case_id__in=case_ids).select_related("recorded_by")
    for row in rows:
        yield Line(
            key=f"milestone-{row.pk}",
            kind=LineKind.DONE,
            at=row.happened_on,
            title=row.get_kind_display(),
            text=row.note,
            source=f"Recorded by {row.recorded_by}",
            is_guarded=True,
            case_ids=(row.case_id,),
        )


def of_notes(case_ids: list[int]) -> Iterator[Line]:
    """Tell of finished notes that are significant, and of every manager's decision."""
    rows = CaseNoteChild.objects.filter(
        case_id__in=case_ids, note__state=NoteState.FINAL, note__withdrawn_at=None
    ).select_related("note__author", "note__oversight")
    for row in rows:
        note = row.note
        if not (note.is_significant or note.is_oversight):
            continue
        at = note.happened_at if note.is_hour_known else timezone.localtime(note.happened_at).date()
        yield Line(
            key=f"note-{note.pk}",
            kind=LineKind.MANAGER if note.is_oversight else LineKind.NOTE,
            at=at,
            title=note.title,
            text=note.oversight.decision if note.is_oversight else note.text,
            people=note.people_present,
            source=f"Note by {note.author}",
            href=reverse("cases:note", args=[note.pk]),
            is_key=note.is_significant,
            is_third_party=note.is_third_party,
            is_guarded=note.is_oversight,
            case_ids=(row.case_id,),
        )


def of_safety_plans(case_ids: list[int]) -> Iterator[Line]:
    """Tell when each version of a safety plan came into force, and when one was ended."""
    rows = SafetyPlan.objects.filter(case_id__in=case_ids).exclude(in_force_on=None)
    for row in rows:
        about: dict[str, Any] = {
            "kind": LineKind.SAFETY,
            "href": reverse("cases:safety_plan_version", args=[row.case_id, row.number]),
            "case_ids": (row.case_id,),
        }
        yield Line(
            key=f"safety_plan-{row.pk}",
            at=row.in_force_on,
            title=f"Safety plan, version {row.number}, came into force",
            people=row.made_with,
            **about,
        )
        if row.state == SafetyPlanState.ENDED:
            yield Line(
                key=f"safety_plan_end-{row.pk}",
                at=row.ended_on,
                title="Safety plan ended",
                text=row.end_reason,
                is_guarded=True,
                **about,
            )


def of_entries(case_ids: list[int]) -> Iterator[Line]:
    """Tell what workers wrote into the chronology themselves."""
    found = ChronologyEntry.objects.standing().filter(case_id__in=case_ids)
    for row in found.select_related("written_by"):
        yield Line(
            key=f"entry-{row.pk}",
            kind=LineKind.ENTRY,
            at=row.happened_on,
            precision=row.precision,
            title=row.event,
            people=row.people,
            source=row.source,
            significance=row.significance,
            is_key=row.is_key,
            is_third_party=row.is_third_party,
            marked_by=row.written_by.name,
            case_ids=(row.case_id,),
        )
