"""A family that moves to another authority, what is shared for it, and what is disagreed on."""

from datetime import timedelta

from cases.models import ConsentPurpose
from cases.services.circumstances import CircumstanceDetails, record_circumstance
from cases.services.consents import ConsentDetails, record_consent
from cases.services.sharings import (
    AdviceDetails,
    SharingDetails,
    ask_advice,
    record_sharing,
)
from cin.core import clock
from desk.demonstration.consenting import who_agrees
from desk.demonstration.days import before
from desk.demonstration.story import Story
from transfers.models import Move
from transfers.services.disagreements import DisagreementDetails, raise_disagreement
from transfers.services.moves import EntryDetails, MoveText, add_entry, begin_move


def family_moves(story: Story, days_ago: int) -> None:
    """Let a family say that it moves to a place nearby, and the worker tell the authority there."""
    story.later(before(story.today, days_ago), 14, lambda: _plan_the_move(story))
    story.later(before(story.today, days_ago - 1), 10, lambda: _share(story))


def _plan_the_move(story: Story) -> None:
    case = story.cases[0]
    child = story.name_of(case)
    move = begin_move(
        case_id=case.pk,
        actor=story.worker,
        direction="out",
        text=MoveText(
            authority_name="Westmoor Council",
            area="Westmoor, near the grandmother",
            planned_on=clock.today() + timedelta(days=28),
            counterpart="Duty team, 01632 960 444",
            why="The tenancy here ends, and the grandmother has found them a house.",
            several_moves=False,
            protective_factors="The grandmother is near. The school that knows the family is not.",
            perpetrators="Nobody known to be a risk lives there.",
            risk="some",
            risk_action=f"{child} is between two schools for a while. Both are told beforehand.",
            risk_act_by=clock.today() + timedelta(days=14),
        ),
    )
    add_entry(
        move_id=move.pk,
        actor=story.worker,
        details=EntryDetails(
            kind="contact",
            happened_on=clock.today(),
            with_whom="Duty worker, Westmoor Council",
            what="Rang to say who comes and when. They ask for the plan and the last review.",
        ),
    )
    _ask_the_hub(story, move)


def _ask_the_hub(story: Story, move: Move) -> None:
    """Mark the child as at risk outside the family, where the procedure has a move assessed for
    that, and ask for the assessment.
    """
    case, hub = story.cases[0], story.procedure.get("locality_hub")
    if not hub:
        return
    record_circumstance(
        case_id=case.pk,
        actor=story.worker,
        kind="outside_harm",
        details=CircumstanceDetails(
            starts_on=clock.today() - timedelta(days=20),
            note="Older young people wait outside the school. The police know two of them.",
        ),
    )
    add_entry(
        move_id=move.pk,
        actor=story.worker,
        details=EntryDetails(
            kind="hub_asked",
            happened_on=clock.today(),
            with_whom=f"Duty officer, {hub}",
            what="Asked whether the young people have friends near the new house.",
        ),
    )


def _share(story: Story) -> None:
    case = story.cases[0]
    consent = _agreement(story)
    if consent is None:
        return
    record_sharing(
        case_id=case.pk,
        actor=story.worker,
        details=SharingDetails(
            recipients="Duty team, Westmoor Council",
            what="The assessment, and the plan in force.",
            why="So that they can go on with the support from the first day.",
            shared_on=clock.today(),
            way="email",
            shared_by=story.worker.name,
            allowed_by=f"consent-{consent}",
        ),
    )
    ask_advice(
        case_id=case.pk,
        actor=story.worker,
        details=AdviceDetails(
            adviser="caldicott",
            adviser_name="R. Okafor",
            question="May the father's health record go with it? He has not been asked.",
            asked_on=clock.today(),
        ),
    )


def _agreement(story: Story) -> int | None:
    case = story.cases[0]
    people = who_agrees(case)
    if not people:
        return None
    rows = record_consent(
        case_id=case.pk,
        actor=story.worker,
        details=ConsentDetails(
            person_id=people[0],
            purposes=(ConsentPurpose.SHARE_AUTHORITY,),
            response="given",
            answered_on=clock.today(),
            explained=("purpose", "choice"),
            explanation="At home. They want the new worker to know them already.",
        ),
    )
    return rows[0].pk


def agencies_disagree(story: Story, days_ago: int) -> None:
    """Let the worker challenge what another agency decided."""
    story.later(before(story.today, days_ago), 15, lambda: _disagree(story))


def _disagree(story: Story) -> None:
    child = story.name_of(story.cases[0])
    raise_disagreement(
        case_id=story.case_ids[0],
        actor=story.worker,
        details=DisagreementDetails(
            with_whom="Community paediatric team",
            about="plan",
            our_view=f"{child} should be seen before the next review; the plan rests on it.",
            their_view="The waiting list is twelve weeks, and nothing in the referral is urgent.",
            raised_on=clock.today(),
        ),
    )
