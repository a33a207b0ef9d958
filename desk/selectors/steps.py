"""What one person can do on a case now, and why not what comes next."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone

from alerts.labels import in_sentence
from assessments.models import EDITABLE, Assessment, AssessmentState
from cases.models import CaseState, CircumstanceKind
from cases.permissions import may_refer
from cases.selectors.informing import Told
from cin.accounts.models import User
from cin.accounts.permissions import may_administer, may_contribute, may_manage, may_work
from cin.audit.services import refusal_of
from closures.models import ClosureState
from desk.selectors.closing_steps import after_closing, on_an_ended_order
from desk.selectors.court_steps import court_steps
from desk.selectors.decisions import is_for_manager
from desk.selectors.meeting_steps import (
    booked_meetings,
    booking_steps,
    meeting_steps,
    meetings_to_book,
    steps_after_meeting,
)
from desk.selectors.overview import Overview
from desk.selectors.protecting import protecting_steps
from desk.selectors.step import Step, minor_step, step_at, step_to
from desk.selectors.without_consent import consent_steps
from plans.models import UNFINISHED, PlanState
from transfers.models import TransferState
from transfers.selectors import blockers_to_accepting
from visits.models import NotAloneState


def steps_open_to(user: User, overview: Overview) -> list[Step]:
    """List what this person can do on a case now, the most pressing first, and what is next but
    cannot be done yet.

    It asks the database nothing: everything is in the overview.
    """
    case = overview.case
    if not case.is_open:
        return _after_the_end(user, overview)
    if refusal := may_work.reason(case, user):
        return [*_helping(user, overview), Step(label="Work on this case", why_not=refusal)]
    return [
        *_called_for(overview),
        *_unfinished(overview),
        *_decisions(user, overview),
        *on_an_ended_order(user, overview),
        *_longer_times(user, overview),
        *_refusals(user, overview),
        *_asked_about_seeing_alone(user, overview),
        *_next(user, overview),
        *_any_time(user, overview),
    ]


# Afterwards nobody is reminded any more that somebody is to be told of the referral.
_EARLY = (CaseState.REFERRED, CaseState.SCREENED, CaseState.ALLOCATED, CaseState.ASSESSMENT)


def _helping(user: User, overview: Overview) -> Iterator[Step]:
    """What the specialists and the administrators of a team can do."""
    case = overview.case
    if not may_contribute.reason(case, user):
        yield minor_step("Write a case note", "cases:record_note", case.pk)
    if not may_administer.reason(case, user):
        yield from booked_meetings(overview)
        yield from meetings_to_book(overview)


def _after_the_end(user: User, overview: Overview) -> list[Step]:
    case = overview.case
    steps = []
    if case.is_no_further_action and not may_work.reason(case, user):
        steps += [_minor_telling(case.pk, told) for told in overview.untold]
    if overview.contact_until is not None and not may_work.reason(case, user):
        until = f"{overview.contact_until:%-d %B}"
        label = f"Record a contact after the closure, until {until}"
        steps.append(minor_step(label, "cases:record_contact", case.pk))
    if overview.may_be_referred_again and not may_refer.reason(case, user):
        steps.append(minor_step("Record a new referral", "cases:refer_again", case.pk))
    return [*steps, *after_closing(user, overview)]


def _minor_telling(case_id: int, told: Told) -> Step:
    label = f"Record that somebody was told: {in_sentence(told.label)}"
    return step_to(label, "cases:record_telling", case_id, told.slug)


def _unfinished(overview: Overview) -> Iterator[Step]:
    for planned in overview.planned:
        on = f"{timezone.localtime(planned.planned_at):%-d %B}"
        yield minor_step(
            f"Record the visit planned for {on}", "visits:record_planned_visit", planned.pk
        )
    yield from booked_meetings(overview)
    for part in overview.open_visits:
        on = f"{part.visit.visited_at:%-d %B}"
        label = f"Finish the record of the visit on {on}"
        yield step_at(label, "visits:edit_visit", part.visit_id)
    for row in overview.open_meetings:
        label = f"Finish the record of the meeting on {row.meeting.held_on:%-d %B}"
        yield step_at(label, "meetings:edit_meeting", row.meeting_id)


def _called_for(overview: Overview) -> Iterator[Step]:
    """What an earlier decision calls for, and nobody has done since."""
    yield from court_steps(overview)
    yield from consent_steps(overview.without_consent)
    for review in overview.concerns_wanted:
        on = f"{timezone.localtime(review.decided_at):%-d %B}"
        label = f"Raise the concern about harm: asked for on {on}, and not raised yet"
        yield step_at(label, "safeguarding:raise_concern", overview.case.pk)
    if (since := overview.specialist_since) is not None:
        label = f"Ask for the specialist assessment that the review of {since:%-d %B} found needed"
        yield step_at(label, "assessments:request_specialist", overview.case.pk)
    if overview.next_team is not None:
        label = f"Offer the case to {overview.next_team}: the usual route after the assessment"
        yield step_at(label, "transfers:propose_transfer", overview.case.pk)
    since = overview.joint_visit_since
    if since is not None and overview.case.is_allocated:
        label = f"Make the joint handover visit: the worker changed on {since:%-d %B}"
        yield step_at(label, "visits:record_visit", overview.case.pk)
        if not overview.planned:
            yield minor_step("Plan the joint visit", "visits:plan_visit", overview.case.pk)


def _decisions(user: User, overview: Overview) -> Iterator[Step]:
    yield from protecting_steps(user, overview.protection)
    for transfer in overview.transfers:
        if blockers_to_accepting(transfer):
            refusal = may_manage.reason(overview.case, user)
            label = "Say whether the record is up to date, before the case moves"
            yield step_at(label, "transfers:check_record", transfer.pk, refusal)
        if transfer.state == TransferState.PROPOSED:
            yield step_at(
                f"Answer the offer to {transfer.to_team}",
                "transfers:answer_transfer",
                transfer.pk,
                refusal_of(transfer, "accept", user),
            )
    for plan in overview.plans:
        if is_for_manager(plan, overview.procedure):
            confirmed = plan.state == PlanState.CONFIRMED
            yield step_at(
                "Sign off the plan" if confirmed else "Decide on the plan",
                "plans:decide_plan",
                plan.pk,
                refusal_of(plan, "sign_off" if confirmed else "approve", user),
            )


def _longer_times(user: User, overview: Overview) -> Iterator[Step]:
    for row in overview.longer_times_asked:
        if user.is_manager:
            yield step_at(
                f"Decide on a longer time: {in_sentence(str(row.get_limit_display()))}",
                "cases:decide_longer_time",
                row.pk,
                refusal_of(row, "approve_longer_time", user),
            )


def _refusals(user: User, overview: Overview) -> Iterator[Step]:
    for row in overview.refusals_asked:
        if user.is_manager:
            yield step_at(
                f"Decide on a refusal: {in_sentence(row.consent.purpose_in_words)}",
                "cases:decide_refusal",
                row.pk,
                refusal_of(row, "accept_refusal", user),
            )


def _asked_about_seeing_alone(user: User, overview: Overview) -> Iterator[Step]:
    for decision in overview.not_alone:
        if decision.state == NotAloneState.ASKED:
            yield step_at(
                "Decide whether the child is seen alone",
                "visits:decide_not_alone",
                decision.pk,
                refusal_of(decision, "agree", user),
            )


def _next(user: User, overview: Overview) -> Iterator[Step]:
    by_state = {
        CaseState.REFERRED: _when_referred,
        CaseState.SCREENED: _when_screened,
        CaseState.ALLOCATED: _when_allocated,
        CaseState.ASSESSMENT: _when_assessing,
        CaseState.CIN_ACTIVE: _when_supported,
        CaseState.CLOSING: _when_closing,
    }
    return by_state[CaseState(overview.case.state)](user, overview)


def _when_referred(user: User, overview: Overview) -> Iterator[Step]:
    case = overview.case
    refusal = may_manage.reason(case, user)
    yield step_at("Decide on the referral", "cases:screen_referral", case.pk, refusal)
    yield minor_step("Add a brother or sister", "cases:add_sibling", case.pk)


def _when_screened(user: User, overview: Overview) -> Iterator[Step]:
    case = overview.case
    refusal = may_manage.reason(case, user)
    yield step_at("Allocate to a social worker", "cases:allocate_case", case.pk, refusal)
    yield minor_step("Add a brother or sister", "cases:add_sibling", case.pk)


def _when_allocated(user: User, overview: Overview) -> Iterator[Step]:
    case = overview.case
    yield step_at("Start the assessment", "assessments:begin_assessment", case.pk)
    yield from _decided_elsewhere(user, overview)
    yield minor_step("Record a visit", "visits:record_visit", case.pk)
    yield from _beside_the_assessment(overview)


def _decided_elsewhere(user: User, overview: Overview) -> Iterator[Step]:
    may = user.is_manager and not may_manage.reason(overview.case, user)
    if may and not overview.plans and overview.procedure.get("plan_origins"):
        label = "Begin a plan that was decided on elsewhere"
        yield minor_step(label, "plans:begin_plan", overview.case.pk)


def _when_assessing(user: User, overview: Overview) -> Iterator[Step]:
    case = overview.case
    current = _unfinished_assessment(overview)
    if current is None:
        yield step_at("Propose closing the case", "closures:propose_closure", case.pk)
        yield minor_step("Get ready to close", "closures:preparation", case.pk)
        yield minor_step("Start another assessment", "assessments:begin_assessment", case.pk)
        yield minor_step("Record a visit", "visits:record_visit", case.pk)
        return
    yield from _assessment(user, current)
    yield from _plan_in_hand(
        overview, is_main=bool(overview.procedure.get("plan_submitted_with_assessment"))
    )
    yield minor_step("Record a visit", "visits:record_visit", case.pk)
    yield from _decided_elsewhere(user, overview)
    yield from _beside_the_assessment(overview)


def _beside_the_assessment(overview: Overview) -> Iterator[Step]:
    case = overview.case
    yield minor_step("Ask other agencies for information", "assessments:information", case.pk)
    if overview.procedure.get("fnm_mode") != "off":
        yield minor_step("Family network meeting", "assessments:network_meetings", case.pk)


def _unfinished_assessment(overview: Overview) -> Assessment | None:
    unfinished = (row for row in overview.assessments if row.state != AssessmentState.APPROVED)
    return next(unfinished, None)


def _assessment(user: User, current: Assessment) -> Iterator[Step]:
    if current.state in EDITABLE:
        yield step_at("Write the assessment", "assessments:write_assessment", current.pk)
        return
    refusal = refusal_of(current, "approve", user)
    yield step_at("Decide on the assessment", "assessments:decide_assessment", current.pk, refusal)
    yield minor_step("Take the assessment back", "assessments:take_back_assessment", current.pk)


def _plan_in_hand(overview: Overview, *, is_main: bool = True) -> Iterator[Step]:
    case = overview.case
    step = step_at if is_main else minor_step
    unfinished = next((plan for plan in overview.plans if plan.state in UNFINISHED), None)
    if unfinished is None and overview.plan_in_force is None:
        yield step("Write the plan", "plans:draft_plan", case.pk)
    elif unfinished is None:
        yield minor_step("Change the plan", "plans:amend_plan", case.pk)
    elif unfinished.state == PlanState.DRAFT:
        yield step("Go on writing the plan", "plans:write_plan", unfinished.pk)
    elif unfinished.state != PlanState.CONFIRMED:
        yield minor_step("Take the plan back to change it", "plans:take_back_plan", unfinished.pk)
    if unfinished is None and overview.siblings:
        yield minor_step("Start plans for several children", "plans:begin_plans", case.pk)


def _to_a_team_with_plans(overview: Overview) -> Iterator[Step]:
    """Lead from the plan of a family without recourse to public funds to its team (HIL-37)."""
    kinds = {row.kind for row in overview.circumstances}
    wanted = overview.procedure.flag("nrpf_concern_needs_plan")
    if wanted and CircumstanceKind.NRPF_CIN in kinds and not overview.transfers:
        label = "Offer the case to the team that carries plans"
        yield step_at(label, "transfers:propose_transfer", overview.case.pk)


def _when_supported(user: User, overview: Overview) -> Iterator[Step]:
    case = overview.case
    yield from _to_a_team_with_plans(overview)
    yield step_at("Record a visit", "visits:record_visit", case.pk)
    yield from meeting_steps(overview)
    yield from _plan_in_hand(overview)
    if overview.plan_in_force is not None:
        yield minor_step(
            "Note that the plan was sent out", "plans:circulate_plan", overview.plan_in_force.pk
        )
    current = _unfinished_assessment(overview)
    if current is not None:
        yield from _assessment(user, current)
    else:
        yield minor_step("Start an updated assessment", "assessments:begin_assessment", case.pk)
    if overview.procedure.flag("panel_enabled"):
        yield minor_step("Summary report for the panel", "desk:panel_report", case.pk)
    yield from steps_after_meeting(overview)
    yield from booking_steps(overview, "other", "another meeting")
    yield from _beside_the_assessment(overview)
    recommended = case.ending_recommended_on is not None
    page = "closures:propose_closure"
    yield step_to("Propose closing the case", page, case.pk, is_main=recommended)
    yield minor_step("Get ready to close", "closures:preparation", case.pk)


def _when_closing(user: User, overview: Overview) -> Iterator[Step]:
    for closure in overview.closures:
        if closure.state == ClosureState.PROPOSED:
            refusal = refusal_of(closure, "approve", user)
            yield step_at("Decide on the closure", "closures:decide_closure", closure.pk, refusal)
    yield minor_step("Get ready to close", "closures:preparation", overview.case.pk)
    yield minor_step("Record a visit", "visits:record_visit", overview.case.pk)


def _any_time(user: User, overview: Overview) -> Iterator[Step]:
    case = overview.case
    if case.state in _EARLY:
        for told in overview.untold:
            yield _minor_telling(case.pk, told)
    yield minor_step("Write a note", "cases:record_note", case.pk)
    if overview.safety_plan is None:
        yield minor_step("Write the safety plan", "cases:write_safety_plan", case.pk)
    yield minor_step("Record consent", "cases:record_consent", case.pk)
    if not may_manage.reason(case, user):
        yield minor_step("Write management oversight", "cases:choose_oversight", case.pk)
    if case.is_allocated:
        yield minor_step("Plan a visit", "visits:plan_visit", case.pk)
        yield from _seeing_alone(user, overview)
        yield minor_step(
            "Record a visit at which nobody was seen", "visits:record_failed_visit", case.pk
        )
        if not any(row.state == TransferState.PROPOSED for row in overview.transfers):
            yield minor_step("Tell another team in advance", "transfers:tell_in_advance", case.pk)
            yield minor_step(
                "Offer the case to another team", "transfers:propose_transfer", case.pk
            )
        yield minor_step("Record a change or a circumstance", "cases:circumstances", case.pk)
        yield minor_step("Moves between authorities, and disagreements", "transfers:moves", case.pk)
        if not may_manage.reason(case, user):
            yield minor_step(
                "Set how often the child is visited", "cases:set_visit_schedule", case.pk
            )
            yield minor_step("Give the case to another worker", "cases:reallocate_case", case.pk)
    yield Step(
        label="Raise a concern about harm",
        href=reverse("safeguarding:raise_concern", args=[case.pk]),
        is_warning=True,
    )


def _seeing_alone(user: User, overview: Overview) -> Iterator[Step]:
    if not overview.procedure.get("not_alone_needs_manager"):
        return
    for decision in overview.not_alone:
        if decision.state == NotAloneState.AGREED and not refusal_of(decision, "end", user):
            yield minor_step(
                "Review that the child need not be seen alone",
                "visits:review_not_alone",
                decision.pk,
            )
    if not any(row.state == NotAloneState.ASKED for row in overview.not_alone):
        yield minor_step(
            "Ask that the child need not be seen alone", "visits:ask_not_alone", overview.case.pk
        )
