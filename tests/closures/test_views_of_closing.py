"""What everybody thinks of closing, and what is done where somebody disagrees."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.urls import reverse

from cases.models import Case
from cin.core.errors import BadInput, ChangedMeanwhile, NotFound, NotReady, StepNotAllowed
from closures.models import ClosingLetter, Closure, LetterKind, PartyView
from closures.selectors.preparation import preparation_of
from closures.services import (
    EndOfPlan,
    MeetingMinutes,
    PartyAnswer,
    ServiceDetails,
    SettlementDetails,
    approve_closure,
    note_disagreement_minutes_sent,
    record_disagreement_meeting,
    record_views,
    settle_disagreement,
    write_end_of_plan,
)
from tests.cases.browsing import open_page, send, words
from tests.closures.test_closing import approve, codes, decline, propose, ready
from tests.endings import answers_of, checked, consulted, seen, stepped_part
from tests.stories import build_house, supported

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 18)


@pytest.fixture
def peterborough(db):
    """Peterborough: agencies that disagree hold closing up, and a team manager may override."""
    return build_house("peterborough")


def disagreeing(house, case, name="The school"):
    """Have everybody agree but one agency."""
    answers = [
        replace(each, position="disagrees", said="Not yet.") if each.name == name else each
        for each in answers_of(case)
    ]
    record_views(case_id=case.pk, actor=house.sw, seen_version=seen(case), answers=answers)
    return PartyView.objects.get(preparation__case=case, name=name)


def settle(house, view, settlement="stands", **answers):
    details = SettlementDetails(
        settlement=settlement, settled_on=TODAY, settled_how="They told us why.", **answers
    )
    version = seen(view.preparation.case)
    return settle_disagreement(
        view_id=view.pk, actor=house.sw, seen_version=version, details=details
    )


def minuted(house, case):
    details = MeetingMinutes(
        held_on=TODAY, chair="Ruth Hale", present="The school", minutes="All.", outcome="No change"
    )
    return record_disagreement_meeting(case_id=case.pk, actor=house.sw, details=details)


@pytest.mark.rule("PET-83", "HIL-103", "ROC-70")
@pytest.mark.parametrize(
    ("slug", "who"),
    [
        ("peterborough", ["Mary O'Brien", "the other agencies"]),
        ("hillingdon", ["TM of Hillingdon", "Early help manager"]),
        ("rochdale", ["Mary O'Brien", "the other agencies"]),
    ],
)
def test_closing_waits_for_what_everybody_thinks(slug, who):
    house = build_house(slug)
    case = ready(house)
    with pytest.raises(NotReady) as refused:
        propose(house, case, is_ready=False)
    assert codes(refused) == ["views"]
    assert all(name.lower() in str(refused.value).lower() for name in who)
    consulted(house, case)
    assert propose(house, case, is_ready=False).preparation.views.count() >= 2


@pytest.mark.rule("PET-57", "PET-92")
def test_the_proposal_shows_open_actions_and_what_each_party_said(peterborough):
    case = ready(peterborough)
    view = disagreeing(peterborough, case)
    settle(peterborough, view, "without_meeting")
    closure = propose(peterborough, case, is_ready=False)
    page = words(open_page(peterborough.tm, reverse("closures:decide_closure", args=[closure.pk])))
    assert "Still open Walk to school together (Mary O'Brien)" in page
    assert "The school" in page
    assert "Disagrees" in page
    assert "Not yet." in page
    assert "Settled without a meeting on 18 March 2026" in page


def test_an_action_that_is_done_is_not_open(peterborough):
    case = ready(peterborough)
    action = case.plan_versions.get().actions.get()
    end = EndOfPlan(actions_done=[action.pk])
    write_end_of_plan(case_id=case.pk, actor=peterborough.sw, seen_version=seen(case), end=end)
    page = words(open_page(peterborough.sw, reverse("closures:preparation", args=[case.pk])))
    assert "All are done." in page


def test_an_action_of_another_plan_is_refused(peterborough):
    case = ready(peterborough)
    with pytest.raises(BadInput):
        write_end_of_plan(
            case_id=case.pk,
            actor=peterborough.sw,
            seen_version=seen(case),
            end=EndOfPlan(actions_done=[10**6]),
        )


@pytest.mark.rule("PET-93")
def test_an_open_disagreement_holds_the_manager_up(peterborough):
    case = ready(peterborough)
    view = disagreeing(peterborough, case)
    closure = propose(peterborough, case, is_ready=False)
    with pytest.raises(NotReady, match="settle it, or hold a meeting"):
        approve(peterborough, closure)
    settle(peterborough, view, "without_meeting")
    checked(peterborough, case)
    closure.refresh_from_db()
    approve(peterborough, closure)
    closure = Closure.objects.get(pk=closure.pk)
    assert (closure.state, closure.despite_disagreement) == ("approved", False)


@pytest.mark.rule("PET-93", "PET-94")
def test_who_still_disagrees_was_met_about_it(peterborough):
    case = ready(peterborough)
    view = disagreeing(peterborough, case)
    settle(peterborough, view, "stands", advised_on=TODAY)
    closure = propose(peterborough, case, is_ready=False)
    with pytest.raises(NotReady, match="Record the meeting about the disagreement"):
        approve(peterborough, closure)
    minuted(peterborough, case)
    page = words(open_page(peterborough.sw, reverse("closures:closure", args=[closure.pk])))
    assert "18 March 2026, chaired by Ruth Hale" in page


@pytest.mark.rule("PET-95")
def test_a_manager_closes_despite_a_disagreement_for_a_reason_told_apart(peterborough):
    case = ready(peterborough)
    view = disagreeing(peterborough, case)
    meeting = minuted(peterborough, case)
    settle(peterborough, view, "stands", advised_on=TODAY)
    closure = propose(peterborough, case, is_ready=False)
    checked(peterborough, case)
    with pytest.raises(NotReady) as refused:
        approve(peterborough, closure)
    assert [blocker.message for blocker in refused.value.blockers] == [
        "Send The school a letter that acknowledges the disagreement",
        "Send every agency the minutes of 18 March 2026",
    ]
    note_disagreement_minutes_sent(
        meeting_id=meeting.pk, actor=peterborough.sw, sent_on=TODAY, recipients="The school"
    )
    ClosingLetter.objects.create(
        preparation=closure.preparation,
        kind=LetterKind.ACKNOWLEDGEMENT,
        party=view,
        recipient=view.name,
        body="We heard you.",
        written_by=peterborough.tm,
        sent_on=TODAY,
        sent_by=peterborough.tm,
    )
    with pytest.raises(BadInput) as refused:
        approve(peterborough, closure)
    assert refused.value.field == "despite_reason"
    approve(peterborough, closure, despite_reason="The threshold is not met.")
    assert Case.objects.get(pk=case.pk).state == "closed"
    page = words(open_page(peterborough.sw, reverse("closures:closure", args=[closure.pk])))
    assert "Closed although somebody disagreed Yes. The threshold is not met." in page


@pytest.mark.rule("PET-96")
def test_who_disagrees_is_advised_to_write_before_the_case_closes(peterborough):
    case = ready(peterborough)
    view = disagreeing(peterborough, case)
    minuted(peterborough, case)
    settle(peterborough, view, "stands")
    closure = propose(peterborough, case, is_ready=False)
    with pytest.raises(NotReady, match="advised to put the disagreement in writing"):
        approve(peterborough, closure)


def test_elsewhere_a_disagreement_is_noted_and_holds_nothing_up(bolton):
    case = ready(bolton)
    disagreeing(bolton, case)
    closure = propose(bolton, case, is_ready=False)
    approve_closure(closure_id=closure.pk, actor=bolton.tm, read_version=closure.version)
    assert Closure.objects.get(pk=closure.pk).despite_disagreement


def test_after_a_refusal_everybody_is_asked_again(peterborough):
    case = ready(peterborough)
    consulted(peterborough, case)
    decline(peterborough, propose(peterborough, case, is_ready=False))
    assert preparation_of(Case.objects.get(pk=case.pk)) is None


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        ({"position": "disagrees", "said": " ", "asked_on": TODAY}, "why The school disagrees"),
        ({"position": "not_asked"}, "why The school was not asked"),
        ({"position": "agrees"}, "the day on which"),
        ({"position": "agrees", "asked_on": TODAY + timedelta(days=1)}, "the day on which"),
        ({"position": "sings", "asked_on": TODAY}, "Select who"),
    ],
)
def test_half_an_answer_is_refused(bolton, answer, message):
    case = supported(bolton)
    answers = [PartyAnswer(kind="agency_professional", name="The school", **answer)]
    with pytest.raises(BadInput, match=message):
        record_views(case_id=case.pk, actor=bolton.sw, seen_version=seen(case), answers=answers)


def test_two_people_writing_at_once_do_not_overwrite_each_other(bolton):
    case = supported(bolton)
    consulted(bolton, case)
    with pytest.raises(ChangedMeanwhile):
        record_views(case_id=case.pk, actor=bolton.sw2, seen_version=1, answers=[])


def test_a_disagreement_that_was_dealt_with_is_not_taken_away(bolton):
    case = supported(bolton)
    view = settle(bolton, disagreeing(bolton, case), "without_meeting")
    with pytest.raises(BadInput, match="cannot be taken away"):
        record_views(
            case_id=case.pk, actor=bolton.sw, seen_version=seen(case), answers=[], removed=[view.pk]
        )


def test_a_row_that_somebody_else_added_meanwhile_is_not_lost(hillingdon):
    case = ready(hillingdon)
    address = reverse("closures:record_views", args=[case.pk])
    mine = sent_rows(open_page(hillingdon.sw, address))
    send(hillingdon.sw2, address, sent_rows(open_page(hillingdon.sw2, address), said="Theirs."))
    answer = send(hillingdon.sw, address, mine)
    assert "Somebody else changed this after you opened it" in words(answer)
    again = {**mine, "version": answer.context["form"]["version"].value()}
    send(hillingdon.sw, address, again)
    assert {view.said for view in PartyView.objects.all()} == {"Theirs.", "Yes."}


def test_a_row_that_is_taken_out_of_the_page_goes(hillingdon):
    case = ready(hillingdon)
    address = reverse("closures:record_views", args=[case.pk])
    send(hillingdon.sw, address, sent_rows(open_page(hillingdon.sw, address)))
    sent = sent_rows(open_page(hillingdon.sw, address))
    fewer = {name: value for name, value in sent.items() if not name.startswith("views-0-")}
    before = PartyView.objects.count()
    send(hillingdon.sw, address, fewer)
    assert PartyView.objects.count() == before - 1


def test_nothing_is_got_ready_on_a_closed_case_or_one_of_another_team(bolton):
    case = ready(bolton)
    with pytest.raises(NotFound):
        consulted(bolton.__class__(**{**vars(bolton), "people": {"sw": bolton.sw3}}), case)
    approve(bolton, propose(bolton, case))
    with pytest.raises(StepNotAllowed):
        consulted(bolton, case)


@pytest.mark.rule("PET-113")
def test_services_that_go_on_are_listed_and_ask_for_a_lead_professional(peterborough):
    case = ready(peterborough)
    consulted(peterborough, case)
    services = [ServiceDetails(name="The health visitor", what="Weighing", contact="01733 555")]
    end = EndOfPlan(services=services)
    write_end_of_plan(case_id=case.pk, actor=peterborough.sw, seen_version=seen(case), end=end)
    with pytest.raises(NotReady) as refused:
        propose(peterborough, case, is_ready=False)
    assert codes(refused) == ["step-down-professional"]
    stepped_part(
        peterborough,
        case,
        "professional",
        professional_name="Ada Nurse",
        professional_agency="Health",
        professional_contact="01733 555",
        professional_from=TODAY,
        family_approves=True,
        family_on_professional="",
        key_worker="",
        key_worker_until=None,
    )
    closure = propose(peterborough, case, is_ready=False)
    page = words(open_page(peterborough.tm, reverse("closures:closure", args=[closure.pk])))
    assert "The health visitor : Weighing (01733 555)" in page.replace("visitor:", "visitor :")
    assert "Ada Nurse" in page


def sent_rows(page, **answers):
    """Fill in the rows of the page as they are shown, with answers for the last."""
    form = page.context["form"]
    rows = form["views"].initial
    sent = {"version": form["version"].value() or "", "shown": form["shown"].value() or ""}
    for number, row in enumerate(rows):
        row = {**row, "position": "agrees", "asked_on": "18/3/2026", "said": "Yes.", **answers}
        sent |= {f"views-{number}-{name}": value for name, value in row.items()}
    return sent


def test_everybody_is_asked_on_one_page_and_the_summary_starts_from_it(hillingdon):
    case = ready(hillingdon)
    address = reverse("closures:record_views", args=[case.pk])
    page = open_page(hillingdon.sw, address)
    answer = send(hillingdon.sw, address, sent_rows(page))
    assert answer.url == reverse("closures:preparation", args=[case.pk])
    views = PartyView.objects.filter(preparation__case=case)
    assert {view.kind for view in views} >= {"child", "parent_carer", "team_manager"}
    summary = open_page(hillingdon.sw, reverse("closures:propose_closure", args=[case.pk]))
    assert "Mary O'Brien: agrees. Yes." in words(summary)
    again = open_page(hillingdon.sw, address)
    send(hillingdon.sw, address, sent_rows(again, said="Still yes."))
    assert {view.said for view in views.all()} == {"Still yes."}


def test_a_half_filled_row_comes_back_with_what_is_missing(hillingdon):
    case = ready(hillingdon)
    address = reverse("closures:record_views", args=[case.pk])
    page = open_page(hillingdon.sw, address)
    answer = send(hillingdon.sw, address, sent_rows(page, position="", said="I am glad"))
    assert "Select what they think of closing" in words(answer)
    assert "I am glad" in words(answer)
    assert not PartyView.objects.exists()


def test_pages_of_getting_ready_are_for_those_who_may_know_of_the_case(bolton, rochdale):
    case = ready(bolton)
    view = disagreeing(bolton, case)
    pages = [
        *(
            reverse(f"closures:{name}", args=[case.pk])
            for name in (
                "preparation",
                "write_end_of_plan",
                "record_views",
                "record_disagreement_meeting",
                "step_down",
            )
        ),
        reverse("closures:settle_disagreement", args=[view.pk]),
    ]
    for page in pages:
        assert open_page(bolton.sw, page).status_code == 200
        assert open_page(bolton.sw3, page).status_code == 404
        assert open_page(rochdale.hos, page).status_code == 404


def test_what_was_done_about_a_disagreement_is_written_on_its_page(peterborough):
    case = ready(peterborough)
    view = disagreeing(peterborough, case)
    address = reverse("closures:settle_disagreement", args=[view.pk])
    shown = open_page(peterborough.sw, address).content.decode()
    assert shown.count('name="settled_on"') == 1
    answers = {"settlement": "stands", "settled_on": "18/3/2026", "settled_how": ""}
    answers["version"] = str(seen(case))
    assert "Enter what was said" in words(send(peterborough.sw, address, answers))
    send(peterborough.sw, address, {**answers, "settled_how": "We met.", "advised_on": "18/3/2026"})
    view.refresh_from_db()
    assert (view.settlement, view.advised_on) == ("stands", TODAY)


def test_the_minutes_are_kept_on_their_page(peterborough):
    case = ready(peterborough)
    disagreeing(peterborough, case)
    address = reverse("closures:record_disagreement_meeting", args=[case.pk])
    answers = {"held_on": "18/3/2026", "chair": "Ruth Hale", "present": "The school"}
    assert "Enter what came of it" in words(send(peterborough.sw, address, answers))
    send(peterborough.sw, address, {**answers, "minutes": "All.", "outcome": "No change"})
    assert preparation_of(case).disagreement_meetings.get().outcome == "No change"


def test_getting_ready_says_whether_somebody_is_still_to_be_asked(peterborough):
    case = supported(peterborough)
    address = reverse("closures:preparation", args=[case.pk])
    before = words(open_page(peterborough.sw, address))
    assert "The plan, and what goes on Not written yet" in before
    assert "3 not asked yet" in before
    child = [each for each in answers_of(case) if each.name != "The school"]
    for answers, said in ((child, "1 not asked yet"), (answers_of(case), "Everybody was asked")):
        record_views(
            case_id=case.pk, actor=peterborough.sw, seen_version=seen(case), answers=answers
        )
        assert said in words(open_page(peterborough.sw, address))
