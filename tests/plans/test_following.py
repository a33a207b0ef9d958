"""How far the actions of a plan have come: recorded, shown, and pointed out when late."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cin.audit.models import AuditEvent, RecordView
from cin.core import clock
from cin.core.errors import BadInput, NotFound, StepNotAllowed
from plans.following import overdue_actions, overdue_for
from plans.models import ActionProgress, PlanAction, PlanVersion
from plans.selectors import version_in_force
from plans.services import ProgressDetails, record_progress, submit_plan
from tests.cases.browsing import open_page, send, sign_in, words
from tests.planned import plan_changed
from tests.stories import approved, moment, plan_submitted, supported

pytestmark = pytest.mark.django_db
LATE = "2026-05-05"


@pytest.fixture
def version(bolton) -> PlanVersion:
    """A plan in force, whose one action is to be done by 17 April 2026."""
    return version_in_force(supported(bolton))


def say(house, version, state="done", *, on=None, actor=None, number=None, **words):
    return record_progress(
        version_id=version.pk,
        number=number or version.actions.get().number,
        actor=actor or house.sw,
        details=ProgressDetails(state=state, on=on or clock.today(), **words),
    )


def follow(version, number=None):
    return reverse("plans:follow_action", args=[version.pk, number or version.actions.get().number])


def page(house, version, name="plans:plan"):
    return words(open_page(house.sw, reverse(name, args=[version.pk])))


@pytest.mark.rule("ROC-10", "BIR-54")
def test_an_action_past_its_day_is_shown_to_its_worker_and_on_the_case(bolton, version):
    with clock.at(moment("2026-04-17")):
        assert list(overdue_for(bolton.sw)) == []
    with clock.at(moment(LATE)):
        assert [each.what for each in overdue_for(bolton.sw)] == ["Walk to school together"]
        assert list(overdue_for(bolton.sw2)) == []
        today = words(open_page(bolton.sw, reverse("desk:today")))
        case = words(open_page(bolton.sw, reverse("desk:case", args=[version.case_id])))
        for shown in (today, case):
            assert "Actions of the plan past their day 1" in shown
            assert "Walk to school together" in shown
        assert "Overdue" in page(bolton, version)
        say(bolton, version, "started")
        assert len(overdue_actions([version.case])) == 1
        say(bolton, version, "done", note="She likes it.")
        assert list(overdue_actions([version.case])) == []
        assert "Actions of the plan past" not in words(open_page(bolton.sw, reverse("desk:today")))
        assert "Done, 5 May 2026. She likes it." in page(bolton, version)


@pytest.mark.rule("PET-31", "BOL-34", "BIR-54")
def test_a_referral_to_an_agency_is_recorded_with_the_action(bolton, version):
    answers = {"state": "referred", "agency": "CAMHS", "asked_for": "A place", "on": "18/3/2026"}
    assert send(bolton.sw, follow(version), answers).url == reverse("plans:plan", args=[version.pk])
    saved = ActionProgress.objects.get()
    assert (saved.agency, saved.note, saved.state) == ("CAMHS", "A place", "referred")
    assert "Referred to an agency: CAMHS, 18 March 2026. A place" in page(bolton, version)
    assert AuditEvent.objects.filter(action="plans.record_progress").count() == 1


def test_the_latest_day_counts_whatever_was_typed_first(bolton, version):
    with clock.at(moment(LATE)):
        say(bolton, version, "done", on=date(2026, 5, 4))
        say(bolton, version, "started", on=date(2026, 4, 1))
        assert list(overdue_actions([version.case])) == []


def test_an_action_keeps_what_was_recorded_in_the_next_version(bolton, version):
    say(bolton, version, "done")
    changed = plan_changed(bolton, version.case)
    submit_plan(version_id=changed.pk, actor=bolton.sw)
    assert changed.actions.get().number == version.actions.get().number
    assert "Done" in page(bolton, version_in_force(version.case))


def test_a_new_action_gets_a_number_that_no_other_had(bolton, version):
    first = version.actions.get()
    PlanAction.objects.create(version=version, position=1, number=first.number + 5, what="Gone")
    changed = plan_changed(bolton, version.case)
    numbers = [each.number for each in changed.actions.all()]
    assert numbers == [first.number, first.number + 5]
    PlanAction.objects.filter(version=changed, what="Gone").delete()
    address = reverse("plans:write_plan", args=[changed.pk])
    answers = {"actions-0-what": "New", "actions-0-number": "1000", "then": "later"}
    send(bolton.sw, address, {**answers, "version": changed.version})
    assert changed.actions.get().number == first.number + 6


@pytest.mark.parametrize(
    ("state", "more", "field"),
    [
        ("referred", {}, "agency"),
        ("not_done", {"note": " "}, "why_not"),
        ("perhaps", {}, "state"),
        ("done", {"on": date(2026, 3, 19)}, "on"),
        ("done", {"on": date(2026, 3, 17)}, "on"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_box(bolton, version, state, more, field):
    with pytest.raises(BadInput) as refused:
        say(bolton, version, state, **more)
    assert refused.value.field == field
    assert not ActionProgress.objects.exists()


def test_only_actions_of_the_plan_in_force_are_followed(hillingdon):
    version = plan_submitted(hillingdon, approved(hillingdon).case)
    with pytest.raises(StepNotAllowed, match="Only the actions of the plan in force"):
        say(hillingdon, version)
    assert open_page(hillingdon.sw, follow(version)).status_code == 409


def test_another_team_and_a_manager_of_another_find_nothing(bolton, version):
    for person in (bolton.sw3, bolton.tm2, bolton.admin):
        assert open_page(person, follow(version)).status_code == 404
        address = reverse("plans:print_plan", args=[version.pk])
        assert open_page(person, address).status_code == 404
    with pytest.raises(NotFound):
        say(bolton, version, actor=bolton.sw3)


def test_an_action_that_the_plan_does_not_have_is_not_found(bolton, version):
    assert open_page(bolton.sw, follow(version, 999_999)).status_code == 404
    with pytest.raises(NotFound):
        say(bolton, version, number=999_999)


def test_lists_of_late_actions_cost_the_same_for_ten_as_for_one(bolton, version):
    browser, today = sign_in(bolton.sw), reverse("desk:today")
    with clock.at(moment(LATE)):
        browser.get(today)
        with CaptureQueriesContext(connection) as one:
            browser.get(today)
        action = version.actions.get()
        for number in range(1, 10):
            action.pk, action.number = None, action.number + number
            action.save(force_insert=True)
        with CaptureQueriesContext(connection) as ten:
            browser.get(today)
    assert len(one) == len(ten)


def test_the_plan_is_printed_as_a_pdf_and_who_took_it_is_written_down(bolton, version):
    answer = open_page(bolton.sw, reverse("plans:print_plan", args=[version.pk]))
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    assert RecordView.objects.filter(case_id=version.case_id, page="plan, printed").count() == 1
