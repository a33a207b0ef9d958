"""How a family's plans are written, agreed, sent out and changed."""

from dataclasses import replace
from datetime import date, timedelta

from cin.core import clock
from desk.demonstration.days import after
from desk.demonstration.story import Story
from plans.models import PlanKind, PlanState, PlanVersion
from plans.selectors import interval_approvers, versions_of
from plans.services import (
    ActionDetails,
    PlanText,
    agree_intervals,
    amend_plan,
    approve_plan,
    circulate_plan,
    draft_plan,
    sign_off_plan,
    submit_plan,
    write_plan,
)
from plans.services.writing import needs_manager

EXPECTED_LENGTH = timedelta(days=330)


def draft_plans(story: Story, on: date, *, whole: bool = True) -> None:
    """Write the first version of each child's plan, whole or only begun."""
    with story.on(on, 14):
        for case in story.cases:
            version = draft_plan(case_id=case.pk, actor=story.worker)
            _write(story, version, _text(story, version, whole=whole), on)


def submit_plans(story: Story, on: date) -> None:
    """Finish the plans that are being written."""
    with story.on(on, 15.5):
        for version in _latest(story):
            submit_plan(version_id=version.pk, actor=story.worker)


def approve_first_plans(story: Story, on: date) -> None:
    """Have the manager approve the first versions, where the procedure puts that before the
    meeting.
    """
    if story.procedure.get("plan_approval") != "before_meeting":
        return
    with story.on(on, 10.5):
        for version in _latest(story):
            approve_plan(version_id=version.pk, actor=story.manager, read_version=version.version)


def sign_off_first_plans(story: Story, on: date) -> None:
    """Have the manager sign off what the meeting agreed, where the procedure puts that after the
    meeting, or agree to how often there are visits and reviews where no manager approves the plan.
    """
    if interval_approvers(story.procedure):
        with story.on(on, 11):
            for version in _latest(story):
                agree_intervals(version_id=version.pk, actor=story.manager)
    if story.procedure.get("plan_approval") != "after_meeting":
        return
    with story.on(on, 11):
        for version in _latest(story):
            sign_off_plan(version_id=version.pk, actor=story.manager, read_version=version.version)


def circulate_plans(story: Story) -> None:
    """Send each plan in force to the people who have a part in it, today."""
    for case in story.cases:
        version = PlanVersion.objects.filter(case=case, state=PlanState.ACTIVE).first()
        if version is not None:
            circulate_plan(
                version_id=version.pk,
                actor=story.worker,
                sent_on=clock.today(),
                recipients=f"{story.words.carer}\nSchool\nHealth visitor",
            )


def amend_plans(story: Story, *, kind: str = PlanKind.REVIEW, finish: bool = True) -> None:
    """Change each plan today; `finish` submits it, and a manager approves it tomorrow where the
    procedure asks.
    """
    for case in story.cases:
        version = amend_plan(case_id=case.pk, actor=story.worker, kind=kind)
        version = _write(story, version, _changed(version), clock.today())
        if finish:
            submit_plan(version_id=version.pk, actor=story.worker)
        if finish and needs_manager(version, story.procedure):
            _let_manager_approve(story, version.pk)


def _let_manager_approve(story: Story, version_id: int) -> None:
    story.later(after(clock.today(), 1), 9.5, lambda: _approve(story, version_id))


def _approve(story: Story, version_id: int) -> None:
    version = PlanVersion.objects.get(pk=version_id)
    approve_plan(version_id=version_id, actor=story.manager, read_version=version.version)


def _latest(story: Story) -> list[PlanVersion]:
    return [versions_of(case)[0] for case in story.cases]


def _text(story: Story, version: PlanVersion, *, whole: bool) -> PlanText:
    case = next(case for case in story.cases if case.pk == version.case_id)
    child = story.name_of(case)
    text = PlanText(
        strengths=story.words.say("strengths", child),
        worries=story.words.say("worries", child),
        visit_interval=story.visit_interval,
    )
    if not whole:
        return text
    return replace(
        text,
        child_views=story.words.record("child_views"),
        family_views=story.words.record("family_views"),
        outcomes=story.words.say("outcomes", child),
        visit_place=story.words.record("visit_place"),
        contacts=story.words.record("contacts"),
        contingency=story.words.say("contingency", child),
        exit_plan="School and health go on with the family when the plan ends.",
        expected_end_on=clock.today() + EXPECTED_LENGTH,
    )


def _changed(version: PlanVersion) -> PlanText:
    return PlanText(
        strengths=version.strengths,
        worries=version.worries,
        child_views=version.child_views,
        family_views=version.family_views,
        outcomes=f"{version.outcomes} The summer holidays are planned for.",
        visit_place=version.visit_place,
        contacts=version.contacts,
        contingency=version.contingency,
        exit_plan=version.exit_plan,
        expected_end_on=_not_past(version.expected_end_on),
        longer_reason=version.longer_reason,
        visit_interval=version.visit_interval,
        review_interval=version.review_interval,
    )


def _not_past(day: date | None) -> date | None:
    return None if day is None else max(day, clock.today() + timedelta(days=28))


def _write(story: Story, version: PlanVersion, text: PlanText, on: date) -> PlanVersion:
    actions = [
        ActionDetails(what=what, owner=owner, owner_kind=kind, due_on=due_on)
        for what, owner, kind, due_on in story.words.actions(on)
    ]
    return write_plan(
        version_id=version.pk,
        actor=story.worker,
        seen_version=version.version,
        text=text,
        actions=actions,
    )
