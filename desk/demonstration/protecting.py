"""Concerns about harm, the strategy discussions they led to, and section 47 enquiries."""

from datetime import date, timedelta
from typing import Any

from cin.core import clock
from desk.demonstration.content import content
from desk.demonstration.days import after, before
from desk.demonstration.explaining import keep_safe
from desk.demonstration.story import Story
from safeguarding.models import Concern, Enquiry, LegalDecision, StrategyDiscussion
from safeguarding.selectors.legal import may_call_legal_planning
from safeguarding.services import (
    AgencyDetails,
    AgreedAction,
    ChildDecision,
    EnquiryText,
    PartnerSaid,
    StrategyDetails,
    StrategyRows,
    begin_enquiries,
    complete_enquiry,
    decide_concern,
    finish_strategy,
    hold_strategy,
    raise_concern,
    share_strategy,
    submit_enquiry,
    write_enquiry,
)
from safeguarding.services.legal import LegalDetails, record_legal_meeting


def worry(story: Story, days_ago: int, *, calls_strategy: bool | None = None) -> None:
    """Let a concern be raised; a manager decides within hours unless nothing is said of it."""
    on = before(story.today, days_ago)
    story.later(on, 12, lambda: _raise(story, on, calls_strategy))


def discuss(story: Story, days_ago: int) -> None:
    """Hold a strategy discussion on the day after a concern, which begins a section 47 enquiry;
    its record is still to be finished.
    """
    worry(story, days_ago, calls_strategy=True)
    on = after(before(story.today, days_ago), 1)
    story.later(on, 10, lambda: _discuss(story, decision="s47_joint"))


def enquire(story: Story, days_ago: int) -> None:
    """Carry a section 47 enquiry out, in time, from the concern to the manager's agreement."""
    worry(story, days_ago, calls_strategy=True)
    first = after(before(story.today, days_ago), 1)
    story.later(first, 10, lambda: _discuss_and_finish(story))
    story.later(after(first, 2), 15, lambda: _write(story))
    story.later(after(first, 3), 15, lambda: _agree(story))


def plan_with_lawyers(story: Story, days_ago: int) -> None:
    """Take a concern to a legal planning meeting some days later, where the procedure knows one."""
    on = before(story.today, days_ago)
    story.later(on, 12, lambda: _call_lawyers(story, on))


def _call_lawyers(story: Story, on: date) -> None:
    case = story.cases[0]
    if not may_call_legal_planning(case):
        return
    concern = raise_concern(
        case_id=case.pk,
        actor=story.worker,
        what=f"{story.name_of(case)} was home alone again, and nobody keeps to what was agreed.",
    )
    decide_concern(
        concern_id=concern.pk,
        actor=story.manager,
        calls_strategy=False,
        calls_legal_planning=True,
        reason="The plan has not changed enough in months. We need to know whether to go to court.",
    )
    story.later(after(on, 3), 14, lambda: _meet_lawyers(story, concern))


def _meet_lawyers(story: Story, concern: Concern) -> None:
    record_legal_meeting(
        concern_id=concern.pk,
        actor=story.worker,
        details=LegalDetails(
            held_at=clock.now(),
            chair_name=story.manager.name,
            present=f"{story.worker.name}\n{story.manager.name}\nA lawyer of the authority",
            decision=LegalDecision.PRE_PROCEEDINGS,
            reasons="Neglect over a long time, little change, and a plan that could still work.",
            next_step="A letter before proceedings, and a meeting with the parents about it.",
            next_by=story.worker.name,
            next_on=after(clock.today(), 7),
        ),
    )


def _raise(story: Story, on: date, calls_strategy: bool | None) -> None:
    child = story.name_of(story.cases[0])
    concern = raise_concern(
        case_id=story.case_ids[0],
        actor=story.worker,
        what=f"School saw a bruise on {child}'s arm. {child} spoke of the swings, then was silent.",
    )
    if calls_strategy is not None:
        story.later(on, 16, lambda: _decide(story, concern, calls_strategy=calls_strategy))


def _decide(story: Story, concern: Concern, *, calls_strategy: bool) -> None:
    decide_concern(
        concern_id=concern.pk,
        actor=story.manager,
        calls_strategy=calls_strategy,
        reason="Second mark in two months; speak with police and health today."
        if calls_strategy
        else "Explained and consistent; seen by the school nurse. Go on with the plan.",
    )


def _said(story: Story) -> dict[str, Any]:
    return dict(content("sayings")["protection"])


def _discuss(story: Story, *, decision: str) -> StrategyDiscussion:
    said, now = _said(story), clock.now()
    child = story.name_of(story.cases[0])
    found = hold_strategy(
        case_id=story.case_ids[0],
        actor=story.worker,
        details=StrategyDetails(
            kind="meeting",
            held_at=now,
            chair_name=story.manager.name,
            shared=said["shared"].format(child=child),
            interim_safety=said["interim_safety"].format(child=child),
        ),
        rows=StrategyRows(
            children=[
                ChildDecision(
                    case_id=story.case_ids[0],
                    decision=decision,
                    decision_reason=said["decision_reason"].format(child=child),
                )
            ],
            agencies=[AgencyDetails(**row) for row in said["agencies"]],
            actions=[
                AgreedAction(**row, due_on=now.date() + timedelta(days=1))
                for row in said["actions"]
            ],
        ),
    )
    _share(story, found, "actions")
    begin_enquiries(strategy_id=found.pk, actor=story.worker, began_at=now)
    return found


def _discuss_and_finish(story: Story) -> None:
    found = _discuss(story, decision="s47_single")
    keep_safe(story.cases[0], story.worker, made_at="strategy")
    finish_strategy(strategy_id=found.pk, actor=story.worker)
    _share(story, found, "minutes")
    enquiry = Enquiry.objects.get(discussion=found)
    _fill(story, enquiry, EnquiryText(**_seeing(story)), partners=())


def _share(story: Story, found: StrategyDiscussion, part: str) -> None:
    share_strategy(
        strategy_id=found.pk,
        actor=story.worker,
        part=part,
        shared_at=clock.now(),
        recipients="\n".join(row["name"] for row in _said(story)["agencies"]),
    )


def _seeing(story: Story) -> dict[str, Any]:
    voice = _said(story)["voice"]
    return {
        "seen_at": clock.now(),
        "seen_by": story.worker.name,
        "seen_alone": True,
        "voice": voice,
    }


def _fill(
    story: Story, enquiry: Enquiry, text: EnquiryText, partners: tuple[PartnerSaid, ...]
) -> None:
    write_enquiry(
        enquiry_id=enquiry.pk,
        actor=story.worker,
        seen_version=enquiry.version,
        text=text,
        partners=partners,
    )


def _write(story: Story) -> None:
    enquiry = Enquiry.objects.get(case_id=story.case_ids[0])
    child = story.name_of(story.cases[0])
    seen = {name: getattr(enquiry, name) for name in ("seen_at", "seen_by", "seen_alone", "voice")}
    said = {name: words.format(child=child) for name, words in _said(story)["enquiry"].items()}
    text = EnquiryText(
        **seen,
        **said,
        outcome="not_substantiated",
        consider_plan=True,
        parents_told=True,
        child_told=True,
    )
    partners = tuple(PartnerSaid(**row) for row in _said(story)["partners"])
    _fill(story, enquiry, text, partners)
    submit_enquiry(enquiry_id=enquiry.pk, actor=story.worker)


def _agree(story: Story) -> None:
    enquiry = Enquiry.objects.get(case_id=story.case_ids[0])
    complete_enquiry(
        enquiry_id=enquiry.pk,
        actor=story.manager,
        read_version=enquiry.version,
        comment="Thorough and quick. The plan goes on.",
    )
