"""How a case ends: the last review, the proposal, and the manager's answer."""

from datetime import date

from cases.models import Case, ConsentPurpose
from cin.procedures.codes import EARLY_HELP_DESTINATIONS
from closures.models import Closure
from closures.services import ClosingSummary, approve_closure, decline_closure, propose_closure
from desk.demonstration.consenting import agree_to
from desk.demonstration.days import after
from desk.demonstration.meeting import review
from desk.demonstration.milestones import note_milestones
from desk.demonstration.preparing import finish, get_ready
from desk.demonstration.story import Story

SUMMARY = ("progress", "strengths")


def recommend_ending(story: Story, on: date) -> None:
    """Hold a review that finds the children no longer in need."""
    story.later(on, 13, lambda: review(story, outcome="no_longer_cin"))


def propose(
    story: Story,
    on: date,
    *,
    reason: str = "no_longer_in_need",
    steps_down: bool = False,
    disagrees: bool = False,
) -> list[Closure]:
    """Propose to the manager that the cases end, the family going to early help or to nobody
    new.
    """
    child = story.name_of(story.cases[0])
    with story.on(on, 15):
        if steps_down:
            agree_to(story, ConsentPurpose.EARLY_HELP)
        for case in story.cases:
            get_ready(story, case, steps_down=steps_down, disagrees=disagrees)
        return [
            propose_closure(
                case_id=case_id,
                actor=story.worker,
                summary=ClosingSummary(
                    reason=reason,
                    destination=_destination(story, steps_down=steps_down),
                    summary=" ".join(story.words.say(part, child) for part in SUMMARY),
                    child_views=story.words.record("child_views"),
                    family_views="Pleased with what has changed, and a little sad to say goodbye.",
                    agency_views=story.words.record("agencies"),
                    next_steps=story.words.record("next_steps"),
                ),
            )
            for case_id in story.case_ids
        ]


def close(story: Story, on: date, closures: list[Closure]) -> None:
    """Have the manager close the cases, once what the procedure asked for is noted."""
    with story.on(on, 11):
        cases = Case.objects.filter(pk__in=story.case_ids).select_related("child", "worker")
        note_milestones(story.house, cases, story.chance)
        for case in cases:
            finish(story, case)
        for closure in closures:
            approve_closure(
                closure_id=closure.pk,
                actor=story.manager,
                read_version=closure.version,
                comment="Agreed. Thank you to everyone who worked with this family.",
            )


def keep_open(story: Story, on: date, closures: list[Closure]) -> None:
    """Have the manager decide that the work goes on."""
    with story.on(on, 11):
        for closure in closures:
            decline_closure(
                closure_id=closure.pk,
                actor=story.manager,
                read_version=closure.version,
                comment="Let us see the family through the move to the new school first.",
            )


def end(story: Story, on: date) -> None:
    """Live from the last review to the closed case, stepped down to early help within eight
    working days.
    """
    recommend_ending(story, on)
    closures = propose(story, after(on, 4), steps_down=True)
    close(story, after(on, 8), closures)


def _destination(story: Story, *, steps_down: bool) -> str:
    """Choose among the places the authority's procedure names; none when it names none that
    fits.
    """
    codes: list[str] = story.procedure.get("closure_destinations")
    return next((code for code in codes if (code in EARLY_HELP_DESTINATIONS) == steps_down), "")
