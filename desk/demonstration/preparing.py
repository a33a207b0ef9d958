"""How an ending is got ready: what everybody thinks of it, the plan's actions, and early help."""

from datetime import timedelta
from typing import Any

from cases.models import Case
from cases.selectors.agencies import agencies_around
from cin.core import clock
from cin.procedures.readiness.step_downs import NEIGHBOURHOOD_LEAD
from closures.models import ChecklistOf, PartyKind, Preparation
from closures.selectors.checklists import lines_of
from closures.selectors.letter_texts import BLANK, drafted
from closures.selectors.letters import LetterTo, not_written_to
from closures.selectors.parties import Party, parties_of
from closures.selectors.preparation import actions_of, preparation_of
from closures.selectors.stepping_down import asked_of_step_down
from closures.selectors.words import next_steps_for
from closures.services import (
    EndOfPlan,
    LetterText,
    LineAnswer,
    PartyAnswer,
    agree_step_down,
    answer_checklist,
    complete_step_down_form,
    note_letter_sent,
    record_views,
    write_end_of_plan,
    write_letter,
    write_step_down,
)
from desk.demonstration.story import Story

SAID = {
    PartyKind.CHILD: "I like it better now. I can talk to Miss at school.",
    PartyKind.PARENT_CARER: "We are glad, and a little sad to say goodbye.",
    PartyKind.AGENCY: "We agree. We will go on and tell you if that changes.",
    PartyKind.TEAM_MANAGER: "The outcomes are reached.",
    PartyKind.EARLY_HELP_MANAGER: "Early help can take this from here.",
}
NOT_YET = "Mornings are still hard. We would wait until the summer."
SCHOOL = Party(kind=PartyKind.AGENCY, name="The school's family worker", role="School")
AUNT = Party(kind=PartyKind.PARENT_CARER, name="An aunt who looks after them", role="Carer")


def get_ready(story: Story, case: Case, *, steps_down: bool, disagrees: bool = False) -> None:
    """Ask everybody, of whom an agency may disagree, say which actions are done, and where the
    family goes to early help take the way there.
    """
    asked = _ask_everybody(story, case, disagrees=disagrees)
    _end_the_plan(story, case, asked.version)
    if steps_down:
        _step_down(story, case)


def finish(story: Story, case: Case) -> None:
    """Write and send the letters, and answer the closing checklists."""
    preparation = preparation_of(case)
    if preparation is not None:
        for to in not_written_to(case, preparation):
            _write_to(story, case, preparation, to)
    for whose, actor in (
        (ChecklistOf.SOCIAL_WORKER, story.worker),
        (ChecklistOf.MANAGER, story.manager),
    ):
        found = preparation_of(case)
        answer_checklist(
            case_id=case.pk,
            actor=actor,
            whose=whose,
            seen_version=found.version if found else None,
            answers=_answers(case, whose),
        )


def _write_to(story: Story, case: Case, preparation: Preparation, to: LetterTo) -> None:
    body = drafted(case, preparation, to.kind, to.recipient.person)
    letter = write_letter(
        case_id=case.pk,
        actor=story.worker,
        person_id=to.recipient.person.pk,
        seen_version=None,
        text=LetterText(body=body.replace(BLANK, "as we agreed when we met")),
    )
    note_letter_sent(letter_id=letter.pk, actor=story.worker, sent_on=clock.today())


def _answers(case: Case, whose: str) -> list[LineAnswer]:
    return [
        LineAnswer(
            code=line.code,
            is_done=line.finding is None,
            done_on=clock.today(),
            note="The agencies go on with the family." if line.finding else "Seen to.",
        )
        for line in lines_of(case, preparation_of(case), whose)
        if not line.is_settled
    ]


def _ask_everybody(story: Story, case: Case, *, disagrees: bool) -> Preparation:
    parties = parties_of(case)
    known = {party.kind for party in parties}
    parties += [party for party in (SCHOOL, AUNT) if party.kind not in known]
    return record_views(
        case_id=case.pk,
        actor=story.worker,
        seen_version=1,
        answers=[
            PartyAnswer(
                kind=party.kind,
                name=party.name or party.role,
                role=party.role,
                person_id=party.person_id,
                position="disagrees" if disagrees and party.kind == PartyKind.AGENCY else "agrees",
                said=NOT_YET
                if disagrees and party.kind == PartyKind.AGENCY
                else SAID[PartyKind(party.kind)],
                asked_on=clock.today(),
            )
            for party in parties
        ],
    )


def _end_the_plan(story: Story, case: Case, seen_version: int) -> None:
    actions = [each.action.pk for each in actions_of(case, None)]
    steps = [code for code, _ in next_steps_for(case)]
    write_end_of_plan(
        case_id=case.pk,
        actor=story.worker,
        seen_version=seen_version,
        end=EndOfPlan(
            actions_done=actions[:-1],
            open_actions_note="The school keeps an eye on the last one." if actions else "",
            next_step=steps[0] if steps else "",
            support_arranged="Breakfast club, and the school's family worker once a week.",
        ),
    )


def _step_down(story: Story, case: Case) -> None:
    asked = asked_of_step_down(case, story.procedure)
    here = {"lead": NEIGHBOURHOOD_LEAD in asked.steps, "panel": bool(asked.panel)}
    version = 1
    for part, answers in {**_talks(story, case), **_meeting(story)}.items():
        if not here.get(part, True):
            continue
        version = write_step_down(
            case_id=case.pk, actor=story.worker, part=part, seen_version=version, answers=answers
        ).version
        if part == "finding":
            version = _agree(story, case, version)
    complete_step_down_form(case_id=case.pk, actor=story.worker)


def _agree(story: Story, case: Case, read_version: int) -> int:
    agreed = agree_step_down(
        case_id=case.pk,
        actor=story.manager,
        read_version=read_version,
        agreed_on=clock.today(),
        note="Agreed. Keep me posted.",
    )
    return agreed.version


def _talks(story: Story, case: Case) -> dict[str, dict[str, Any]]:
    today = clock.today()
    child = story.name_of(case)
    return {
        "finding": {
            "finding": f"{child} is safe and well cared for. What is left is help with money and "
            "mornings, which early help gives.",
            "agencies_asked": "\n".join(agencies_around(case)) or "The school: agrees.",
        },
        "family": {
            "family_met_on": today,
            "family_told": "What early help is, that it is their choice, and who would come.",
        },
        "lead": {
            "lead_name": "Priya Nair",
            "lead_spoken_on": today,
            "lead_staff": "A family worker of the neighbourhood team comes to the meeting.",
        },
        "panel": {
            "panel_referred_on": today,
            "panel_decided_on": today,
            "panel_decision": "agreed",
            "panel_note": "The school leads.",
        },
    }


def _meeting(story: Story) -> dict[str, dict[str, Any]]:
    today = clock.today()
    return {
        "professional": {
            "professional_name": "Sam Ellis",
            "professional_agency": "The school",
            "professional_contact": "The school's office",
            "professional_from": today - timedelta(days=1),
            "family_approves": True,
            "family_on_professional": "They know Sam and get on.",
            "key_worker": "Kit Marlow",
            "key_worker_until": today + timedelta(days=90),
        },
        "meeting": {
            "met_on": today,
            "met_place": "At school",
            "came": "The family\nSam Ellis\nPriya Nair",
            "did_not_come": "",
            "neighbourhood_invited": "Priya Nair",
            "team_members": "The family\nSam Ellis\nKit Marlow",
            "early_help_plan": "Breakfast club every day. Kit visits every second week.",
            "team_meets_at": clock.now() + timedelta(days=14),
            "team_meets_where": "At school",
            "team_chair": story.worker.name,
        },
    }
