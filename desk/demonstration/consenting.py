"""Who agreed to the assessment, who did not, and what was thought of it."""

from cases.models import Case, ConsentPurpose
from cases.selectors.agreements import agreement_blockers
from cases.selectors.consents import who_can_agree
from cases.services.consents import ConsentDetails, record_consent
from cases.services.refusals import RefusalDetails, bring_refusal
from cin.core import clock
from cin.policy.selectors import procedure_in_force
from desk.demonstration.story import Story

_EXPLAINED = ("purpose", "concerns", "section_17", "choice")


def who_agrees(case: Case) -> list[int]:
    """Give who agrees to an assessment: the first parent, and the child who is old enough."""
    people = who_can_agree(case)
    adults = [each for each in people if not each.is_child]
    grown = [each for each in people if each.is_needed]
    return [each.person.pk for each in [*adults[:1], *grown]]


def agree(story: Story) -> None:
    """Record at this moment that a parent agreed to each child's assessment, and to sharing it."""
    for case in story.cases:
        _answer(story, case, "given", purposes=("assessment", "share_early_help"))


def agree_to(story: Story, purpose: ConsentPurpose) -> None:
    """Record at this moment that a parent, and a child who is old enough, agreed to something for
    each child, where the procedure waits for it.
    """
    for case in story.cases:
        if agreement_blockers(case, purpose, clock.today()):
            for person_id in who_agrees(case):
                _answer(story, case, "given", purposes=(purpose,), person_id=person_id)


def refuse(story: Story) -> None:
    """Record at this moment that a parent refused, and bring it to the manager."""
    case = story.cases[0]
    child = story.name_of(case)
    consent = _answer(story, case, "refused", purposes=("assessment",))
    if consent is None:
        return
    bring_refusal(
        consent_id=consent,
        actor=story.worker,
        details=RefusalDetails(
            reason=f"The school sees {child} hungry again, and nobody knows why.",
            basis="impairment",
            discussed_on=clock.today(),
            short_term="The school can go on giving breakfast; nobody sees the home.",
            long_term=f"If it goes on, {child}'s growth and learning suffer.",
            implications="Only an assessment shows what the family needs; going on against their "
            "will may cost trust.",
        ),
    )


def take_back_consent(story: Story) -> None:
    """Record at this moment that a parent took back the consent to support under the plan."""
    reasons = "They want no more visits: the family has managed for weeks, and it feels watched."
    _answer(
        story, story.cases[0], "withdrawn", purposes=(ConsentPurpose.CIN_PLAN,), reasons=reasons
    )


_REASONS = "They fear what an assessment may lead to. I explained it, and that we want to help."


def _answer(
    story: Story,
    case: Case,
    response: str,
    purposes: tuple[str, ...],
    person_id: int | None = None,
    reasons: str = _REASONS,
) -> int | None:
    adults = [each.person.pk for each in who_can_agree(case) if not each.is_child]
    if person_id is None and not adults:
        return None
    papers = procedure_in_force(case.authority_id).get("consent_information")
    rows = record_consent(
        case_id=case.pk,
        actor=story.worker,
        details=ConsentDetails(
            person_id=person_id or adults[0],
            purposes=purposes,
            response=response,
            answered_on=clock.today(),
            explained=_EXPLAINED,
            information_given=tuple(str(paper) for paper in papers),
            explanation="At home, with the booklet on the table.",
            understanding="They told me back what was agreed." if person_id else "",
            reasons="" if response == "given" else reasons,
        ),
    )
    return rows[0].pk
