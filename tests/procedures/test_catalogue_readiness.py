"""Rules of the five procedures that a record must keep before it can be finished."""

import pytest

from cin.procedures.book import preset
from cin.procedures.readiness import (
    AssessmentFacts,
    Blocker,
    ChildAtMeeting,
    ChildSeen,
    ClosureFacts,
    assessment_blockers,
    chair_blockers,
    closing_summary_blockers,
    closure_blockers,
    meeting_blockers,
    plan_blockers,
    visit_blockers,
)

PLAN = {
    "worries": "Missed school",
    "child_views": "I like school",
    "family_views": "We want help",
    "outcomes": "In school every day",
    "contingency": "The worker calls a meeting",
}
DECIDED_BY_AN_EVENT = ["cp_plan", "cared_for", "left_england_wales", "child_died"]


def codes(blockers: list[Blocker]) -> list[str]:
    return [blocker.code for blocker in blockers]


def lacking(*, without: str = "", loose: tuple[str, ...] = ()) -> list[str]:
    """What a plan lacks, whole but for one text or for some loose actions."""
    texts = {name: "" if name == without else text for name, text in PLAN.items()}
    found = plan_blockers(texts=texts, actions=1, loose_actions=loose, lacks_visit_interval=False)
    return codes(found)


@pytest.mark.rule("PET-20", "HIL-74", "ROC-130")
def test_a_plan_waits_for_somebody_to_do_each_action_and_a_date():
    assert lacking() == []
    assert lacking(loose=("Ring the school",)) == ["actions"]


@pytest.mark.rule("PET-22", "BOL-24", "HIL-78")
def test_a_plan_waits_for_what_will_be_different_for_the_child():
    assert lacking(without="outcomes") == ["outcomes"]


@pytest.mark.rule("PET-24", "BOL-26", "HIL-80")
def test_a_plan_waits_for_what_happens_if_things_do_not_improve():
    assert lacking(without="contingency") == ["contingency"]


@pytest.mark.rule("BIR-09")
def test_a_plan_waits_for_the_childs_wishes_and_feelings():
    assert lacking(without="child_views") == ["child_views"]


@pytest.mark.rule("BIR-14")
def test_a_plan_waits_for_the_familys_views():
    assert lacking(without="family_views") == ["family_views"]


def review(
    *, invited: int = 1, progress: str = "Better", attended_by_child: bool = True, **child: object
) -> list[str]:
    """What the record of a review lacks, whole but for what is said otherwise."""
    answers: dict[str, object] = {
        "name": "Amina",
        "attended": attended_by_child,
        "absence_reason": "",
        "views": "I like school",
        "plan_agreed": None,
        "outcome": "continue_cin",
        "outcome_reason": "There is more to do",
        "has_next_date": True,
        **child,
    }
    found = meeting_blockers(
        kind="review",
        discussion="Everything",
        progress=progress,
        attended=invited,
        children=[ChildAtMeeting(**answers)],
    )
    return codes(found)


@pytest.mark.rule("PET-51", "BOL-53", "HIL-87", "HIL-99", "HIL-106", "BIR-69")
def test_a_review_after_which_the_plan_goes_on_waits_for_the_date_of_the_next():
    assert review() == []
    assert review(has_next_date=False) == ["next_meeting_on"]
    assert review(has_next_date=False, outcome="no_longer_cin") == []


@pytest.mark.rule("HIL-31")
def test_a_review_waits_for_what_has_changed_since_the_last_meeting():
    assert review(progress=" ") == ["progress"]


@pytest.mark.rule("PET-86")
def test_the_record_of_a_meeting_waits_for_who_was_invited_and_who_came():
    assert review(invited=0) == ["attendance"]


@pytest.mark.rule("BIR-47")
def test_a_meeting_without_the_child_waits_for_the_reason_and_always_for_the_childs_views():
    assert review(views="") == ["views"]
    assert review(attended_by_child=False) == ["absence_reason"]
    assert review(attended_by_child=False, absence_reason="At school") == []


@pytest.mark.parametrize(
    ("slug", "usual", "another"),
    [
        pytest.param(
            "peterborough", "line_manager", "social_worker", marks=pytest.mark.rule("PET-11")
        ),
        pytest.param("bolton", "line_manager", "social_worker", marks=pytest.mark.rule("BOL-15")),
        pytest.param(
            "hillingdon", "line_manager", "social_worker", marks=pytest.mark.rule("HIL-59")
        ),
        pytest.param(
            "birmingham", "social_worker", "team_manager", marks=pytest.mark.rule("BIR-28")
        ),
    ],
)
def test_the_first_meeting_has_its_usual_chair_and_anybody_else_a_reason(slug, usual, another):
    def asked(role: str, *, has_reason: bool) -> list[str]:
        found = chair_blockers(
            preset(slug), kind="initial", number=1, chair_role=role, has_reason=has_reason
        )
        return codes(found)

    assert asked(usual, has_reason=False) == []
    assert asked(another, has_reason=False) == ["chair_reason"]
    assert asked(another, has_reason=True) == []


def visit(age: int, slug: str, **child: object) -> list[str]:
    """What the record of a visit to a child of an age lacks."""
    answers: dict[str, object] = {
        "name": "Amina",
        "age": age,
        "seen": True,
        "seen_alone": False,
        "not_seen_reason": "",
        "not_alone_reason": "",
        "voice": "I like school",
        **child,
    }
    found = visit_blockers(
        account="We talked",
        concern_answered=True,
        children=[ChildSeen(**answers)],
        alone_from_age=preset(slug).get("seen_alone_min_age"),
    )
    return codes(found)


@pytest.mark.rule("ROC-92")
def test_in_rochdale_only_a_child_over_three_is_expected_to_be_seen_alone():
    assert visit(3, "rochdale") == []
    assert visit(4, "rochdale") == ["not_alone_reason"]


@pytest.mark.rule("ROC-91", "HIL-50")
@pytest.mark.parametrize("slug", ["rochdale", "hillingdon"])
def test_a_visit_waits_for_whether_the_child_was_seen_alone_and_for_the_childs_voice(slug):
    assert visit(9, slug, seen_alone=None) == ["seen_alone"]
    assert visit(9, slug, seen_alone=True, voice=" ") == ["voice"]


@pytest.mark.rule("ROC-07")
def test_an_assessment_that_recommends_a_plan_waits_for_the_ground():
    def lacks(outcome: str) -> list[str]:
        facts = AssessmentFacts(
            outcome=outcome,
            factors=["16A"],
            has_reason=True,
            has_initiation_reason=True,
        )
        return codes(assessment_blockers(facts))

    assert lacks("cin_plan") == ["s17_ground"]
    assert lacks("no_further_action") == []


@pytest.mark.rule("BIR-11", "BIR-12")
def test_birminghams_assessment_waits_for_lived_experience_and_past_trauma():
    hints = {
        each["title"]: each["hint"] for each in preset("birmingham").get("assessment_sections")
    }
    assert "past trauma" in hints["Reason for the assessment"]
    assert "lived experience" in hints["The child"]
    facts = AssessmentFacts(
        unwritten=[*hints][:2],
        outcome="cin_plan",
        factors=["16A"],
        has_ground=True,
        has_reason=True,
        has_initiation_reason=True,
    )
    assert codes(assessment_blockers(facts)) == ["sections", "sections"]


@pytest.mark.parametrize(
    ("factors", "outcome", "expected"),
    [
        ([], "no_further_action", ["factors"]),
        (["21", "16A"], "no_further_action", ["factors"]),
        (["21"], "cin_plan", ["factors"]),
        (["21"], "no_further_action", []),
        (["4B", "16A"], "cin_plan", []),
    ],
)
def test_no_factors_stands_alone_and_with_no_further_action(factors, outcome, expected):
    facts = AssessmentFacts(
        factors=factors,
        outcome=outcome,
        has_ground=True,
        has_reason=True,
        has_initiation_reason=True,
    )
    assert codes(assessment_blockers(facts)) == expected


@pytest.mark.rule("PET-99", "HIL-100", "BIR-96", "PET-87", "ROC-70")
def test_closing_waits_for_a_summary_and_for_everybodys_views():
    found = closing_summary_blockers(
        reason="no_longer_in_need", summary=" ", views=["", "", ""], next_steps="The school nurse"
    )
    assert codes(found) == ["summary", "child_views", "family_views", "agency_views"]


def ending(reason: str, *, is_recommended: bool = False) -> list[str]:
    facts = ClosureFacts(
        reason=reason,
        rule_prefix="ROC",
        is_supported=True,
        is_recommended=is_recommended,
        unfinished_visits=0,
        unfinished_meetings=0,
        unfinished_assessments=0,
    )
    return codes(closure_blockers(facts))


@pytest.mark.rule("PET-58", "ROC-165")
def test_a_child_is_no_longer_in_need_once_a_review_has_said_so():
    assert ending("no_longer_in_need") == ["recommendation"]
    assert ending("no_longer_in_need", is_recommended=True) == []


@pytest.mark.rule("ROC-166", "ROC-167", "ROC-171", "ROC-173")
@pytest.mark.parametrize("reason", DECIDED_BY_AN_EVENT)
def test_an_ending_that_an_event_decides_is_offered_and_waits_for_no_review(reason):
    assert reason in preset("rochdale").get("cease_reasons")
    assert ending(reason) == []
