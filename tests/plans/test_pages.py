"""The pages about plans."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cin.audit.models import RecordView
from cin.procedures.book import preset
from plans.models import PlanState, PlanVersion
from plans.selectors import version_in_force
from plans.services import approve_plan, draft_plan, submit_plan
from tests.cases.browsing import open_page, send, sign_in, words
from tests.stories import (
    allocated,
    approved,
    assessing,
    build_house,
    met,
    plan_drafted,
    plan_submitted,
    supported,
)

pytestmark = pytest.mark.django_db
WHOLE = {
    "strengths": "She laughs a lot.",
    "worries": "Missed meals.",
    "child_views": "I like school.",
    "family_views": "We want help.",
    "needs-0-need": "To be at school.",
    "needs-0-outcome": "At school every day.",
    "services-0-name": "Breakfast club",
    "services-0-provider": "School",
    "smart": ["Specific", "Measurable", "Achievable", "Relevant", "Timely"],
    "section_lived_experience": "Alone in the mornings.",
    "section_first_wanted": "Help with mornings.",
    "section_afterwards": "Her aunt.",
    "exit_plan": "School goes on.",
    "contingency": "We meet at once.",
    "actions-0-what": "Walk to school",
    "actions-0-owner": "Mary",
    "actions-0-owner_kind": "family",
    "actions-0-due_on": "1 May 2026",
}
SMART = list(preset("bolton").get("smart_definition").values())


def at(name, number):
    return reverse(f"plans:{name}", args=[number])


def first_version(case):
    return PlanVersion.objects.get(case=case, number=1)


def drafted(house):
    return draft_plan(case_id=assessing(house).case_id, actor=house.sw)


def test_starting_a_plan_leads_to_writing_it(rochdale):
    case = assessing(rochdale).case
    assert "Start the" in words(open_page(rochdale.sw, at("draft_plan", case.pk)))
    answer = send(rochdale.sw, at("draft_plan", case.pk), {})
    assert answer.url == at("write_plan", first_version(case).pk)


def test_a_plan_started_twice_by_a_double_click_is_one(rochdale):
    case = assessing(rochdale).case
    token = str(uuid4())
    answers = [
        send(rochdale.sw, at("draft_plan", case.pk), {"submission": token}) for _ in range(2)
    ]
    assert answers[0].url == answers[1].url
    assert PlanVersion.objects.filter(case=case).count() == 1


def test_a_plan_too_early_is_a_409_page_with_the_reason(rochdale):
    answer = open_page(rochdale.sw, at("draft_plan", allocated(rochdale).pk))
    assert answer.status_code == 409
    assert "cannot be written while the case is allocated" in words(answer)


def test_the_writing_page_says_the_procedures_limits(bolton):
    page = words(open_page(bolton.sw, at("write_plan", drafted(bolton).pk)))
    assert "At most 6 weeks between visits (BOL-30" in page
    assert "At most 6 weeks between reviews" in page


def test_a_plan_is_saved_for_later_with_little_in_it(rochdale):
    version = drafted(rochdale)
    answers = {"worries": "Missed meals.", "version": version.version, "then": "later"}
    answer = send(rochdale.sw, at("write_plan", version.pk), answers)
    assert answer.status_code == 302
    assert first_version(version.case).worries == "Missed meals."
    assert first_version(version.case).state == PlanState.DRAFT


def test_a_whole_plan_is_written_and_submitted_at_once(rochdale):
    version = drafted(rochdale)
    answers = {**WHOLE, "version": version.version, "then": "finish"}
    answers |= {"visit_interval_amount": "3", "visit_interval_unit": "weeks"}
    answer = send(rochdale.sw, at("write_plan", version.pk), answers)
    assert answer.url == at("plan", version.pk)
    saved = first_version(version.case)
    assert saved.state == PlanState.SUBMITTED
    assert str(saved.visit_interval) == "3 weeks"
    assert saved.actions.get().owner == "Mary"


def test_what_a_submitted_plan_lacks_is_listed_and_nothing_typed_is_lost(rochdale):
    version = drafted(rochdale)
    answers = {"strengths": "She laughs a lot.", "version": version.version, "then": "finish"}
    answer = send(rochdale.sw, at("write_plan", version.pk), answers)
    page = words(answer)
    assert answer.status_code == 200
    assert "Before you can submit the plan" in page
    for missing in (
        "why the child is in need",
        "child's wishes and feelings",
        "at least one action",
    ):
        assert missing in page
    assert "She laughs a lot." in page
    assert first_version(version.case).strengths == ""


def test_visits_too_far_apart_are_refused_beside_the_box(bolton):
    version = drafted(bolton)
    answers = {**WHOLE, "version": version.version, "then": "later"}
    answers |= {"visit_interval_amount": "7", "visit_interval_unit": "weeks", "smart": SMART}
    page = send(bolton.sw, at("write_plan", version.pk), answers)
    assert "visit_interval" in page.context["form"].errors
    assert "can be at most 6 weeks apart" in words(page)
    assert "Missed meals." in words(page)


def test_two_people_writing_are_shown_both_texts(rochdale):
    version = drafted(rochdale)
    stale = {"worries": "What I wrote", "version": version.version, "then": "later"}
    theirs = {**WHOLE, "worries": "What they wrote", "version": version.version, "then": "later"}
    send(rochdale.sw2, at("write_plan", version.pk), theirs)
    page = send(rochdale.sw, at("write_plan", version.pk), stale)
    assert "What I wrote" in words(page)
    assert "What they wrote" in words(page)
    assert "Walk to school, Mary, by 1 May 2026" in words(page)
    again = {**stale, "version": page.context["form"]["version"].value()}
    assert send(rochdale.sw, at("write_plan", version.pk), again).status_code == 302
    assert first_version(version.case).worries == "What I wrote"


def test_adding_a_row_saves_nothing_and_keeps_what_was_typed(rochdale):
    version = drafted(rochdale)
    answers = {"worries": "Half a sentence", "actions-0-what": "Ring", "add_row": "actions"}
    page = send(rochdale.sw, at("write_plan", version.pk), answers)
    assert page.content.decode().count('-what"') >= 2
    assert "Half a sentence" in words(page)
    assert first_version(version.case).worries == ""


def test_a_submitted_plan_cannot_be_written(rochdale):
    version = plan_submitted(rochdale, assessing(rochdale).case)
    answer = open_page(rochdale.sw, at("write_plan", version.pk))
    assert answer.status_code == 409


def test_taking_a_plan_back_warns_of_the_approval_it_undoes(rochdale):
    version = first_version(approved(rochdale).case)
    approve_plan(version_id=version.pk, actor=rochdale.tm, read_version=version.version)
    page = open_page(rochdale.sw, at("take_back_plan", version.pk))
    assert "Taking it back undoes the approval" in words(page)
    send(rochdale.sw, at("take_back_plan", version.pk), {})
    assert first_version(version.case).state == PlanState.DRAFT


def test_a_plan_is_read_with_its_actions_and_the_reading_is_noted(bolton):
    version = version_in_force(supported(bolton))
    page = words(open_page(bolton.tm, at("plan", version.pk)))
    assert "Walk to school together" in page
    assert "In force" in page
    assert "It has not been sent to anybody yet." in page
    assert RecordView.objects.filter(
        viewer_id=bolton.tm.pk, case_id=version.case_id, page="plan"
    ).exists()


def test_the_plan_page_costs_the_same_for_ten_actions_as_for_one(bolton):
    version = version_in_force(supported(bolton))
    client = sign_in(bolton.sw)
    client.get(at("plan", version.pk))
    with CaptureQueriesContext(connection) as one:
        client.get(at("plan", version.pk))
    action = version.actions.get()
    for position in range(1, 10):
        action.pk, action.position = None, position
        action.save(force_insert=True)
    with CaptureQueriesContext(connection) as ten:
        client.get(at("plan", version.pk))
    assert len(one) == len(ten)


@pytest.mark.parametrize(
    ("name", "person"),
    [
        (name, person)
        for name in ("plan", "write_plan", "take_back_plan", "decide_plan", "circulate_plan")
        for person in ("sw3", "tm2", "admin")
    ],
)
def test_another_team_finds_no_plan(rochdale, name, person):
    version = plan_submitted(rochdale, assessing(rochdale).case)
    answer = open_page(getattr(rochdale, person), at(name, version.pk))
    assert answer.status_code == 404
    assert "O'Brien" not in words(answer)


@pytest.mark.parametrize("name", ["plan", "write_plan", "decide_plan", "circulate_plan"])
def test_another_authority_finds_no_plan(rochdale, bolton, name):
    version = plan_submitted(rochdale, assessing(rochdale).case)
    assert open_page(bolton.hos, at(name, version.pk)).status_code == 404


@pytest.mark.parametrize("name", ["draft_plan", "amend_plan"])
def test_another_team_starts_no_plan(rochdale, name):
    case = assessing(rochdale).case
    assert open_page(rochdale.sw3, at(name, case.pk)).status_code == 404


def test_the_manager_reads_the_whole_plan_and_approves_it(rochdale):
    version = first_version(approved(rochdale).case)
    page = open_page(rochdale.tm, at("decide_plan", version.pk))
    assert "Missed meals and missed school." in words(page)
    assert "Approve it" in words(page)
    answers = {"decision": "agree", "version": version.version, "comment": "Good"}
    send(rochdale.tm, at("decide_plan", version.pk), answers)
    assert first_version(version.case).state == PlanState.APPROVED


@pytest.mark.rule("HIL-93")
def test_the_manager_signs_off_what_the_meeting_agreed(hillingdon):
    case = approved(hillingdon).case
    version = plan_submitted(hillingdon, case)
    met(hillingdon, case)
    page = open_page(hillingdon.tm, at("decide_plan", version.pk))
    assert "Sign it off" in words(page)
    answers = {"decision": "agree", "version": page.context["form"]["version"].value()}
    send(hillingdon.tm, at("decide_plan", version.pk), answers)
    assert version_in_force(case) == version


@pytest.mark.parametrize(
    ("slug", "reason"),
    [
        ("hillingdon", "agreed at the initial meeting first"),
        ("bolton", "No manager's approval is needed"),
    ],
)
def test_where_there_is_nothing_to_decide_the_page_says_why(db, slug, reason):
    house = build_house(slug)
    version = plan_submitted(house, approved(house).case)
    answer = open_page(house.tm, at("decide_plan", version.pk))
    assert answer.status_code == 409
    assert reason in words(answer)
    assert reason in words(open_page(house.sw, at("plan", version.pk)))


def test_a_social_worker_is_told_why_they_do_not_decide(rochdale):
    version = first_version(approved(rochdale).case)
    answer = open_page(rochdale.sw2, at("decide_plan", version.pk))
    assert answer.status_code == 403
    assert "Only a manager can do this" in words(answer)


def test_a_plan_returned_without_a_comment_is_asked_for_one(rochdale):
    version = first_version(approved(rochdale).case)
    answers = {"decision": "return", "version": version.version, "comment": ""}
    page = send(rochdale.tm, at("decide_plan", version.pk), answers)
    assert "Say what needs to change" in words(page)
    send(rochdale.tm, at("decide_plan", version.pk), {**answers, "comment": "Name the school"})
    returned = first_version(version.case)
    assert returned.state == PlanState.DRAFT
    assert "Name the school" in words(open_page(rochdale.sw, at("write_plan", version.pk)))


def test_a_plan_that_changed_since_it_was_read_is_not_approved(rochdale):
    version = first_version(approved(rochdale).case)
    answers = {"decision": "agree", "version": version.version - 1}
    page = send(rochdale.tm, at("decide_plan", version.pk), answers)
    assert "changed after you opened it" in words(page)
    assert first_version(version.case).state == PlanState.SUBMITTED


def test_changing_a_plan_says_who_must_agree(birmingham, bolton):
    page = words(open_page(birmingham.sw, at("amend_plan", supported(birmingham).pk)))
    assert "A manager approves it." in page
    case = supported(bolton)
    page = words(open_page(bolton.sw, at("amend_plan", case.pk)))
    assert "It is in force as soon as you submit it." in page
    answer = send(bolton.sw, at("amend_plan", case.pk), {"kind": "minor"})
    newest = PlanVersion.objects.filter(case=case).first()
    assert answer.url == at("write_plan", newest.pk)
    assert "already being written" in words(open_page(bolton.sw, at("amend_plan", case.pk)))


def test_nothing_to_change_is_a_409_page(rochdale):
    answer = open_page(rochdale.sw, at("amend_plan", assessing(rochdale).case_id))
    assert answer.status_code == 409


def test_a_sending_is_recorded_and_shown_on_the_plan(bolton):
    version = version_in_force(supported(bolton))
    answers = {"sent_on": "18/3/2026", "recipients": "Mary O'Brien\nSt Mary's School"}
    send(bolton.sw, at("circulate_plan", version.pk), answers)
    page = words(open_page(bolton.sw, at("plan", version.pk)))
    assert "St Mary's School" in page
    assert "Wednesday 18 March 2026" in page


def test_a_sending_in_the_future_is_refused_and_the_names_are_kept(bolton):
    version = version_in_force(supported(bolton))
    answers = {"sent_on": "19/3/2026", "recipients": "Mary O'Brien"}
    page = send(bolton.sw, at("circulate_plan", version.pk), answers)
    assert "cannot be in the future" in words(page)
    assert "Mary O'Brien" in page.context["form"]["recipients"].value()


def test_a_draft_is_not_sent_out(rochdale):
    version = plan_drafted(rochdale, assessing(rochdale).case)
    assert open_page(rochdale.sw, at("circulate_plan", version.pk)).status_code == 409
    submit_plan(version_id=version.pk, actor=rochdale.sw)
    assert "sent out once it has been agreed" in words(
        open_page(rochdale.sw, at("circulate_plan", version.pk))
    )
