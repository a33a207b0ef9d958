"""The next step that a review recommends where a child's plan ends, and who leads from then on."""

from datetime import date

import pytest

from cin.core.errors import BadInput, NotReady
from cin.policy.models import ProcedureVersion
from meetings.models import Meeting
from meetings.selectors.recommending import recommended_ending
from meetings.services import finish_meeting_record
from tests.cases.browsing import open_page, send, words
from tests.meetings.test_pages import about, at, review
from tests.stories import held, met, supported

pytestmark = pytest.mark.django_db
PROMPTS = {f"prompt-{number}": "Talked through." for number in range(1, 9)}
ENDS = {"outcome": "no_longer_cin", "next_meeting_on": None}
NAMED = {"next_step": "named_lead", "lead_professional": "Niamh D'Souza", "lead_agency": "Belmore"}


def missing_from(house, **answers):
    meeting = held(house, supported(house), kind="review", **ENDS, **answers)
    with pytest.raises(NotReady) as refused:
        finish_meeting_record(meeting_id=meeting.pk, actor=house.sw)
    return [(blocker.code, blocker.message) for blocker in refused.value.blockers]


def field(case, name):
    return f"child-{case.pk}-{name}"


@pytest.mark.rule("HIL-105")
def test_the_record_of_a_review_that_ends_the_plan_waits_for_the_next_step(hillingdon):
    ((code, message),) = missing_from(hillingdon, next_step="")
    assert code == "next_step"
    assert message.startswith("Choose the next step that is recommended for Amina")


@pytest.mark.rule("HIL-105")
def test_a_lead_professional_who_is_recommended_is_named(hillingdon):
    ((code, message),) = missing_from(hillingdon, next_step="named_lead", lead_professional=" ")
    assert code == "lead_professional"
    assert message.startswith("Name the lead professional for Amina")


def test_a_step_of_another_procedure_is_refused(hillingdon):
    case = supported(hillingdon)
    with pytest.raises(BadInput, match="Select the next step from the list"):
        held(hillingdon, case, kind="review", **ENDS, next_step="multi_agency_plan")


def test_no_step_is_recommended_where_the_plan_goes_on(hillingdon):
    case = supported(hillingdon)
    with pytest.raises(BadInput, match="Select the next step from the list"):
        held(hillingdon, case, kind="review", next_step="early_help")


@pytest.mark.rule("HIL-105")
def test_the_page_asks_for_the_step_and_loses_nothing_that_was_typed(hillingdon):
    case = supported(hillingdon)
    address = at("hold_meeting", case.pk, "review")
    said = {**ENDS, "outcome_reason": "All is reached.", "next_meeting_on": ""}
    whole = review(case, **PROMPTS, disagreements="None.", **about(case, **said, **NAMED))
    lacking = {**whole, field(case, "lead_professional"): ""}
    page = send(hillingdon.sw, address, lacking)
    assert list(page.context["form"].errors) == [field(case, "lead_professional")]
    assert page.context["form"][field(case, "lead_agency")].value() == "Belmore"
    assert not Meeting.objects.filter(kind="review").exists()
    send(hillingdon.sw, address, {**lacking, "then": "later"})
    meeting = Meeting.objects.get(kind="review")
    assert meeting.state == "held"
    assert meeting.children.get().lead_agency == "Belmore"
    send(hillingdon.sw, at("edit_meeting", meeting.pk), {**whole, "version": meeting.version})
    shown = words(open_page(hillingdon.sw, at("meeting", meeting.pk)))
    assert "Next step recommended A lead professional, who is named" in shown
    assert "Lead professional from then on Niamh D'Souza, Belmore" in shown


def test_another_outcome_lets_go_of_the_step(hillingdon):
    case = supported(hillingdon)
    said = about(case, outcome="continue_cin", outcome_reason="More to do.", **NAMED)
    answers = review(case, **PROMPTS, disagreements="None.", next_meeting_time="4pm", **said)
    send(hillingdon.sw, at("hold_meeting", case.pk, "review"), answers)
    part = Meeting.objects.get(kind="review").children.get()
    assert (part.outcome, part.next_step, part.lead_professional) == ("continue_cin", "", "")


def test_elsewhere_no_step_is_asked_for(bolton):
    case = supported(bolton)
    page = open_page(bolton.sw, at("hold_meeting", case.pk, "review"))
    assert field(case, "next_step") not in page.context["form"].fields
    assert met(bolton, case, kind="review", **ENDS).state == "recorded"


def test_where_several_outcomes_end_a_plan_the_question_stands_once_below_them(peterborough):
    ProcedureVersion.objects.create(
        authority=peterborough.authority,
        number=2,
        preset="peterborough",
        effective_from=date(2026, 1, 1),
        departures={
            "meeting_record_asks": ["next_step"],
            "review_sub_outcomes": {
                "no_longer_cin": ["single_agency"],
                "step_down_tac": ["step_down_tac"],
            },
        },
    )
    case = supported(peterborough)
    form = open_page(peterborough.sw, at("hold_meeting", case.pk, "review")).context["form"]
    asked = form.fields[field(case, "next_step")]
    assert [code for code, _ in asked.choices] == ["single_agency", "step_down_tac"]
    (shared,) = form[field(case, "outcome")].shared
    assert shared.values == ("no_longer_cin", "step_down_tac")


@pytest.mark.rule("HIL-105")
def test_a_later_review_that_goes_on_overtakes_what_was_recommended(hillingdon):
    case = supported(hillingdon)
    met(hillingdon, case, kind="review", **ENDS, **NAMED)
    assert recommended_ending(case).lead_professional == "Niamh D'Souza"
    met(hillingdon, case, kind="review")
    assert recommended_ending(case) is None
