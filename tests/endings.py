"""What a case needs before its ending is proposed, said through the product's own doors."""

from datetime import timedelta

from cases.models import Case
from cin.accounts.models import User
from cin.core import clock
from closures.models import ChecklistOf, StepDown
from closures.selectors.checklists import lines_of
from closures.selectors.parties import parties_of
from closures.selectors.preparation import preparation_of
from closures.selectors.stepping_down import step_down_of
from closures.services import (
    EndOfPlan,
    LineAnswer,
    PartyAnswer,
    agree_step_down,
    answer_checklist,
    complete_step_down_form,
    record_views,
    write_end_of_plan,
    write_step_down,
)
from tests.retelling import retold
from tests.stories import House

FINDING = {"finding": "Early help is enough now.", "agencies_asked": "The school."}
FAMILY = {"family_told": "What early help is, and that it is their choice."}
LEAD = {"lead_name": "Nia Lead", "lead_staff": "A family worker of the neighbourhood team"}
PANEL = {"panel_decision": "agreed", "panel_note": ""}
PROFESSIONAL = {
    "professional_name": "Sam Ellis",
    "professional_agency": "Heybrook School",
    "professional_contact": "01706 555 0100",
    "family_approves": True,
    "family_on_professional": "We know Sam.",
    "key_worker": "Kit Worker",
}
MEETING = {
    "met_place": "At school",
    "came": "Mary O'Brien\nSam Ellis",
    "did_not_come": "",
    "neighbourhood_invited": "Nia Lead",
    "team_members": "Mary O'Brien\nSam Ellis",
    "early_help_plan": "Breakfast club and a weekly call.",
    "team_meets_where": "At school",
    "team_chair": "SW of Rochdale",
}


def answers_of(case: Case, **of_all: object) -> list[PartyAnswer]:
    """Give what every party says: that they agree, unless told otherwise."""
    said = {"position": "agrees", "asked_on": clock.today(), "said": "Yes.", **of_all}
    parties = parties_of(case)
    found = [
        PartyAnswer(
            kind=party.kind,
            name=party.name or party.role,
            role=party.role,
            person_id=party.person_id,
            **said,
        )
        for party in parties
    ]
    if not any(party.kind == "agency_professional" for party in parties):
        found.append(PartyAnswer(kind="agency_professional", name="The school", **said))
    return found


def seen(case: Case) -> int:
    """Give the version of what is got ready that somebody has on screen who opens its page now."""
    found = preparation_of(case)
    return found.version if found else 1


def seen_step_down(case: Case) -> int:
    """Give the version of the step-down that somebody has on screen who opens its page now."""
    found = step_down_of(preparation_of(case))
    return found.version if found else 1


@retold
def consulted(house: House, case: Case, **of_all: object) -> None:
    """Have everybody asked what they think of closing, and agree."""
    answers = answers_of(case, **of_all)
    record_views(case_id=case.pk, actor=house.sw, seen_version=seen(case), answers=answers)


def stepped_part(house: House, case: Case, part: str, **answers: object) -> None:
    """Write one part of the step-down."""
    write_step_down(
        case_id=case.pk,
        actor=house.sw,
        part=part,
        seen_version=seen_step_down(case),
        answers=answers,
    )


def agreed_by(manager: User, case: Case, **answers: object) -> StepDown:
    """Have a manager agree to the step-down as it now is."""
    usual = {"read_version": seen_step_down(case), "agreed_on": clock.today(), "note": "Agreed."}
    return agree_step_down(case_id=case.pk, actor=manager, **{**usual, **answers})


@retold
def stepping_down(house: House, case: Case) -> None:
    """Take a case through its step-down to early help, as far as the proposal."""
    today, before = clock.today(), clock.today() - timedelta(days=2)
    stepped_part(house, case, "finding", **FINDING)
    agreed_by(house.tm, case)
    stepped_part(house, case, "family", family_met_on=today, **FAMILY)
    stepped_part(house, case, "lead", lead_spoken_on=before, **LEAD)
    stepped_part(house, case, "panel", panel_referred_on=before, panel_decided_on=today, **PANEL)
    stepped_part(
        house,
        case,
        "professional",
        professional_from=before,
        key_worker_until=today + timedelta(days=90),
        **PROFESSIONAL,
    )
    at = clock.now() + timedelta(days=14)
    stepped_part(house, case, "meeting", met_on=today, team_meets_at=at, **MEETING)
    complete_step_down_form(case_id=case.pk, actor=house.sw)
    end = EndOfPlan(support_arranged="The school's family worker.")
    write_end_of_plan(case_id=case.pk, actor=house.sw, seen_version=seen(case), end=end)


@retold
def checked(house: House, case: Case) -> None:
    """Have every line of both closing checklists answered that the record does not answer."""
    for whose, actor in ((ChecklistOf.SOCIAL_WORKER, house.sw), (ChecklistOf.MANAGER, house.tm)):
        lines = lines_of(case, preparation_of(case), whose)
        answers = [
            LineAnswer(
                code=line.code,
                is_done=line.finding is None,
                done_on=clock.today(),
                note="Seen to, or not here.",
            )
            for line in lines
            if not line.is_settled
        ]
        answer_checklist(
            case_id=case.pk, actor=actor, whose=whose, seen_version=seen(case), answers=answers
        )


@retold
def got_ready(house: House, case: Case, *, steps_down: bool = False) -> None:
    """Get all ready that the procedure asks for before an ending is proposed."""
    consulted(house, case)
    if steps_down:
        stepping_down(house, case)
