"""Things the procedure asks for that leave no record of their own."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from alerts.models import Deadline
from alerts.selectors.due import due_on_case
from alerts.services.deadlines import recompute
from cases.models import Milestone
from cases.selectors.facts import facts_about
from cases.selectors.milestones import milestone_refusal
from cases.services.milestones import record_milestone
from cin.core import clock
from cin.core.errors import BadInput, NotPermitted, StepNotAllowed
from closures.services import ClosingSummary, approve_closure, propose_closure
from tests.endings import consulted
from tests.stories import allocated, approved, build_house, moment, supported

pytestmark = pytest.mark.django_db


def _address(case, kind):
    return reverse("cases:record_milestone", args=[case.pk, kind])


def test_what_a_manager_records_with_reasons_is_no_milestone_and_its_page_leads_to_the_note(client):
    house = build_house("rochdale")
    case = allocated(house)
    with pytest.raises(StepNotAllowed, match="oversight"):
        record_milestone(
            case_id=case.pk,
            actor=house.tm,
            kind="supervision_held",
            happened_on=clock.today(),
            note="Discussed.",
        )
    client.force_login(house.tm)
    response = client.get(_address(case, "supervision_held"))
    assert response["Location"] == reverse("cases:record_oversight", args=[case.pk, "supervision"])


def test_a_checkpoint_noted_before_it_had_a_form_still_meets_its_due_date():
    house = build_house("rochdale")
    with clock.at(moment("2026-03-18")):
        case = allocated(house)
    with clock.at(moment("2026-03-24")):
        Milestone.objects.create(
            case=case,
            kind="checkpoint_1_agreed",
            happened_on=date(2026, 3, 24),
            note="All five items are there.",
            recorded_by=house.tm,
        )
        recompute([case.pk])
    deadline = Deadline.objects.get(case=case, key="checkpoint_1")
    assert (deadline.due_on, deadline.met_on) == (date(2026, 3, 25), date(2026, 3, 24))


def test_what_has_a_form_of_its_own_is_not_noted_and_leads_to_the_form(client):
    house = build_house("rochdale")
    case = allocated(house)
    client.force_login(house.tm)
    response = client.get(_address(case, "checkpoint_2_agreed"))
    assert response["Location"] == reverse("assessments:checkpoint", args=[case.pk, 2])
    with pytest.raises(StepNotAllowed, match="form of its own"):
        record_milestone(
            case_id=case.pk,
            actor=house.tm,
            kind="checkpoint_2_agreed",
            happened_on=clock.today(),
            note="Agreed",
        )


def test_a_milestone_of_earlier_days_stays_a_fact():
    house = build_house("birmingham")
    case = supported(house)
    Milestone.objects.create(
        case=case,
        kind="supervision_held",
        happened_on=clock.today(),
        note="Recorded before there were managers' notes.",
        recorded_by=house.tm,
    )
    assert "supervision_held" in {event.type for event in facts_about([case.pk])[case.pk]}


def test_the_page_records_it_and_leads_back_to_the_case(client):
    house = build_house("rochdale")
    case = allocated(house)
    client.force_login(house.sw)
    response = client.post(
        _address(case, "genogram_uploaded"),
        {"happened_on": clock.today().strftime("%d/%m/%Y"), "note": "School, GP and police asked."},
    )
    assert response.status_code == 302
    assert response["Location"] == reverse("desk:case", args=[case.pk])
    assert Milestone.objects.get().note == "School, GP and police asked."


def test_a_day_in_the_future_is_refused_beside_its_field_and_the_note_stays(client):
    house = build_house("rochdale")
    case = allocated(house)
    client.force_login(house.sw)
    tomorrow = clock.today() + timedelta(days=1)
    response = client.post(
        _address(case, "genogram_uploaded"),
        {"happened_on": tomorrow.strftime("%d/%m/%Y"), "note": "School and GP asked."},
    )
    assert response.status_code == 200
    assert "School and GP asked." in response.content.decode()
    assert "future" in response.content.decode()
    assert not Milestone.objects.exists()


def test_another_team_and_an_unknown_kind_are_not_found(client):
    house = build_house("rochdale")
    case = allocated(house)
    client.force_login(house.sw3)
    assert client.get(_address(case, "fnm_held")).status_code == 404
    client.force_login(house.sw)
    assert client.get(_address(case, "anything_else")).status_code == 404


def test_a_milestone_before_the_referral_or_without_a_note_is_refused():
    house = build_house("rochdale")
    case = allocated(house)
    before = case.referral.received_on - timedelta(days=1)
    common = {"case_id": case.pk, "actor": house.sw, "kind": "genogram_uploaded"}
    with pytest.raises(BadInput, match="before the referral"):
        record_milestone(happened_on=before, note="Drawn.", **common)
    with pytest.raises(BadInput, match="note"):
        record_milestone(happened_on=clock.today(), note=" ", **common)


def test_a_case_closed_after_an_assessment_keeps_its_acceptance_and_allocation():
    house = build_house("rochdale")
    case = approved(house, "no_further_action").case
    consulted(house, case)
    closure = propose_closure(
        case_id=case.pk,
        actor=house.sw,
        summary=ClosingSummary(
            reason="no_further_action",
            summary="Assessed",
            child_views="Glad",
            family_views="Glad",
            agency_views="Agree",
            next_steps="School",
        ),
    )
    approve_closure(closure_id=closure.pk, actor=house.tm, read_version=closure.version)
    types = {event.type for event in facts_about([case.pk])[case.pk]}
    assert types == {"referral_received", "referral_accepted", "case_allocated", "case_closed"}


def test_a_birthday_years_away_is_nothing_to_do_yet():
    house = build_house("rochdale")
    with clock.at(moment("2026-03-18")):
        case = supported(house, born_on=date(2009, 6, 1))
        recompute([case.pk])
        keys = [due.deadline.key for due in due_on_case(case, house.sw)]
        assert "eighteenth_birthday" not in keys
    with clock.at(moment("2026-06-02")):
        keys = [due.deadline.key for due in due_on_case(case, house.sw)]
        assert "eighteenth_birthday" in keys


@pytest.mark.rule("HIL-39")
def test_the_checks_of_a_family_without_public_funds_stay_with_the_worker_of_the_case(client):
    house = build_house("hillingdon")
    case = allocated(house)
    nrpf, other = "nrpf_subsistence_checked", "genogram_uploaded"
    assert not milestone_refusal(case, house.sw, nrpf)
    assert not milestone_refusal(case, house.tm, nrpf)
    assert "who carries the case" in milestone_refusal(case, house.sw2, nrpf)
    assert not milestone_refusal(case, house.sw2, other)
    client.force_login(house.sw2)
    assert client.get(_address(case, nrpf)).status_code == 403
    with pytest.raises(NotPermitted):
        record_milestone(
            case_id=case.pk, actor=house.sw2, kind=nrpf, happened_on=clock.today(), note="Checked."
        )
