"""The pages of checkpoints."""

import pytest
from django.urls import reverse

from assessments.models import Assessment, Checkpoint
from cin.audit.models import RecordView
from cin.core import clock
from desk.selectors.decisions import waiting_for
from tests.assessments.test_checkpoints import FIVE, brought
from tests.assessments.test_network_meetings import prepared
from tests.cases.browsing import open_page, send, words
from tests.stories import allocated, assessing, build_house, moment, visited

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_day_in_march():
    with clock.at(moment("2026-03-18")):
        yield


def page_of(name, *args):
    return reverse(f"assessments:{name}", args=args)


def typed(**changes):
    return {
        **{f"item-{code}": f"Amina's {code}" for code in FIVE},
        "meeting_at_date": "31/3/2026",
        "meeting_at_time": "16:00",
        "version": "0",
        "then": "finish",
        **changes,
    }


def test_a_checkpoint_is_written_and_given_to_the_manager_in_one_go(house):
    case = assessing(house).case
    opened = open_page(house.sw, page_of("checkpoint", case.pk, 1))
    assert opened["Location"] == page_of("write_checkpoint", case.pk, 1)
    response = send(house.sw, page_of("write_checkpoint", case.pk, 1), typed())
    assert response["Location"] == page_of("checkpoint", case.pk, 1)
    assert Checkpoint.objects.get().state == "submitted"
    shown = words(open_page(house.sw, page_of("checkpoint", case.pk, 1)))
    assert "Amina's consent" in shown
    assert "31 March 2026 at 4pm" in shown
    assert RecordView.objects.filter(case_id=case.pk, page="checkpoint").exists()


def test_the_day_agreed_at_the_first_visit_or_prepared_since_is_offered(house):
    case = assessing(house).case
    visit = visited(house, case, finalised=False)
    visit.fnm_at = moment("2026-03-30 16:00")
    visit.save()
    address = page_of("write_checkpoint", case.pk, 1)
    assert open_page(house.sw, address).context["form"]["meeting_at"].value() == visit.fnm_at
    later = moment("2026-03-31 10:00")
    prepared(house, case, planned_at=later)
    assert open_page(house.sw, address).context["form"]["meeting_at"].value() == later


def test_what_is_missing_comes_back_with_what_was_typed(house):
    case = assessing(house).case
    answers = typed(**{"item-safety_plan": "", "item-consent": "Both O'Briens agreed"})
    response = send(house.sw, page_of("write_checkpoint", case.pk, 1), answers)
    shown = words(response)
    assert "Write “Safety plan”" in shown
    assert "Both O'Briens agreed" in shown
    assert not Checkpoint.objects.exists()


def test_the_manager_finds_it_on_today_and_agrees_it_with_a_date(house):
    case = assessing(house).case
    checkpoint = brought(house, case)
    waiting = [row for row in waiting_for(house.tm) if row.what == "Checkpoint 1 to agree"]
    assert [row.case for row in waiting] == [case]
    page = open_page(house.tm, waiting[0].href)
    assert "No later than 26 May 2026" in words(page)
    answers = {
        "decision": "agree",
        "note": "Go on",
        "route": "full",
        "due_on": "20 May 2026",
        "version": checkpoint.version,
    }
    response = send(house.tm, waiting[0].href, answers)
    assert response.status_code == 302
    shown = words(open_page(house.sw, page_of("assessment", Assessment.objects.get().pk)))
    assert "Agreed on 18 March 2026 by TM of Rochdale" in shown
    assert "Manager's date In force Wednesday 20 May 2026" in shown
    assert "35 working days after the case was allocated" in shown


@pytest.mark.rule("ROC-51")
def test_a_date_beyond_the_limit_comes_back_beside_its_field(house):
    checkpoint = brought(house, assessing(house).case)
    answers = {
        "decision": "agree",
        "note": "Go on",
        "route": "full",
        "due_on": "27 May 2026",
        "version": checkpoint.version,
    }
    response = send(house.tm, page_of("decide_checkpoint", checkpoint.pk), answers)
    assert response.status_code == 200
    assert "due_on" in response.context["form"].errors
    assert "Go on" in response.content.decode()


def test_a_manager_returns_it_and_the_worker_reads_why(house):
    case = assessing(house).case
    checkpoint = brought(house, case)
    answers = {"decision": "return", "changes": "Who agreed?", "version": checkpoint.version}
    send(house.tm, page_of("decide_checkpoint", checkpoint.pk), answers)
    page = open_page(house.sw, page_of("go_on_checkpoint", checkpoint.pk))
    assert "Who agreed?" in words(open_page(house.sw, page["Location"]))


def test_a_worker_takes_it_back(house):
    checkpoint = brought(house, assessing(house).case)
    send(house.sw, page_of("take_back_checkpoint", checkpoint.pk), {})
    assert Checkpoint.objects.get().state == "writing"


def test_a_worker_cannot_decide_and_another_team_finds_nothing(house):
    case = assessing(house).case
    checkpoint = brought(house, case)
    address = page_of("decide_checkpoint", checkpoint.pk)
    assert open_page(house.sw, address).status_code == 403
    for stranger in (house.sw3, build_house("bolton").tm):
        assert open_page(stranger, address).status_code == 404
        assert open_page(stranger, page_of("checkpoint", case.pk, 1)).status_code == 404


def test_a_checkpoint_before_the_assessment_says_what_comes_first(house):
    case = allocated(house)
    response = open_page(house.sw, page_of("write_checkpoint", case.pk, 1))
    assert response.status_code == 409
    assert "started first" in words(response)
