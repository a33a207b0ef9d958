"""Taking a family to early help: each step, who takes it, and the form that goes with it."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from cases.models import Case
from cin.audit.models import AuditEvent, RecordView
from cin.core import clock
from cin.core.errors import BadInput, ChangedMeanwhile, NotPermitted, NotReady, StepNotAllowed
from closures.models import StepDown
from closures.services import (
    EndOfPlan,
    complete_step_down_form,
    write_end_of_plan,
    write_step_down,
)
from tests.cases.browsing import open_page, send, words
from tests.closures.test_closing import approve, codes, decline, propose, ready
from tests.endings import (
    FINDING,
    MEETING,
    PANEL,
    agreed_by,
    consulted,
    seen,
    stepped_part,
    stepping_down,
)
from tests.stories import agreed, approved, build_house, supported

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 18)
TEAM = {
    "team_met_on": TODAY,
    "team_met_chair": "SW of Rochdale",
    "team_met_note": "All came.",
    "minutes_sent_on": TODAY,
    "minutes_sent_by": "Sam Ellis",
}


@pytest.fixture
def peterborough(db):
    """Peterborough: a panel decides on every step-down."""
    return build_house("peterborough")


def to_early_help(house, destination):
    """Bring a case as far as its step-down, with the family's agreement and everybody's view."""
    case = ready(house)
    agreed(house, case, "early_help")
    consulted(house, case)
    return case, {"destination": destination, "is_ready": False}


@pytest.mark.rule("ROC-71", "ROC-72", "ROC-74", "ROC-75", "ROC-174", "ROC-175", "ROC-177")
@pytest.mark.rule("ROC-178", "ROC-179", "ROC-180", "ROC-181", "ROC-182")
def test_rochdale_is_proposed_for_early_help_once_the_whole_way_is_gone(rochdale):
    case, how = to_early_help(rochdale, "eha_taf")
    with pytest.raises(NotReady) as refused:
        propose(rochdale, case, **how)
    assert {code.removeprefix("step-down-") for code in codes(refused)} == {
        "finding",
        "manager",
        "family",
        "lead",
        "professional",
        "meeting",
        "plan",
        "team_meeting",
        "form",
    }
    stepping_down(rochdale, case)
    closure = propose(rochdale, case, **how)
    page = words(open_page(rochdale.tm, reverse("closures:closure", args=[closure.pk])))
    assert "Sam Ellis" in page
    assert "First team meeting" in page
    assert "1 April 2026" in page


@pytest.mark.rule("PET-85", "PET-84", "PET-68", "PET-112", "PET-55", "PET-59")
@pytest.mark.parametrize("start", ["plan", "assessment"])
def test_peterborough_waits_for_masg_whether_the_case_comes_from_a_plan_or_an_assessment(
    peterborough, start
):
    if start == "plan":
        case, ending = ready(peterborough), {"reason": "step_down_early_help"}
    else:
        case, ending = approved(peterborough, "early_help").case, {"reason": "early_help"}
    agreed(peterborough, case, "early_help")
    consulted(peterborough, case)
    ending |= {"destination": "caf_tac", "is_ready": False}
    with pytest.raises(NotReady, match="MASG decides on the step-down") as refused:
        propose(peterborough, case, **ending)
    assert {"step-down-team", "step-down-team_meeting", "step-down-family"} <= set(codes(refused))
    assert "step-down-professional" in codes(refused)
    stepping_down(peterborough, case)
    days = {"panel_referred_on": TODAY, "panel_decided_on": TODAY}
    refusing = {**PANEL, **days, "panel_decision": "refused", "panel_note": "Not yet."}
    stepped_part(peterborough, case, "panel", **refusing)
    with pytest.raises(NotReady, match="MASG did not agree"):
        propose(peterborough, case, **ending)
    stepped_part(peterborough, case, "panel", **PANEL, **days)
    page = words(open_page(peterborough.tm, reverse("closures:step_down", args=[case.pk])))
    assert "MASG Sent on 18 March 2026 Decision Agreed on 18 March 2026" in page
    assert "The new lead professional Name Sam Ellis" in page
    assert propose(peterborough, case, **ending).pk


@pytest.mark.rule("HIL-02", "HIL-03", "HIL-98")
def test_hillingdon_asks_for_a_lead_professional_and_a_key_worker_until_a_day(hillingdon):
    case, how = to_early_help(hillingdon, "early_help_panel")
    with pytest.raises(NotReady) as refused:
        propose(hillingdon, case, **how)
    assert codes(refused) == ["step-down-key_worker", "step-down-professional"]
    stepping_down(hillingdon, case)
    assert propose(hillingdon, case, **how).pk


def test_birmingham_asks_which_support_the_final_meeting_arranged(birmingham):
    case, how = to_early_help(birmingham, "early_help")
    with pytest.raises(NotReady) as refused:
        propose(birmingham, case, **how)
    assert codes(refused) == ["step-down-support"]
    end = EndOfPlan(support_arranged="The school.", next_step="early_help")
    write_end_of_plan(case_id=case.pk, actor=birmingham.sw, seen_version=seen(case), end=end)
    assert propose(birmingham, case, **how).pk


@pytest.mark.rule("ROC-175")
def test_only_a_manager_agrees_to_a_step_down(rochdale):
    case = supported(rochdale)
    with pytest.raises(NotPermitted):
        agreed_by(rochdale.sw, case)
    with pytest.raises(BadInput):
        agreed_by(rochdale.tm, case, agreed_on=TODAY + timedelta(days=1))
    address = reverse("closures:agree_step_down", args=[case.pk])
    assert open_page(rochdale.sw, address).status_code == 403
    send(rochdale.tm, address, {"agreed_on": "18/3/2026", "note": "Yes", "version": "1"})
    assert StepDown.objects.get().manager_agreed_by == rochdale.tm
    assert AuditEvent.objects.filter(action="closures.agree_step_down").count() == 1


@pytest.mark.parametrize(
    ("part", "answers", "field"),
    [
        ("family", {"family_met_on": TODAY + timedelta(days=1)}, "family_met_on"),
        ("panel", {"panel_decision": "agreed"}, "panel_decided_on"),
        (
            "panel",
            {
                "panel_decision": "refused",
                "panel_decided_on": TODAY,
                "panel_referred_on": TODAY,
            },
            "panel_note",
        ),
        (
            "panel",
            {"panel_decision": "agreed", "panel_decided_on": TODAY},
            "panel_referred_on",
        ),
        (
            "panel",
            {"panel_referred_on": TODAY, "panel_decided_on": TODAY - timedelta(days=1)},
            "panel_decided_on",
        ),
        (
            "meeting",
            {**MEETING, "met_on": TODAY, "team_meets_at": clock.now() - timedelta(days=4000)},
            "team_meets_at",
        ),
    ],
)
def test_days_that_cannot_be_are_refused_beside_their_boxes(rochdale, part, answers, field):
    case = supported(rochdale)
    empty = {"panel_note": "", "panel_decision": "", "family_told": "Told."}
    days = dict.fromkeys(["panel_referred_on", "panel_decided_on", "family_met_on"])
    with pytest.raises(BadInput) as refused:
        stepped_part(rochdale, case, part, **{**empty, **days, **answers})
    assert refused.value.field == field
    assert not StepDown.objects.exists()


def test_two_people_writing_one_part_do_not_overwrite_each_other(rochdale):
    case = supported(rochdale)
    stepped_part(rochdale, case, "finding", **FINDING)
    stepped_part(rochdale, case, "finding", **FINDING)
    with pytest.raises(ChangedMeanwhile):
        write_step_down(
            case_id=case.pk, actor=rochdale.sw2, part="finding", seen_version=1, answers=FINDING
        )


@pytest.mark.rule("ROC-183", "ROC-184", "ROC-72")
def test_the_first_team_meeting_is_written_down_after_closing_and_nothing_else(rochdale):
    case, how = to_early_help(rochdale, "eha_taf")
    stepping_down(rochdale, case)
    approve(rochdale, propose(rochdale, case, **how))
    with pytest.raises(StepNotAllowed):
        stepped_part(rochdale, case, "finding", **FINDING)
    address = reverse("closures:write_step_down", args=[case.pk, "team"])
    shown = open_page(rochdale.sw, address)
    assert shown.context["form"]["team_met_chair"].value() == "SW of Rochdale"
    stepped_part(rochdale, case, "team", **TEAM)
    page = words(open_page(rochdale.sw, reverse("closures:step_down", args=[case.pk])))
    assert "Minutes sent out 18 March 2026, by Sam Ellis" in page
    closed = reverse("closures:write_step_down", args=[case.pk, "finding"])
    assert open_page(rochdale.sw, closed).status_code == 409


@pytest.mark.rule("ROC-74", "ROC-182")
def test_the_referral_form_is_filled_in_from_the_record(rochdale):
    case = supported(rochdale)
    with pytest.raises(BadInput):
        complete_step_down_form(case_id=case.pk, actor=rochdale.sw)
    stepping_down(rochdale, case)
    page = words(
        open_page(rochdale.sw, reverse("closures:complete_step_down_form", args=[case.pk]))
    )
    assert "Referral to E-CAF/Early Help Form" in page
    for told in (str(case.child), "Early help is enough now.", "Sam Ellis", "Breakfast club"):
        assert told in page
    printed = open_page(rochdale.sw, reverse("closures:print_step_down_form", args=[case.pk]))
    assert printed.content.startswith(b"%PDF")
    assert RecordView.objects.filter(page="step_down_form, printed", case_id=case.pk).exists()
    assert (
        open_page(
            rochdale.sw3, reverse("closures:print_step_down_form", args=[case.pk])
        ).status_code
        == 404
    )


def test_each_part_has_a_page_that_keeps_what_is_written(rochdale):
    case = supported(rochdale)
    stepping_down(rochdale, case)
    for part in ("finding", "family", "lead", "panel", "professional", "meeting"):
        address = reverse("closures:write_step_down", args=[case.pk, part])
        assert open_page(rochdale.sw, address).status_code == 200
        assert open_page(rochdale.sw3, address).status_code == 404
    address = reverse("closures:write_step_down", args=[case.pk, "family"])
    version = open_page(rochdale.sw, address).context["form"]["version"].value()
    answers = {"version": version, "family_met_on": "", "family_told": "They are glad."}
    assert "Enter the date of the talk" in words(send(rochdale.sw, address, answers))
    send(rochdale.sw, address, {**answers, "family_met_on": "17/3/2026"})
    assert StepDown.objects.get().family_told == "They are glad."
    assert open_page(rochdale.sw, address.replace("family", "nothing")).status_code == 404


@pytest.mark.rule("ROC-73")
def test_the_first_team_meeting_stands_on_the_case_summary_and_in_the_closing_record(rochdale):
    case, how = to_early_help(rochdale, "eha_taf")
    stepping_down(rochdale, case)
    closure = propose(rochdale, case, **how)
    approve(rochdale, closure)
    for page in (
        reverse("desk:case_summary", args=[case.pk]),
        reverse("closures:closure", args=[closure.pk]),
    ):
        assert "1 April 2026 at 10am, At school" in words(open_page(rochdale.sw, page))
    case_page = words(open_page(rochdale.sw, reverse("desk:case", args=[case.pk])))
    assert "What follows the closing: letters, the first team meeting" in case_page


def test_after_a_refusal_the_step_down_is_not_typed_again_but_decided_anew(rochdale):
    case, how = to_early_help(rochdale, "eha_taf")
    stepping_down(rochdale, case)
    decline(rochdale, propose(rochdale, case, **how))
    stepped_part(rochdale, case, "finding", **FINDING)
    found = StepDown.objects.latest("pk")
    assert found.professional_name == "Sam Ellis"
    assert (found.manager_agreed_by, found.panel_decision, found.form_completed_on) == (
        None,
        "",
        None,
    )


def test_a_case_is_found_again_with_its_step_down_as_it_was(rochdale):
    case = supported(rochdale)
    stepping_down(rochdale, case)
    page = words(open_page(rochdale.sw, reverse("closures:step_down", args=[case.pk])))
    assert "The new lead professional" in page
    assert Case.objects.get(pk=case.pk).state == "cin_active"
