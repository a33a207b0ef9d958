"""How a family's plans are written, agreed, sent out and changed."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from cin.core import clock
from desk.demonstration.content import content
from desk.demonstration.days import after
from desk.demonstration.planning_together import write_together
from desk.demonstration.story import Story
from plans.asking import Asked
from plans.following import open_actions
from plans.models import PlanAction, PlanKind, PlanState, PlanVersion, ProgressState
from plans.selectors import interval_approvers, versions_of
from plans.services import (
    ActionDetails,
    NeedDetails,
    PlanText,
    ProgressDetails,
    ServiceDetails,
    agree_intervals,
    amend_plan,
    approve_plan,
    circulate_plan,
    draft_plan,
    record_progress,
    sign_off_plan,
    submit_plan,
    write_plan,
)
from plans.services.texts import rows_of
from plans.services.writing import needs_manager

EXPECTED_LENGTH = timedelta(days=330)
_HOLIDAYS = " The summer holidays are planned for."


def draft_plans(story: Story, on: date, *, whole: bool = True) -> None:
    """Write the first version of each child's plan, whole or only begun."""
    with story.on(on, 14):
        versions = [draft_plan(case_id=case.pk, actor=story.worker) for case in story.cases]
        for version in versions:
            _write(story, version, _text(story, version, whole=whole), on)
        _write_together(story, versions)


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
            approve_plan(**_decided(story, version))


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
            sign_off_plan(**_decided(story, version))


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
    versions = [amend_plan(case_id=case.pk, actor=story.worker, kind=kind) for case in story.cases]
    for version in versions:
        _write(story, version, _changed(version), clock.today())
    _write_together(story, versions)
    for version in versions:
        if finish:
            submit_plan(version_id=version.pk, actor=story.worker)
        if finish and needs_manager(version, story.procedure):
            _let_manager_approve(story, version.pk)


def follow_actions(story: Story) -> None:
    """Record today how far the actions of each plan have come: some are done, one waits for an
    agency, and in some families one is left undone.
    """
    for case in story.cases:
        actions = list(open_actions([case]))
        for action in actions[:-1]:
            _say(story, action, ProgressState.DONE, note="It has made the week easier.")
        for action in actions[-1:]:
            was_referred = vars(action)["latest_state"] == ProgressState.REFERRED
            if was_referred:
                _say(story, action, ProgressState.DONE, note="It has begun.")
            elif len(story.name_of(case)) % 3:
                agency = story.words.situation["service"][1]
                _say(story, action, ProgressState.REFERRED, agency=agency)


def _say(story: Story, action: PlanAction, state: str, **words: str) -> None:
    record_progress(
        version_id=action.version_id,
        number=action.number or 0,
        actor=story.worker,
        details=ProgressDetails(state=state, on=clock.today(), **words),
    )


def _let_manager_approve(story: Story, version_id: int) -> None:
    story.later(after(clock.today(), 1), 9.5, lambda: _approve(story, version_id))


def _approve(story: Story, version_id: int) -> None:
    version = PlanVersion.objects.get(pk=version_id)
    approve_plan(**_decided(story, version))


def _decided(story: Story, version: PlanVersion) -> dict[str, Any]:
    return {
        "version_id": version.pk,
        "actor": story.manager,
        "read_version": version.version,
        "confirmed": story.procedure.get("plan_approval_checks"),
        "comment": "It answers what the assessment found, and the family helped to write it.",
    }


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
        needs=_needs(story, child),
        services=_services(story),
        sections=_further(version),
        smart=Asked(version).smart,
        lead_professional=version.lead_professional,
        visit_place=story.words.record("visit_place"),
        contacts=story.words.record("contacts"),
        contingency=story.words.say("contingency", child),
        exit_plan="School and health go on with the family when the plan ends.",
        expected_end_on=clock.today() + EXPECTED_LENGTH,
    )


def _needs(story: Story, child: str) -> list[NeedDetails]:
    return [
        NeedDetails(
            area=story.words.situation["area"],
            need=story.words.say("child_need", child),
            outcome=story.words.say("outcomes", child),
            strategy=story.words.say("strategy", child),
        )
    ]


def _services(story: Story) -> list[ServiceDetails]:
    name, provider, availability, reason = story.words.situation["service"]
    area = story.words.situation["area"]
    return [
        ServiceDetails(
            area=area,
            name=name,
            provider=provider,
            availability=availability,
            scarce_reason=reason,
        )
    ]


def _further(version: PlanVersion) -> dict[str, str]:
    further = content("sayings")["plan"]
    return {each.code: further[each.code] for each in Asked(version).questions if not each.is_own}


def _changed(version: PlanVersion) -> PlanText:
    saved = rows_of(version)
    first, *others = saved["needs"]
    outcome = f"{first.outcome.removesuffix(_HOLIDAYS)}{_HOLIDAYS}"
    asked = Asked(version)
    return PlanText(
        **{name: getattr(version, name) for name in _KEPT},
        needs=[replace(first, outcome=outcome), *others],
        services=saved["services"],
        sections=version.sections,
        smart=version.smart,
        expected_end_on=_not_past(version.expected_end_on),
        visit_interval=version.visit_interval,
        review_interval=version.review_interval,
        talked_over_with=asked.talked_over_with,
    )


def _write_together(story: Story, versions: list[PlanVersion]) -> None:
    write_together(
        versions,
        worker=story.worker,
        carer=story.words.carer,
        area=story.words.situation["area"],
    )


_KEPT = [
    "strengths",
    "worries",
    "child_views",
    "family_views",
    "visit_place",
    "contacts",
    "contingency",
    "exit_plan",
    "longer_reason",
    "lead_professional",
]


def _not_past(day: date | None) -> date | None:
    return None if day is None else max(day, clock.today() + timedelta(days=28))


def _write(story: Story, version: PlanVersion, text: PlanText, on: date) -> PlanVersion:
    actions = [
        ActionDetails(
            what=what,
            owner=owner,
            owner_kind=kind,
            due_on=due_on,
            area=story.words.situation["area"],
        )
        for what, owner, kind, due_on in story.words.actions(on)
    ]
    return write_plan(
        version_id=version.pk,
        actor=story.worker,
        seen_version=version.version,
        text=text,
        actions=actions,
    )
