"""Circumstances, changes and longer times in words, as the page that lists them shows them."""

from collections.abc import Iterable
from dataclasses import dataclass

from cases.models import (
    Case,
    Change,
    ChangeKind,
    Circumstance,
    CircumstanceKind,
    MilestoneKind,
)
from cases.models.circumstances import NRPF_KINDS
from cases.selectors.changes import change_refusal
from cases.selectors.circumstances import circumstance_refusal
from cases.selectors.milestones import milestone_refusal
from cases.views.cards import Card, link, rows_of
from cases.views.pages import Button
from cin.accounts.models import User
from cin.accounts.permissions import may_work
from cin.core import clock
from cin.core.templatetags.cin import plain_day
from cin.procedures.book import Procedure

_CHECKS = {
    CircumstanceKind.NRPF_CIN: (
        (MilestoneKind.NRPF_CONNECT, "nrpf_connect_check_interval"),
        (MilestoneKind.NRPF_SUBSISTENCE, "nrpf_subsistence_interval_cin"),
        (MilestoneKind.NRPF_REVIEW, "nrpf_review_interval"),
    ),
    CircumstanceKind.NRPF_ONLY: (
        (MilestoneKind.NRPF_SUBSISTENCE, "nrpf_subsistence_interval_noncin"),
        (MilestoneKind.NRPF_HOME_VISIT, "nrpf_home_visit_interval"),
        (MilestoneKind.NRPF_REVIEW, "nrpf_review_interval"),
    ),
}


@dataclass(frozen=True, kw_only=True)
class Group:
    """Things of one sort that can be recorded."""

    title: str
    links: list[Button]


def circumstance_cards(
    rows: Iterable[Circumstance], user: User, procedure: Procedure
) -> list[Card]:
    """Show circumstances, those that hold today first."""
    today = clock.today()
    ordered = sorted(rows, key=lambda row: not row.holds_on(today))
    return [_circumstance(row, user, procedure) for row in ordered]


def _circumstance(row: Circumstance, user: User, procedure: Procedure) -> Card:
    fostering = row.kind == CircumstanceKind.PRIVATE_FOSTERING
    facts = {
        "Notified on" if fostering else "From": plain_day(row.starts_on),
        "Arrangement began on": plain_day(row.arrangement_on),
        "Who cares for the child": row.carer,
        "Last day": plain_day(row.ends_on),
        "The court asked for": row.get_court_report_display() if row.court_report else "",
        "Report expected by": plain_day(row.report_due_on),
        "Reason": row.note,
        "Recorded by": f"{row.recorded_by} on {plain_day(row.created_at)}",
        "Why it ended": f"{row.end_reason} ({row.ended_by})" if row.ended_by else "",
        "Why it was withdrawn": _withdrawn(row),
    }
    tag, colour = _standing_of(row)
    return Card(
        title=str(row.get_kind_display()),
        tag=tag,
        colour=colour,
        rows=rows_of(facts),
        links=_circumstance_links(row, user, procedure),
    )


def _standing_of(row: Circumstance) -> tuple[str, str]:
    if row.is_withdrawn:
        return "Withdrawn", "grey"
    return ("Now", "green") if row.holds_on(clock.today()) else ("Ended", "grey")


def _circumstance_links(row: Circumstance, user: User, procedure: Procedure) -> list[Button]:
    if row.is_withdrawn or circumstance_refusal(row.case, user, row.kind):
        return []
    links = _check_links(row, user, procedure) if row.holds_on(clock.today()) else []
    if row.ends_on is None:
        links.append(link("Record that it has ended", "end_circumstance", row.pk))
    return [*links, link("Withdraw", "withdraw_circumstance", row.pk)]


def _check_links(row: Circumstance, user: User, procedure: Procedure) -> list[Button]:
    if row.kind not in NRPF_KINDS or not row.case.is_open:
        return []
    return [
        link(kind.label, "record_milestone", row.case_id, kind.value)
        for kind, setting in _CHECKS[CircumstanceKind(row.kind)]
        if procedure.duration(setting) and not milestone_refusal(row.case, user, kind)
    ]


def change_cards(rows: Iterable[Change], user: User, procedure: Procedure) -> list[Card]:
    """Show changes, those that stand first."""
    listed = list(rows)
    answered = {row.declines_id for row in listed if not row.is_withdrawn}
    ordered = sorted(listed, key=lambda row: row.is_withdrawn)
    return [_change(row, user, procedure, is_answered=row.pk in answered) for row in ordered]


def _change(row: Change, user: User, procedure: Procedure, *, is_answered: bool) -> Card:
    about = row.declines
    facts = {
        "On": plain_day(row.happened_on),
        "After": f"{about.get_kind_display()} on {plain_day(about.happened_on)}" if about else "",
        "What happened" if about is None else "Reason": row.note,
        "New assessment": _assessment_in_words(row),
        "Recorded by": f"{row.recorded_by} on {plain_day(row.created_at)}",
        "Why it was withdrawn": _withdrawn(row),
    }
    return Card(
        title=str(row.get_kind_display()),
        tag="Withdrawn" if row.is_withdrawn else "",
        colour="grey",
        rows=rows_of(facts),
        links=_change_links(row, user, procedure, is_answered=is_answered),
    )


def _assessment_in_words(row: Change) -> str:
    if row.needs_assessment is None:
        return "Not said yet" if row.kind == ChangeKind.SIGNIFICANT_CHANGE else ""
    return f"{'Needed' if row.needs_assessment else 'Not needed'}: {row.assessment_reason}"


def _change_links(
    row: Change, user: User, procedure: Procedure, *, is_answered: bool
) -> list[Button]:
    if row.is_withdrawn or may_work.reason(row.case, user):
        return []
    links = []
    asks = row.kind in procedure.get("early_review_on") and row.case.is_open and not is_answered
    if asks and not change_refusal(row.case, user, ChangeKind.EARLY_REVIEW_DECLINED):
        links.append(link("Decide that no early review is needed", "decline_early_review", row.pk))
    if not change_refusal(row.case, user, row.kind):
        links.append(link("Withdraw", "withdraw_change", row.pk))
    return links


_CHANGES_BY_GROUP = {
    "What happened to the family": (
        ChangeKind.SIGNIFICANT_CHANGE,
        ChangeKind.PLANNED_MOVE,
        ChangeKind.FOSTERING_BEGAN,
    ),
    "A move to another authority": (
        ChangeKind.MOVED_OUT,
        ChangeKind.OUT_NOTIFIED,
        ChangeKind.OUT_INFORMATION,
        ChangeKind.OUT_DECIDED,
    ),
    "A move from another authority": (
        ChangeKind.IN_NOTIFIED,
        ChangeKind.BECAME_RESIDENT,
        ChangeKind.IN_DECIDED,
    ),
    "Child protection and the end of care": (
        ChangeKind.CP_STEP_DOWN,
        ChangeKind.STEPPED_DOWN,
        ChangeKind.CP_PLAN_STARTED,
        ChangeKind.CHILD_DIED,
    ),
}


def things_to_record(case: Case, user: User) -> list[Group]:
    """List what this person can record on an open case, in groups; nothing on a closed one."""
    if not case.is_open:
        return []
    circumstances = [
        link(kind.label, "record_circumstance", case.pk, kind.value)
        for kind in CircumstanceKind
        if not circumstance_refusal(case, user, kind)
    ]
    groups = [Group(title="What sets the case apart", links=circumstances)]
    groups += [
        Group(
            title=title,
            links=[
                link(kind.label, "record_change", case.pk, kind.value)
                for kind in kinds
                if not change_refusal(case, user, kind)
            ],
        )
        for title, kinds in _CHANGES_BY_GROUP.items()
    ]
    return [group for group in groups if group.links]


def _withdrawn(row: Circumstance | Change) -> str:
    if row.withdrawn_at is None:
        return ""
    on = plain_day(row.withdrawn_at)
    return f"{row.withdrawal_reason} ({row.withdrawn_by} on {on})"
