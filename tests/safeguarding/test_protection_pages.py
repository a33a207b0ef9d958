"""The pages of strategy discussions and section 47 enquiries."""

from uuid import uuid4

import pytest
from django.urls import reverse

from alerts.models import Deadline
from alerts.selectors.due import due_on_case
from alerts.services.deadlines import recompute
from cases.services.referrals import ChildDetails, add_sibling
from cin.audit.models import RecordView
from cin.core import clock
from desk.selectors.decisions import waiting_for
from safeguarding.models import Concern, Enquiry, EnquiryState, StrategyDiscussion, StrategyState
from safeguarding.services import complete_enquiry
from tests.cases.browsing import open_page, queries_to_open, send, words
from tests.safeguarding.telling import called, discussed, enquired, submitted_enquiry, written_in
from tests.stories import allocated, build_house, moment, supported

pytestmark = pytest.mark.django_db
HELD = {"held_at_date": "18/3/2026", "held_at_time": "09:30"}
DISCUSSION = {
    **HELD,
    "kind": "meeting",
    "chair_name": "Ade O'Bello",
    "agencies-0-agency": "police",
    "agencies-0-name": "DS Webb",
    "agencies-0-took_part": "came",
    "shared": "The school saw bruises.",
    "interim_safety": "She sleeps at her grandmother's.",
    "actions-0-what": "Medical",
    "actions-0-who": "Dr Rao",
    "actions-0-due_on": "20/3/2026",
}


@pytest.fixture
def case(rochdale):
    """A case that the first social worker carries."""
    return allocated(rochdale)


def decided(case, decision="no_enquiry"):
    return {
        f"child-{case.pk}-decision": decision,
        f"child-{case.pk}-decision_reason": "What the school saw.",
    }


def address(name, *numbers):
    return reverse(f"safeguarding:{name}", args=numbers)


def test_a_discussion_is_recorded_and_finished_on_one_page(rochdale, case):
    called(rochdale, case, "A bruise on her arm.")
    page = address("hold_strategy", case.pk)
    shown = words(open_page(rochdale.sw, page))
    assert "A bruise on her arm." in shown
    assert "Greater Manchester safeguarding procedures" in shown
    token = str(uuid4())
    sent = {**DISCUSSION, **decided(case), "submission": token, "then": "finish"}
    answers = [send(rochdale.sw, page, sent) for _ in "ab"]
    found = StrategyDiscussion.objects.get()
    assert {answer.url for answer in answers} == {address("strategy", found.pk)}
    assert found.state == StrategyState.RECORDED
    read = words(open_page(rochdale.sw, answers[0].url))
    for text in ("Ade O'Bello", "Police, DS Webb", "Medical", "No section 47 enquiry"):
        assert text in read
    assert RecordView.objects.filter(case_id=case.pk, page="strategy discussion").exists()


def test_it_is_saved_unfinished_and_what_is_missing_is_said_beside_the_boxes(rochdale, case):
    called(rochdale, case)
    few = {**HELD, "kind": "discussion", "chair_name": "Ade Bello"}
    saved = send(rochdale.sw, address("hold_strategy", case.pk), {**few, "then": "later"})
    found = StrategyDiscussion.objects.get()
    assert saved.url == address("strategy", found.pk)
    edit = address("edit_strategy", found.pk)
    assert "Ade Bello" in open_page(rochdale.sw, edit).content.decode()
    page = words(send(rochdale.sw, edit, {**few, "version": "1", "then": "finish"}))
    assert "Write what the agencies shared" in page
    assert "Select what was decided about" in page
    assert StrategyDiscussion.objects.get().version == 1


def test_a_brother_is_part_of_it_when_that_is_ticked(rochdale, case):
    child = ChildDetails(given_names="Sean", family_name="Ahmed", born_on=clock.today())
    brother = add_sibling(actor=rochdale.sw, case_id=case.pk, child=child)
    called(rochdale, case)
    sent = {**DISCUSSION, **decided(case), **decided(brother), "then": "later"}
    page = address("hold_strategy", case.pk)
    assert "It was about Sean Ahmed too" in words(open_page(rochdale.sw, page))
    send(rochdale.sw, page, {**sent, f"child-{brother.pk}-included": "yes"})
    found = StrategyDiscussion.objects.get()
    assert {part.case for part in found.children.all()} == {case, brother}
    edit = address("edit_strategy", found.pk)
    send(rochdale.sw, edit, {**sent, "version": "1"})
    assert [part.case for part in found.children.all()] == [case]


def test_without_a_managers_call_the_page_says_what_comes_first(rochdale, case):
    answer = open_page(rochdale.sw, address("hold_strategy", case.pk))
    assert answer.status_code == 409
    assert "A manager calls a strategy discussion first" in words(answer)


def test_the_hours_are_on_the_case_page_with_the_page_to_do_it_on(rochdale, case):
    called(rochdale, case)
    recompute([case.pk])
    shown = {due.deadline.key: due for due in due_on_case(case, rochdale.sw)}
    assert shown["strategy_meeting"].href == address("hold_strategy", case.pk)
    page = words(open_page(rochdale.sw, reverse("desk:case", args=[case.pk])))
    assert "Thursday 19 March 2026 by 10am" in page
    assert "Strategy discussion: called 18 March 2026 at 10am, not recorded as held" in page


def test_actions_and_minutes_are_shared_with_everybody_who_took_part(rochdale, case):
    called(rochdale, case)
    found = discussed(rochdale, case, decision="no_enquiry")
    page = address("share_strategy_actions", found.pk)
    assert "Police, DS Webb" in open_page(rochdale.sw, page).content.decode()
    when = {"shared_at_date": "18/3/2026", "shared_at_time": "10:00"}
    refused = words(send(rochdale.sw, page, {**when, "recipients": ""}))
    assert "Enter who they were shared with" in refused
    send(rochdale.sw, page, {**when, "recipients": "DS Webb"})
    read = words(open_page(rochdale.sw, address("strategy", found.pk)))
    assert "18 March 2026 at 10am DS Webb" in read
    minutes = open_page(rochdale.sw, address("share_strategy_minutes", found.pk))
    assert (minutes.status_code, "Finish it" in words(minutes)) == (409, True)


def test_an_enquiry_is_begun_written_and_agreed_with(rochdale, case):
    called(rochdale, case)
    found = discussed(rochdale, case)
    begin = address("begin_enquiry", found.pk)
    assert "Section 47 enquiry by children's services alone" in words(open_page(rochdale.sw, begin))
    begun = send(rochdale.sw, begin, {"began_at_date": "18/3/2026", "began_at_time": "10:00"})
    enquiry = Enquiry.objects.get()
    assert begun.url == address("enquiry", enquiry.pk)
    sent = {
        "version": "1",
        "seen_alone": "yes",
        "seen_at_date": "18/3/2026",
        "seen_at_time": "10:00",
        "seen_by": "Sam Hill",
        "findings": "A fall.",
        "outcome": "not_substantiated",
        "outcome_reason": "It fits.",
        "consider_plan": "yes",
        "consider_plan_reason": "She asks for help.",
        "partner_views-0-agency": "police",
        "partner_views-0-view": "agrees",
        "parents_told": "yes",
        "parents_told_note": "At home.",
        "child_told": "no",
        "child_told_note": "Too young.",
    }
    write = address("write_enquiry", enquiry.pk)
    half = {**sent, "findings": "", "partner_views-0-agency": "", "partner_views-0-view": ""}
    page = words(send(rochdale.sw, write, {**half, "then": "finish"}))
    assert "Write what was done and what was found" in page
    assert "Write what the partner agencies think of the outcome" in page
    send(rochdale.sw, write, {**sent, "then": "finish"})
    (waiting,) = [each for each in waiting_for(rochdale.tm) if "Section 47" in each.what]
    assert waiting.is_urgent
    decide = address("decide_enquiry", enquiry.pk)
    assert waiting.href == decide
    assert open_page(rochdale.sw, decide).status_code == 403
    assert "Agrees" in words(open_page(rochdale.tm, decide))
    send(rochdale.tm, decide, {"decision": "complete", "version": "2"})
    assert Enquiry.objects.get().state == EnquiryState.COMPLETED
    read = words(open_page(rochdale.sw, begun.url))
    assert "A Child in Need plan was found right for the child" in read
    recompute([case.pk])
    assert not Deadline.objects.filter(case=case, key__startswith="s47", met_on=None).exists()


def test_an_enquiry_about_a_sister_begins_with_what_was_written_of_the_family(rochdale, case):
    child = ChildDetails(given_names="Sean", family_name="Ahmed", born_on=clock.today())
    brother = add_sibling(actor=rochdale.sw, case_id=case.pk, child=child)
    first, second = enquired(rochdale, case, brother)
    written_in(rochdale, first)
    page = open_page(rochdale.sw, address("write_enquiry", second.pk))
    assert "The doctor found the bruises fit a fall." in words(page)
    assert "I fell off the swing." not in words(page)
    opened = RecordView.objects.filter(page="write_enquiry").values_list("case_id", flat=True)
    assert set(opened) == {case.pk, brother.pk}


def test_a_conference_leads_to_the_child_protection_plan_and_to_closing(rochdale, case):
    enquiry = submitted_enquiry(rochdale, case, outcome="continuing_risk")
    complete_enquiry(enquiry_id=enquiry.pk, actor=rochdale.tm, read_version=enquiry.version)
    page = open_page(rochdale.sw, address("enquiry", enquiry.pk))
    assert "Arrange the child protection conference" in words(page)
    shown = page.content.decode()
    assert reverse("closures:propose_closure", args=[case.pk]) in shown
    started = reverse("cases:record_change", args=[case.pk, "cp_plan_started"])
    assert started not in shown
    managers = open_page(rochdale.tm, address("enquiry", enquiry.pk)).content.decode()
    assert started in managers


def test_what_is_open_stands_on_the_case_the_summary_and_its_print(rochdale, case):
    enquired(rochdale, case)
    told = "Section 47 enquiry under way since 18 March 2026 at 10am, children's services alone"
    for page in ("desk:case", "desk:case_summary"):
        assert told in words(open_page(rochdale.sw, reverse(page, args=[case.pk])))
    lines = words(open_page(rochdale.sw, reverse("desk:chronology", args=[case.pk])))
    assert "Section 47 enquiry begun" in lines
    assert "Strategy discussion" in lines
    assert "Began a section 47 enquiry" in words(
        open_page(rochdale.tm, reverse("desk:history", args=[case.pk]))
    )
    assert open_page(rochdale.sw, reverse("desk:print_summary", args=[case.pk])).status_code == 200


def test_nobody_else_finds_them(rochdale, hillingdon, case):
    (enquiry,) = enquired(rochdale, case)
    pages = [
        address("hold_strategy", case.pk),
        address("strategy", enquiry.discussion_id),
        address("edit_strategy", enquiry.discussion_id),
        address("share_strategy_actions", enquiry.discussion_id),
        address("begin_enquiry", enquiry.discussion_id),
        address("enquiry", enquiry.pk),
        address("write_enquiry", enquiry.pk),
        address("decide_enquiry", enquiry.pk),
    ]
    for person in (rochdale.sw3, rochdale.admin, hillingdon.hos):
        assert {open_page(person, page).status_code for page in pages} == {404}


@pytest.mark.rule("PET-38", "BOL-39", "HIL-48", "BIR-53")
@pytest.mark.parametrize(
    ("slug", "name"),
    [
        ("peterborough", "Local Safeguarding Children Board inter-agency procedures"),
        ("bolton", "Local Safeguarding Children Board and Greater Manchester"),
        ("hillingdon", "London Safeguarding Children Procedures"),
        ("birmingham", "West Midlands Regional Child Protection Procedures"),
    ],
)
def test_beside_a_concern_stand_the_procedures_to_follow(db, slug, name):
    house = build_house(slug)
    case = allocated(house)
    assert name in words(open_page(house.sw, address("raise_concern", case.pk)))
    called(house, case)
    assert name in words(open_page(house.sw, address("hold_strategy", case.pk)))


def test_a_manager_calls_a_legal_planning_meeting_on_the_page(hillingdon):
    case = supported(hillingdon)
    concern = Concern.objects.create(
        case=case, what="Neglect.", raised_by=hillingdon.sw, raised_at=moment("2026-03-18")
    )
    page = address("decide_concern", concern.pk)
    assert "legal planning meeting instead" in words(open_page(hillingdon.tm, page))
    refused = send(hillingdon.tm, page, {"calls_strategy": "no", "reason": "Long neglect."})
    assert "Select yes if it goes to a legal planning meeting" in words(refused)
    sent = {"calls_strategy": "no", "calls_legal_planning": "yes", "reason": "Long neglect."}
    send(hillingdon.tm, page, sent)
    assert Concern.objects.get().state == "legal"


def test_a_discussion_costs_the_same_for_one_child_as_for_three(rochdale, case):
    called(rochdale, case)
    found = discussed(rochdale, case, decision="no_enquiry")
    one = queries_to_open(rochdale.sw, address("strategy", found.pk))
    for name in ("Sean", "Aoife"):
        child = ChildDetails(given_names=name, family_name="Ahmed", born_on=clock.today())
        brother = add_sibling(actor=rochdale.sw, case_id=case.pk, child=child)
        found.children.create(case=brother, decision="no_enquiry", decision_reason="As above.")
    assert queries_to_open(rochdale.sw, address("strategy", found.pk)) == one
