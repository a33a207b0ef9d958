"""Reading a referral: how the child came to notice, what was decided, and who was told."""

from collections.abc import Iterator
from typing import Any

from django.template.response import TemplateResponse

from cases.models import Case, Referral
from cases.permissions import may_refer
from cases.selectors.access import find_case
from cases.selectors.decision_times import decision_time_of
from cases.selectors.early_help import early_help_of
from cases.selectors.episodes import earlier_episodes
from cases.selectors.handovers import handovers_of
from cases.selectors.informing import cases_told_of, tellings_of
from cases.selectors.people import family_of, sibling_cases
from cases.selectors.referrals import (
    allocations_of,
    front_door_of,
    obstacle_to_adding_sibling,
    obstacle_to_referring_again,
    screenings_of,
)
from cases.views.pages import buttons
from cin.accounts.permissions import may_work
from cin.accounts.requests import SignedInRequest
from cin.audit.services import note_views
from cin.core.templatetags.cin import plain_day, time_of_day
from cin.procedures.codes import PRIMARY_NEEDS, REFERRAL_SOURCES

STEPS = [
    ("accept_referral", "Decide what follows", "cases:screen_referral"),
    ("allocate", "Allocate the case", "cases:allocate_case"),
]
NOT_RECORDED = "Not recorded"
Row = dict[str, Any]


def referral(request: SignedInRequest, case_id: int) -> TemplateResponse:
    """Show how the child came to notice, who is in the family, and what a manager decided."""
    case = find_case(request.user, case_id)
    earlier, tellings = earlier_episodes(request.user, case), tellings_of(request.user, case)
    shown = [case, *earlier.cases, *cases_told_of(tellings)]
    note_views(cases=shown, viewer=request.user, page="referral")
    may_add = not may_refer.reason(case, request.user) and not obstacle_to_adding_sibling(case)
    may_again = not may_refer.reason(case, request.user) and not obstacle_to_referring_again(case)
    handovers = handovers_of(case)
    context = {
        "case": case,
        "rows": referral_rows(case),
        "earlier": earlier,
        "decisions": screenings_of(case),
        "decision_time": decision_time_of(case),
        "tellings": tellings,
        "early_help": early_help_of(case),
        "may_work": not may_work.reason(case, request.user),
        "allocations": [(each, handovers.get(each.pk)) for each in allocations_of(case)],
        "front_door": front_door_of(case),
        "members": family_of(case),
        "siblings": sibling_cases(request.user, case),
        "buttons": buttons(case, request.user, STEPS),
        "may_add_sibling": may_add,
        "may_refer_again": may_again,
    }
    return TemplateResponse(request, "cases/referral.html", context)


def referral_rows(case: Case) -> list[Row]:
    """Put a referral into rows of question and answer."""
    told = case.referral
    return [
        {"key": "Received on", "value": _received(told)},
        {"key": "Made by", "value": _coded(REFERRAL_SOURCES, told.source)},
        {"key": "Name of the referrer", "value": told.referrer},
        {"key": "Main need", "value": _coded(PRIMARY_NEEDS, told.primary_need)},
        {"key": "Concern", "value": told.concerns, "typed": True},
        *_voice(told),
        *_early_help(told),
        {"key": "Did the family agree?", "value": told.get_consent_display()},
        *_typed("Why it went on", told.consent_reason),
        {"key": "No further action (census)", "value": _census(case)},
        {"key": "Recorded by", "value": told.recorded_by.name},
    ]


def _received(told: Referral) -> str:
    day = plain_day(told.received_on)
    return f"{day} at {time_of_day(told.received_at)}" if told.received_at else day


def _coded(codes: Any, code: str) -> str:
    return f"{codes[code]} ({code})" if code in codes else code


def _voice(told: Referral) -> Iterator[Row]:
    yield {
        "key": "What the child says and wants",
        "value": told.child_voice or NOT_RECORDED,
        "typed": bool(told.child_voice),
    }
    yield from _typed("Why the child was not heard yet", told.child_not_heard)


def _early_help(told: Referral) -> Iterator[Row]:
    yield {"key": "Early help before", "value": told.get_early_help_display() or NOT_RECORDED}
    yield from _typed("Why there was none", told.early_help_reason)
    rows = [_one_help(row) for row in told.earlier_help.all()]
    yield from _typed("What was tried", "\n".join(rows))


def _one_help(row: Any) -> str:
    began = f"from {plain_day(row.from_on)}" if row.from_on else ""
    ended = f"to {plain_day(row.to_on)}" if row.to_on else ""
    told = ", ".join(filter(None, [row.what, row.by_whom, f"{began} {ended}".strip()]))
    return f"{told}. {row.outcome}".strip()


def _census(case: Case) -> str:
    return {None: "Not decided yet", True: "Yes", False: "No"}[case.is_no_further_action]


def _typed(key: str, value: str) -> list[Row]:
    return [{"key": key, "value": value, "typed": True}] if value else []
