"""What can be done on a case besides stands under headings; what was sent out stands with what it
is.
"""

import pytest

from alerts.services.deadlines import recompute
from cases.selectors.access import find_case
from cin.accounts.models import Role
from cin.core import clock
from cin.documents.selectors import last_sent_of
from cin.documents.services import note_circulation
from desk.selectors.overview import overview_of
from desk.selectors.step import minor_steps
from desk.selectors.steps import steps_open_to
from meetings.models import Meeting
from plans.models import PlanVersion
from tests.accounts.test_helping_roles import helper
from tests.cases.browsing import open_page, words
from tests.stories import allocated, supported

pytestmark = pytest.mark.django_db


def test_links_stand_once_each_under_the_headings_of_the_work(house):
    case = supported(house)
    steps = steps_open_to(house.tm, overview_of(find_case(house.tm, case.pk), house.tm))
    groups = minor_steps(steps)
    headings = [group.heading for group in groups]
    assert headings[:2] == ["Visits", "Meetings"]
    assert headings[-1] == "Closing"
    under = {group.heading: [step.label for step in group.steps] for group in groups}
    assert "Plan a visit" in under["Visits"]
    assert "Write a note" in under["The record"]
    assert "Give the case to another worker" in under["Workers, teams and authorities"]
    listed = sorted(label for labels in under.values() for label in labels)
    minor = (each for each in steps if each.href and not each.is_main and not each.is_warning)
    assert listed == sorted(each.label for each in minor)


def test_a_few_links_need_no_heading(house):
    case = allocated(house)
    steps = steps_open_to(house.sw3, overview_of(find_case(house.hos, case.pk), house.sw3))
    assert [group.heading for group in minor_steps(steps)] in ([], [""])


def test_the_page_of_a_case_says_when_each_document_was_last_sent_out(house):
    case = supported(house)
    meeting = Meeting.objects.get()
    plan = PlanVersion.objects.get(case=case)
    for kind, of_id in (("minutes", meeting.pk), ("plan", plan.pk), ("plan", plan.pk)):
        note_circulation(
            case=case,
            kind=kind,
            of_id=of_id,
            actor=house.sw,
            sent_on=clock.today(),
            recipients="Mary O'Brien",
        )
    assert last_sent_of(case.pk) == {
        "minutes": {meeting.pk: clock.today()},
        "plan": {plan.pk: clock.today()},
    }
    text = words(open_page(house.sw, f"/cases/{case.pk}/"))
    assert text.count("Minutes sent out on") == 1
    assert text.count(". Sent out on") == 1


def test_an_administrator_books_from_today_what_is_due_and_a_worker_records_it(house):
    case = supported(house)
    recompute([case.pk])
    page = f"/cases/{case.pk}/"
    assert "Book the meeting" in words(open_page(helper(house, Role.TEAM_ADMINISTRATOR), page))
    assert "Book the meeting" not in words(open_page(house.sw, page))
