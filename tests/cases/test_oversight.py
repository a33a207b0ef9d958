"""What managers decide, and why; what that shows to be done; and what they asked for."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from alerts.models import Deadline
from alerts.services.deadlines import recompute
from cases.models import CaseNote, NextStep, Oversight, OversightType
from cases.models.oversight import FACTS, HAS_A_FORM
from cases.selectors.facts import facts_about
from cases.selectors.oversight import open_next_steps, types_offered
from cases.services.oversight import (
    OversightDetails,
    Step,
    complete_next_step,
    record_oversight,
)
from cin.audit.models import AuditEvent
from cin.core import clock
from cin.core.errors import BadInput, NotFound, NotPermitted
from tests.cases.browsing import open_page, queries_to_open, send, words
from tests.cases.test_notes import sibling_of
from tests.stories import allocated, build_house, moment, supported

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    return build_house("rochdale")


CHAIRED = {"chair_name": "Ada Head", "chair_role": "head_of_service"}


def decided(house, case, kind="supervision", *, actor=None, siblings=(), **answers):
    usual = {
        "type": kind,
        "held_on": clock.today(),
        "decision": "Go on with the plan.",
        "rationale": "It is helping.",
        "plan_progressing": True,
        "outcomes_improving": False,
        **(CHAIRED if kind == "clinic" else {}),
    }
    return record_oversight(
        case_id=case.pk,
        actor=actor or house.tm,
        details=OversightDetails(**{**usual, **answers}),
        siblings=siblings,
    )


def page(case, kind="supervision"):
    return reverse("cases:record_oversight", args=[case.pk, kind])


def types_of_facts(case):
    return {event.type for event in facts_about([case.pk])[case.pk]}


def test_a_managers_note_is_a_finished_note_among_the_others(house):
    case = allocated(house)
    note = decided(house, case, "decision")
    assert note.is_final
    assert note.is_oversight
    text = words(open_page(house.sw, reverse("cases:notes", args=[case.pk])))
    assert "Other decision" in text
    assert "Go on with the plan." in text
    read = words(open_page(house.sw, reverse("cases:note", args=[note.pk])))
    assert "It is helping." in read
    assert "TM of Rochdale" in read
    assert AuditEvent.objects.filter(case_id=case.pk, action="cases.record_oversight").exists()


@pytest.mark.rule("ROC-59")
def test_only_managers_write_them_and_a_worker_is_told_so(house):
    case = allocated(house)
    with pytest.raises(NotPermitted, match="manager"):
        decided(house, case, "checkpoint_2", actor=house.sw)
    response = open_page(house.sw, page(case, "checkpoint_2"))
    assert response.status_code == 403
    assert "manager" in words(response)
    assert open_page(house.sw, reverse("cases:choose_oversight", args=[case.pk])).status_code == 403
    for outsider in (house.tm2, build_house("bolton").tm):
        with pytest.raises(NotFound):
            decided(house, case, actor=outsider)
    assert not CaseNote.objects.exists()


@pytest.mark.parametrize(
    ("kind", "answers", "field"),
    [
        ("decision", {"rationale": " "}, "rationale"),
        ("decision", {"decision": " "}, "decision"),
        ("decision", {"held_on": date(2026, 3, 19)}, "held_on"),
        ("decision", {"held_on": date(2026, 3, 10)}, "held_on"),
        ("plan_audit", {}, "plan_quality"),
        ("supervision", {"plan_progressing": None}, "plan_progressing"),
        ("supervision", {"outcomes_improving": None}, "outcomes_improving"),
    ],
)
def test_what_is_missing_or_cannot_be_is_refused_beside_its_box(house, kind, answers, field):
    with clock.at(moment("2026-03-18")):
        case = supported(house)
        with pytest.raises(BadInput) as refused:
            decided(house, case, kind, **answers)
    assert refused.value.field == field


def test_supervision_before_there_is_a_plan_says_nothing_of_its_progress(house):
    note = decided(house, allocated(house), plan_progressing=None, outcomes_improving=None)
    assert note.oversight.plan_progressing is None


@pytest.mark.rule("BIR-109")
def test_supervision_meets_what_was_due_for_every_child_it_was_about():
    house = build_house("birmingham")
    with clock.at(moment("2026-03-18")):
        case = supported(house)
        brother = sibling_of(house, case)
    with clock.at(moment("2026-04-20")):
        decided(house, case, siblings=[brother.pk])
        recompute([case.pk])
    met = Deadline.objects.get(case=case, key="supervision", met_on__isnull=False)
    assert met.met_on == date(2026, 4, 20)
    assert "supervision_held" in types_of_facts(brother)


def test_a_checkpoint_has_a_form_of_its_own(house):
    case = allocated(house)
    with pytest.raises(NotPermitted, match="form of its own"):
        decided(house, case, "checkpoint_1")
    assert not HAS_A_FORM & set(types_offered(case, house.tm))


@pytest.mark.rule("HIL-64")
@pytest.mark.rule("ROC-148")
def test_each_type_that_the_procedure_knows_is_a_fact_by_its_own_name(house):
    case = supported(house)
    for kind in [each for each in OversightType if each not in HAS_A_FORM]:
        decided(house, case, kind, actor=house.hos, plan_quality="good")
    known = {fact for kind, fact in FACTS.items() if kind not in HAS_A_FORM}
    assert types_of_facts(case) >= known
    assert len(facts_about([case.pk])[case.pk]) == len(types_of_facts(case))


def test_only_a_head_of_service_authorises_a_longer_plan():
    house = build_house("birmingham")
    case = supported(house)
    with pytest.raises(NotPermitted, match="head of service"):
        decided(house, case, "long_plan_authorised")
    assert decided(house, case, "long_plan_authorised", actor=house.hos).pk
    assert OversightType.LONG_PLAN_AUTHORISED not in types_offered(case, house.tm)
    assert OversightType.LONG_PLAN_AUTHORISED in types_offered(case, house.hos)


def test_a_manager_is_offered_what_the_procedure_knows():
    rochdale, bolton = build_house("rochdale"), build_house("bolton")
    assert OversightType.CLINIC in types_offered(allocated(rochdale), rochdale.tm)
    assert OversightType.CLINIC not in types_offered(allocated(bolton), bolton.tm)
    assert types_offered(allocated(bolton), bolton.sw) == []


@pytest.mark.rule("BIR-108")
def test_the_quality_of_a_plan_is_judged_with_comments():
    house = build_house("birmingham")
    case = supported(house)
    text = words(open_page(house.tm, page(case, "plan_audit")))
    assert "How good is the plan?" in text
    assert "Is the plan progressing?" not in text
    send(house.tm, page(case, "plan_audit"), {**answers(), "plan_quality": "improve"})
    audit = Oversight.objects.get()
    assert audit.get_plan_quality_display() == "Requires improvement"
    read = words(open_page(house.sw, reverse("cases:note", args=[audit.note_id])))
    assert "Requires improvement" in read


def answers(**more):
    return {
        "held_on": clock.today().strftime("%d/%m/%Y"),
        "decision": "Go on.",
        "rationale": "It helps.",
        **more,
    }


@pytest.mark.rule("HIL-63")
@pytest.mark.rule("ROC-11")
def test_supervision_asks_how_the_plan_goes_what_stands_in_the_way_and_what_is_next():
    house = build_house("hillingdon")
    case = supported(house)
    assert (
        page(case)
        in open_page(house.tm, reverse("cases:choose_oversight", args=[case.pk])).content.decode()
    )
    text = words(open_page(house.tm, page(case)))
    assert "What stands in the way of working together?" in text
    refused = words(send(house.tm, page(case), answers()))
    assert "Select yes if the plan is progressing" in refused
    sent = answers(
        plan_progressing="yes",
        outcomes_improving="no",
        barriers="Mistrust after the last worker left",
        **{
            "next_steps-0-what": "Ring the nursery",
            "next_steps-0-who": "SW",
            "next_steps-0-due_on": "",
        },
    )
    assert send(house.tm, page(case), sent).status_code == 302
    on_case = words(open_page(house.sw, reverse("desk:case", args=[case.pk])))
    assert "What managers asked for" in on_case
    assert "Ring the nursery" in on_case
    read = words(open_page(house.sw, reverse("cases:note", args=[CaseNote.objects.get().pk])))
    assert "Mistrust after the last worker left" in read


def test_a_next_step_is_done_once_by_whoever_works_on_the_case(house):
    case = allocated(house)
    due = clock.today() + timedelta(days=7)
    decided(house, case, next_steps=[Step(what="Ring the nursery", who="SW", due_on=due)])
    step = open_next_steps(case).get()
    with pytest.raises(NotFound):
        complete_next_step(step_id=step.pk, actor=house.sw3)
    done = reverse("cases:complete_step", args=[case.pk, step.pk])
    assert open_page(house.sw, done).status_code == 405
    for person in (house.sw, house.tm):
        assert send(person, done, {}).status_code == 302
    kept = NextStep.objects.get()
    assert kept.done_by == house.sw
    assert not open_next_steps(case).exists()
    assert AuditEvent.objects.filter(action="cases.complete_next_step").count() == 1


def test_the_page_of_oversight_costs_the_same_for_one_note_as_for_ten(house):
    case = allocated(house)
    address = reverse("cases:oversight", args=[case.pk])
    decided(house, case, next_steps=[Step(what="Ring", who="SW")])
    one = queries_to_open(house.sw, address)
    for _ in range(9):
        decided(house, case, next_steps=[Step(what="Ring", who="SW"), Step(what="Go", who="SW")])
    assert queries_to_open(house.sw, address) <= one
    assert "Mark as done" in words(open_page(house.sw, address))


def test_an_unknown_type_and_a_closed_door_are_answered(house):
    case = allocated(house)
    assert open_page(house.tm, page(case, "anything")).status_code == 404
    assert open_page(house.tm2, page(case)).status_code == 404
    step = reverse("cases:complete_step", args=[case.pk, 999])
    assert send(house.tm, step, {}).status_code == 404
