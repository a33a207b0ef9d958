"""A manager's decision that a child need not be seen alone."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from cases.services.oversight import OversightDetails, record_oversight
from cin.audit.models import AuditEvent
from cin.core import clock
from cin.core.errors import BadInput, NotPermitted, NotReady, StepNotAllowed
from tests.cases.browsing import open_page, send, words
from tests.stories import allocated, build_house, moment, visited
from visits.models import NotAloneDecision, VisitChild
from visits.selectors import awaiting_decision, awaiting_review
from visits.services import ask_not_alone, decide_not_alone, review_not_alone

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_day_in_march():
    with clock.at(moment("2026-03-18 16:00")):
        yield


@pytest.fixture
def case(house):
    with clock.at(moment("2026-03-16")):
        return allocated(house)


def asked(house, case, by=None):
    return ask_not_alone(case_id=case.pk, actor=by or house.sw, reason="She clings to her mother")


def agreed(house, case, until=date(2026, 5, 1)):
    decision = asked(house, case)
    return decide_not_alone(
        decision_id=decision.pk,
        actor=house.tm,
        agrees=True,
        rationale="With the school nurse instead",
        valid_until=until,
    )


def seen_with_mother(house, case, **child):
    return visited(house, case, seen_alone=False, **child)


@pytest.mark.rule("ROC-94")
def test_under_a_decision_a_visit_needs_no_reason_and_keeps_the_decision(house, case):
    with pytest.raises(NotReady, match="was not seen alone"):
        seen_with_mother(house, case)
    decision = agreed(house, case)
    seen_with_mother(house, case)
    assert VisitChild.objects.get(visit__state="finalised").not_alone_decision == decision


@pytest.mark.rule("ROC-94")
def test_the_decision_holds_from_its_first_day_to_its_last(house, case):
    with clock.at(moment("2026-03-17")):
        agreed(house, case, until=date(2026, 3, 18))
    with pytest.raises(NotReady):
        seen_with_mother(house, case, at=moment("2026-03-16 18:00"))
    assert seen_with_mother(house, case, at=moment("2026-03-17 18:00"))
    assert seen_with_mother(house, case, at=moment("2026-03-18 15:00"))
    with clock.at(moment("2026-03-19 16:00")), pytest.raises(NotReady):
        seen_with_mother(house, case)


def test_a_refused_or_undecided_request_changes_nothing(house, case):
    decision = asked(house, case)
    with pytest.raises(NotReady):
        seen_with_mother(house, case)
    decide_not_alone(
        decision_id=decision.pk, actor=house.tm, agrees=False, rationale="See her at school"
    )
    with pytest.raises(NotReady):
        seen_with_mother(house, case)


def test_nobody_decides_on_their_own_request_and_only_managers_decide(house, case):
    by_manager = asked(house, case, by=house.tm)
    answers = {"agrees": True, "rationale": "Yes", "valid_until": date(2026, 5, 1)}
    for person in (house.tm, house.sw):
        with pytest.raises(NotPermitted):
            decide_not_alone(decision_id=by_manager.pk, actor=person, **answers)
    assert list(awaiting_decision(house.tm)) == []
    assert list(awaiting_decision(house.sm)) == [by_manager]
    decide_not_alone(decision_id=by_manager.pk, actor=house.sm, **answers)
    with pytest.raises(NotPermitted, match="another manager"):
        review_not_alone(
            decision_id=by_manager.pk,
            actor=house.tm,
            continues=True,
            note="Fine",
            valid_until=date(2026, 9, 1),
        )


def test_a_decision_needs_its_reasons_and_an_end_that_is_to_come(house, case):
    decision = asked(house, case)

    def decide(**changes):
        answers = {"agrees": True, "rationale": "Yes", "valid_until": date(2026, 5, 1), **changes}
        return decide_not_alone(decision_id=decision.pk, actor=house.tm, **answers)

    for field, value in (
        ("rationale", " "),
        ("valid_until", None),
        ("valid_until", date(2026, 3, 17)),
    ):
        with pytest.raises(BadInput) as refused:
            decide(**{field: value})
        assert refused.value.field == field
    decide()
    with pytest.raises(StepNotAllowed):
        decide()


def test_one_request_at_a_time_and_a_later_decision_replaces_the_earlier(house, case):
    first = agreed(house, case)
    second = asked(house, case)
    with pytest.raises(StepNotAllowed, match="asked already"):
        asked(house, case)
    decide_not_alone(
        decision_id=second.pk,
        actor=house.tm,
        agrees=True,
        rationale="Still",
        valid_until=date(2026, 6, 1),
    )
    states = dict(NotAloneDecision.objects.values_list("pk", "state"))
    assert states == {first.pk: "ended", second.pk: "agreed"}


def test_where_the_procedure_knows_no_such_decision_none_is_asked_for(db):
    hillingdon = build_house("hillingdon")
    case = allocated(hillingdon)
    with pytest.raises(StepNotAllowed, match="each visit"):
        asked(hillingdon, case)
    assert "need not be seen alone" not in words(open_page(hillingdon.sw, f"/cases/{case.pk}/"))


@pytest.mark.rule("ROC-95")
def test_supervision_brings_the_decision_back_until_it_is_confirmed_or_ended(house, case):
    decision = agreed(house, case)
    today = clock.today()
    assert list(awaiting_review(house.tm, today)) == []
    with clock.at(moment("2026-03-25 16:00")):
        record_oversight(
            case_id=case.pk,
            actor=house.tm,
            details=OversightDetails(
                type="supervision",
                held_on=clock.today(),
                decision="All children spoken about",
                rationale="Every month",
                plan_progressing=True,
                outcomes_improving=True,
            ),
        )
        assert list(awaiting_review(house.tm, clock.today())) == [decision]
        assert "Not seen alone: to review" in words(open_page(house.tm, "/"))
        review_not_alone(
            decision_id=decision.pk,
            actor=house.tm,
            continues=True,
            note="Still clings; try again at school",
            valid_until=date(2026, 6, 1),
        )
        assert list(awaiting_review(house.tm, clock.today())) == []
    with clock.at(moment("2026-06-02 10:00")):
        assert list(awaiting_review(house.tm, clock.today())) == [decision]
        review_not_alone(
            decision_id=decision.pk, actor=house.tm, continues=False, note="She talks alone now"
        )
        assert list(awaiting_review(house.tm, clock.today())) == []
        with pytest.raises(NotReady):
            seen_with_mother(house, case)


def test_it_is_asked_decided_and_shown_on_pages(house, case):
    send(house.sw, reverse("visits:ask_not_alone", args=[case.pk]), {"reason": "She clings"})
    decision = NotAloneDecision.objects.get()
    decide = reverse("visits:decide_not_alone", args=[decision.pk])
    assert open_page(house.sw, decide).status_code == 403
    assert "Whether the child is seen alone" in words(open_page(house.tm, "/"))
    until = clock.today() + timedelta(days=30)
    typed = {"decision": "agree", "valid_until": f"{until:%d/%m/%Y}", "rationale": "At school"}
    send(house.tm, decide, typed)
    told = words(open_page(house.sw, f"/cases/{case.pk}/"))
    assert "Agreed: need not be seen alone" in told
    assert "At school" in told
    page = words(open_page(house.sw, reverse("visits:record_visit", args=[case.pk])))
    assert "TM of Rochdale decided on 18 March 2026" in page
    review = reverse("visits:review_not_alone", args=[decision.pk])
    send(house.tm, review, {"outcome": "ends", "note": "She talks"})
    assert NotAloneDecision.objects.get().state == "ended"
    actions = AuditEvent.objects.filter(subject_type="visits.notalonedecision")
    assert set(actions.values_list("action", flat=True)) == {
        "visits.ask_not_alone",
        "visits.agree",
        "visits.end",
    }


def test_other_teams_find_no_such_decision(house, case):
    decision, elsewhere = asked(house, case), build_house("bolton").tm
    for name in ("decide_not_alone", "review_not_alone"):
        for stranger in (house.tm2, house.sw3, house.admin, elsewhere):
            page = open_page(stranger, reverse(f"visits:{name}", args=[decision.pk]))
            assert page.status_code == 404
    assert open_page(house.tm2, reverse("visits:ask_not_alone", args=[case.pk])).status_code == 404
