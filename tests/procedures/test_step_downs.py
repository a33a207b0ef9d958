"""What a step-down to early help lacks, worked out from facts."""

from dataclasses import replace
from datetime import date

import pytest

from cin.procedures.readiness import StepDownAsked, StepDownFacts, step_down_blockers

NOTHING = StepDownAsked(steps=(), professional_by="", panel="", form="", team_meeting=False)
ALL = StepDownAsked(
    steps=(
        "finding",
        "manager_first",
        "family_told",
        "neighbourhood_lead",
        "meeting",
        "team",
        "key_worker",
        "support",
    ),
    professional_by="before_meeting",
    panel="MASG",
    form="Referral to E-CAF/Early Help Form",
    team_meeting=True,
)
DONE = StepDownFacts(
    has_finding=True,
    manager_agreed_on=date(2026, 3, 2),
    family_met_on=date(2026, 3, 2),
    lead_spoken_on=date(2026, 3, 3),
    panel_decision="agreed",
    has_professional=True,
    professional_from=date(2026, 3, 9),
    family_approves=True,
    has_key_worker=True,
    met_on=date(2026, 3, 10),
    neighbourhood_invited=True,
    has_team=True,
    has_plan=True,
    has_team_meeting=True,
    has_support=True,
    form_completed=True,
)


def lacks(asked, facts):
    return [blocker.code.removeprefix("step-down-") for blocker in step_down_blockers(asked, facts)]


def test_an_authority_that_asks_nothing_gets_nothing():
    assert lacks(NOTHING, StepDownFacts()) == []


def test_a_whole_step_down_lacks_nothing():
    assert lacks(ALL, DONE) == []


def test_all_that_is_missing_is_said_at_once():
    assert lacks(ALL, StepDownFacts()) == [
        "finding",
        "manager",
        "family",
        "lead",
        "panel",
        "key_worker",
        "professional",
        "meeting",
        "team",
        "plan",
        "team_meeting",
        "support",
        "form",
    ]


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        pytest.param({"has_finding": False}, "finding", marks=pytest.mark.rule("ROC-174")),
        pytest.param(
            {"manager_agreed_on": date(2026, 3, 3)}, "manager", marks=pytest.mark.rule("ROC-175")
        ),
        pytest.param({"lead_spoken_on": None}, "lead", marks=pytest.mark.rule("ROC-71")),
        pytest.param({"lead_spoken_on": date(2026, 3, 11)}, "lead"),
        pytest.param({"panel_decision": ""}, "panel", marks=pytest.mark.rule("PET-85")),
        pytest.param({"panel_decision": "refused"}, "panel", marks=pytest.mark.rule("PET-85")),
        pytest.param({"has_key_worker": False}, "key_worker", marks=pytest.mark.rule("HIL-03")),
        pytest.param({"has_professional": False}, "professional"),
        pytest.param({"family_approves": None}, "professional"),
        pytest.param({"family_approves": False}, "professional"),
        pytest.param(
            {"professional_from": date(2026, 3, 10)},
            "professional",
            marks=pytest.mark.rule("ROC-179"),
        ),
        pytest.param({"professional_from": None}, "professional"),
        pytest.param(
            {"neighbourhood_invited": False}, "meeting", marks=pytest.mark.rule("ROC-178")
        ),
        pytest.param({"has_plan": False}, "plan", marks=pytest.mark.rule("ROC-180")),
        pytest.param({"has_team": False}, "team", marks=pytest.mark.rule("PET-55")),
        pytest.param({"has_team_meeting": False}, "team_meeting", marks=pytest.mark.rule("ROC-73")),
        pytest.param({"has_support": False}, "support", marks=pytest.mark.rule("BIR-68")),
        pytest.param({"form_completed": False}, "form", marks=pytest.mark.rule("ROC-74")),
    ],
)
def test_each_thing_is_waited_for(changed, code):
    assert lacks(ALL, replace(DONE, **changed)) == [code]


@pytest.mark.rule("HIL-98")
def test_at_the_meeting_a_lead_professional_of_the_same_day_is_in_time():
    asked = replace(ALL, professional_by="at_meeting")
    assert lacks(asked, replace(DONE, professional_from=DONE.met_on)) == []
    assert lacks(asked, replace(DONE, professional_from=date(2026, 3, 11))) == ["professional"]
