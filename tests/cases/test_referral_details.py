"""What a referral tells beyond who and why: when, what the child wants, what was tried."""

from datetime import date, time

import pytest
from django.urls import reverse

from cases.models import Case, EarlyHelpReferral, Referral, Telling
from cases.selectors.decision_times import decision_time_of
from cases.selectors.early_help import early_help_services
from cases.selectors.facts import facts_about
from cases.services.early_help import AnswerDetails, EarlyHelpDetails, record_early_help_answer
from cases.services.informing import TellingDetails, record_telling
from cases.services.referrals import ChildDetails, add_sibling, screen_referral
from cin.audit.models import RecordView
from cin.core import clock
from cin.core.errors import BadInput, NotFound, NotReady, StepNotAllowed
from tests.cases.browsing import open_page, queries_to_open, send, words
from tests.cases.test_referral_pages import CHILD, NEW, REFERRAL
from tests.early_help import passed_to_early_help
from tests.stories import agreed, build_house, moment, referred, screened

pytestmark = pytest.mark.django_db
HELP = {
    "early_help": "assessed",
    "earlier_help-0-what": "Early help assessment",
    "earlier_help-0-by_whom": "Health visitor",
    "earlier_help-0-from_on": "1/9/2025",
    "earlier_help-0-to_on": "1/2/2026",
    "earlier_help-0-outcome": "Not enough",
}
TOLD = {"is_told": "yes", "told_on": "17/3/2026", "way": "telephone", "told_by": "The school"}
TELEPHONED = TellingDetails(
    is_told=True, told_on=date(2026, 3, 18), way="telephone", told_by="SW of Rochdale"
)


@pytest.fixture(autouse=True)
def a_day_in_march():
    with clock.at(moment("2026-03-18")):
        yield


def page_of(name, case, *more):
    return reverse(f"cases:{name}", args=[case.pk, *more])


@pytest.mark.rule("HIL-02", "HIL-12", "ROC-05")
def test_a_whole_referral_tells_all_of_it(house):
    more = {
        "received_time": "2:30pm",
        "received_on": "17/3/2026",
        "child_heard": "yes",
        "child_voice": "I want dad to stop shouting.",
    }
    send(house.sw, NEW, {**REFERRAL, **HELP, **TOLD, **more})
    case = Case.objects.get()
    text = words(open_page(house.sw, page_of("referral", case)))
    for told in (
        "17 March 2026 at 2:30pm",
        "I want dad to stop shouting.",
        "Yes, with an early help assessment",
        "Early help assessment, Health visitor, from 1 September 2025 to 1 February 2026",
        "Schools (2A)",
        "Told on 17 March 2026, by telephone, by The school",
        "No further action (census) Not decided yet",
    ):
        assert told in text
    received = facts_about([case.pk])[case.pk][0]
    assert (received.on, received.at.time()) == (date(2026, 3, 17), time(14, 30))


@pytest.mark.parametrize("slug", ["rochdale", "hillingdon"])
@pytest.mark.rule("HIL-12", "ROC-05")
def test_early_help_must_be_answered_where_the_procedure_asks(slug):
    house = build_house(slug)
    page = send(house.sw, NEW, {**REFERRAL, "early_help": ""})
    assert "Select whether the family had early help" in words(page)
    assert Referral.objects.count() == 0


def test_elsewhere_it_may_be_left_open():
    house = build_house("bolton")
    send(house.sw, NEW, {**REFERRAL, "early_help": ""})
    text = words(open_page(house.sw, page_of("referral", Case.objects.get())))
    assert "Early help before Not recorded" in text
    assert "What the child says and wants Not recorded" in text


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"received_on": "18/3/2026", "received_time": "11am"}, "cannot be in the future"),
        ({"received_time": "half past"}, "must be a time like 2:30pm"),
        ({"early_help": "helped"}, "Say what help the family had, and from whom"),
        ({"early_help": "none"}, "Enter why there was no early help"),
        ({**HELP, "earlier_help-0-to_on": "1/8/2025"}, "The help cannot end before it begins"),
        ({"child_heard": "yes"}, "Enter what the child says and wants"),
        ({"child_heard": "no"}, "Enter why the child was not heard"),
        ({"is_told": "yes"}, "Enter the day they were told"),
        ({"is_told": "no"}, "Enter why they were not told"),
        ({**TOLD, "told_on": "15/3/2026"}, "cannot have been told before 16 March 2026"),
    ],
)
def test_a_wrong_answer_is_explained_and_nothing_is_recorded(house, answers, said):
    page = send(house.sw, NEW, {**REFERRAL, **answers})
    assert page.status_code == 200
    assert said in words(page)
    assert Case.objects.count() == 0


def test_a_child_we_know_is_offered_with_what_came_before(house):
    case = referred(house, given_names="Leo", family_name="O'Hara", born_on=date(2018, 5, 4))
    screen_referral(case_id=case.pk, actor=house.tm, decision="no_further_action", reason="Fine")
    page = send(house.sw, NEW, {**REFERRAL, **CHILD})
    assert (
        "Re-referral within 12 months. Referred before: 18 March 2026 to 18 March 2026, "
        "no further action." in words(page)
    )
    other = words(send(house.sw3, NEW, {**REFERRAL, **CHILD}))
    assert "Referred before" not in other


def test_a_closed_case_leads_to_a_new_referral_with_the_earlier_ones_beside_it(house):
    case = referred(house)
    screen_referral(case_id=case.pk, actor=house.tm, decision="no_further_action", reason="Fine")
    assert (
        page_of("refer_again", case)
        in open_page(house.sw, reverse("desk:case", args=[case.pk])).content.decode()
    )
    page = open_page(house.sw, page_of("refer_again", case))
    assert "Re-referral: referred once before, 1 in the last 12 months." in words(page)
    answers = {name: value for name, value in REFERRAL.items() if name not in CHILD}
    send(house.sw, page_of("refer_again", case), answers)
    again = Case.objects.open().get()
    assert (again.child, again.family) == (case.child, case.family)
    assert open_page(house.sw, page_of("refer_again", case)).status_code == 409
    assert open_page(house.sw3, page_of("refer_again", case)).status_code == 404


@pytest.mark.rule("ROC-16")
def test_the_census_counts_what_was_not_assessed(house):
    accepted, ended, waiting = screened(house), referred(house), referred(house)
    ended = screen_referral(
        case_id=ended.pk, actor=house.tm, decision="no_further_action", reason="Fine"
    )
    early_help = passed_to_early_help(house, referred(house))
    found = [case.is_no_further_action for case in (accepted, ended, early_help, waiting)]
    assert found == [False, True, True, None]


@pytest.mark.rule("ROC-17")
def test_early_help_waits_for_the_familys_agreement_and_names_a_service(house):
    case = referred(house)
    step = {"case_id": case.pk, "actor": house.tm, "decision": "early_help", "reason": "Enough"}
    with pytest.raises(BadInput) as refused:
        screen_referral(**step)
    assert refused.value.field == "service"
    with pytest.raises(NotReady) as blocked:
        screen_referral(**step, early_help=EarlyHelpDetails(service="Family centre"))
    assert blocked.value.blockers[0].cites == ("ROC-17", "ROC-176")
    assert EarlyHelpReferral.objects.count() == 0
    passed_to_early_help(house, case)
    text = words(open_page(house.sw, page_of("referral", case)))
    assert "referred on 18 March 2026 by TM of Rochdale. No answer yet." in text


@pytest.mark.rule("HIL-11")
def test_what_early_help_answered_is_recorded_once(house):
    case = passed_to_early_help(house, referred(house))
    asked = EarlyHelpReferral.objects.get()
    address = reverse("cases:record_early_help_answer", args=[asked.pk])
    assert open_page(house.sw3, address).status_code == 404
    page = send(house.sw, address, {"answer": "declined", "answered_on": "18/3/2026"})
    assert "Enter why the service declined" in words(page)
    answers = {"answer": "accepted", "answered_on": "18/3/2026", "assessment_on": "18/3/2026"}
    send(house.sw, address, {**answers, "lead_professional": "Jo of the family centre"})
    text = words(open_page(house.sw, page_of("referral", case)))
    assert "Accepted on 18 March 2026. Lead professional: Jo of the family centre." in text
    assert "Early help assessment on 18 March 2026." in text
    with pytest.raises(StepNotAllowed):
        record_early_help_answer(
            early_help_id=asked.pk,
            actor=house.sw,
            details=AnswerDetails(answer="accepted", answered_on=clock.today()),
        )


@pytest.mark.rule("HIL-09")
def test_what_the_early_help_panel_decided_is_recorded():
    house = build_house("hillingdon")
    case = referred(house)
    offered = dict(early_help_services(case))
    for member in ("Family Solutions", "aligned services", "youth justice", "health", "education"):
        assert member in offered["Early Help Panel"]
    agreed(house, case, "early_help")
    screen_referral(
        case_id=case.pk,
        actor=house.tm,
        decision="early_help",
        reason="A complex family",
        early_help=EarlyHelpDetails(service="Early Help Panel"),
    )
    details = AnswerDetails(
        answer="declined", answered_on=clock.today(), answer_note="The school's offer is enough."
    )
    asked = EarlyHelpReferral.objects.get()
    record_early_help_answer(early_help_id=asked.pk, actor=house.sw, details=details)
    text = words(open_page(house.sw, page_of("referral", case)))
    assert "Early Help Panel" in text
    assert "The school's offer is enough." in text


def test_an_answer_before_it_was_asked_is_refused(house):
    passed_to_early_help(house, referred(house))
    asked = EarlyHelpReferral.objects.get()
    for day in (date(2026, 3, 17), date(2026, 3, 19)):
        with pytest.raises(BadInput):
            record_early_help_answer(
                early_help_id=asked.pk,
                actor=house.sw,
                details=AnswerDetails(answer="accepted", answered_on=day),
            )


def test_the_referrer_and_the_family_are_told_also_once_the_case_is_closed(house):
    case = referred(house)
    with pytest.raises(StepNotAllowed):
        record_telling(
            case_id=case.pk, actor=house.sw, kind="referrer_of_decision", details=TELEPHONED
        )
    screen_referral(case_id=case.pk, actor=house.tm, decision="no_further_action", reason="Fine")
    address = page_of("record_telling", case, "referrer-of-decision")
    answers = {"is_told": "yes", "told_on": "18/3/2026", "way": "email", "told_by": "SW"}
    assert send(house.sw, address, answers).url == page_of("referral", case)
    assert "Told on 18 March 2026, by email, by SW" in words(
        open_page(house.sw, page_of("referral", case))
    )
    assert open_page(house.sw, page_of("record_telling", case, "neighbours")).status_code == 404
    with pytest.raises(NotFound):
        record_telling(
            case_id=case.pk, actor=house.sw3, kind="referrer_of_decision", details=TELEPHONED
        )


def test_what_another_team_recorded_of_a_telling_is_not_shown(house):
    case = referred(house, given_names="Amina")
    omar = ChildDetails(given_names="Omar", family_name="O'Brien", born_on=date(2019, 1, 1))
    sibling = add_sibling(actor=house.sw, case_id=case.pk, child=omar)
    address = page_of("record_telling", sibling, "family-of-referral")
    send(house.sw, address, {"is_told": "no", "not_told_reason": "The father listens in."})
    pages = [page_of("referral", case), reverse("desk:case", args=[case.pk])]
    assert "The father listens in." in words(open_page(house.sw, pages[0]))
    assert RecordView.objects.filter(case_id=sibling.pk, page="referral").count() == 1
    sibling.team, sibling.worker = house.other_team, house.sw3
    sibling.save()
    for page in pages:
        shown = words(open_page(house.sw, page))
        assert "The father listens in." not in shown
    assert "The family, of the referral" not in shown
    shown = words(open_page(house.sw, pages[0]))
    assert "Recorded in the file of a brother or sister, with whom another team works" in shown
    assert RecordView.objects.filter(case_id=sibling.pk).count() == 1


def test_a_later_telling_takes_the_place_of_the_one_before(house):
    case = referred(house)
    address = page_of("record_telling", case, "family-of-referral")
    send(house.sw, address, {"is_told": "no", "not_told_reason": "The father listens in."})
    assert "The father listens in." in words(open_page(house.sw, page_of("referral", case)))
    send(house.sw, address, {**TOLD, "told_on": "18/3/2026"})
    text = words(open_page(house.sw, page_of("referral", case)))
    assert "The father listens in." not in text
    assert Telling.objects.count() == 2


@pytest.mark.parametrize(
    ("decided", "said"),
    [
        ("2026-03-18 16:00", "Decided 2 hours after it was received, in time: it was due by"),
        ("2026-03-20 09:30", "Decided 43 hours after it was received, late: it was due by 19"),
    ],
)
def test_the_time_to_the_decision_is_counted_from_the_hour_of_receipt(house, decided, said):
    with clock.at(moment("2026-03-18 14:00")):
        case = referred(house)
    Referral.objects.update(received_time=time(14, 0))
    with clock.at(moment("2026-03-18 15:30")):
        case = Case.objects.select_related("referral").get(pk=case.pk)
        waiting = decision_time_of(case).in_words
        assert waiting == "Waiting for a decision for 1 hour, due by 19 March 2026."
    with clock.at(moment(decided)):
        screen_referral(case_id=case.pk, actor=house.tm, decision="assessment", reason="Met")
    case = Case.objects.select_related("referral").get(pk=case.pk)
    assert decision_time_of(case).in_words.startswith(said)


def test_the_referral_page_costs_the_same_whatever_was_tried_before(house):
    case = referred(house)
    few = queries_to_open(house.sw, page_of("referral", case))
    for number in range(5):
        case.referral.earlier_help.create(what=f"Help {number}", by_whom="School")
    assert queries_to_open(house.sw, page_of("referral", case)) == few
