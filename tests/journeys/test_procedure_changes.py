"""An administrator changes what the dates come from, and the people at their desks see it."""

import re
from datetime import date, timedelta

import pytest

from cin.procedures.calendar import england_and_wales
from tests.journeys import crowd
from tests.journeys.desk import Desk, word, written
from tests.journeys.reckoning import now
from tests.journeys.waiting import until

pytestmark = pytest.mark.journey
VISITS = re.compile(r"^Change\s+Visits: longest interval$")
PUBLISHED = "Published. The dates of the open cases are being worked out again."


@pytest.fixture
def desk(sign_in, check_page):
    def at_desk(username):
        return Desk(sign_in(username), check_page)

    return at_desk


@pytest.fixture
def first_version_again(site):
    """Leave Hillingdon's procedure as the other journeys expect it."""
    yield
    crowd.made(site, "without_later_versions('hillingdon')")


def visit_on_today(worker: Desk, child: str) -> date | None:
    """Read from Today when a child's next visit is due."""
    worker.page.goto("/")
    why = worker.page.get_by_role("link", name=f"Why this date? Visit of {child}", exact=True)
    item = worker.main.get_by_role("listitem").filter(has=why)
    if not item.count():
        return None
    return date.fromisoformat(item.locator("time").get_attribute("datetime"))


def draft_four_weeks(admin: Desk) -> None:
    """Write the next version: visits every 4 weeks, from today, for what is open too."""
    admin.open("/procedure/")
    admin.follow("Write the next version")
    admin.press("Begin the draft")
    admin.main.get_by_text("Visits", exact=True).click()
    with admin.page.expect_navigation():
        admin.main.get_by_role("link", name=VISITS).click()
    admin.look()
    admin.fill("How many", "4")
    admin.press("Save in the draft")
    admin.follow("Give the first day and the reason")
    admin.fill("From which day is it in force?", written(now().date()))
    admin.choose("Does it also apply to what has begun", "Yes, their dates move on that day")
    admin.fill("Why is the procedure changed?", "Agreed by the board.")
    admin.press()
    admin.look()


def test_a_longer_visit_interval_moves_the_visit_on_a_social_workers_today(
    desk, site, first_version_again
):
    made = crowd.made(site, "supported_days_ago('hillingdon', 18)")
    began = now().date() - timedelta(days=18)
    worker, admin, other = (desk(f"hillingdon.{post}") for post in ("sw", "admin", "admin2"))
    assert visit_on_today(worker, made["child"]) == began + timedelta(weeks=3)
    draft_four_weeks(admin)
    admin.follow("See what it would do")
    row = admin.main.get_by_role("row").filter(has_text=made["reference"])
    assert "Visit" in row.inner_text()
    assert made["child"] not in admin.main.inner_text()
    assert visit_on_today(worker, made["child"]) == began + timedelta(weeks=3)
    other.open("/procedure/draft/")
    other.follow("See what it would do")
    other.follow("Go on to publish")
    other.press("Publish this version")
    assert PUBLISHED in other.main.inner_text()
    later = began + timedelta(weeks=4)
    until(lambda: visit_on_today(worker, made["child"]) == later)
    worker.main.get_by_role("link", name=f"Why this date? Visit of {made['child']}").click()
    worker.look()
    assert "4 weeks" in worker.main.inner_text()


def assessment_on_case(worker: Desk, case: int) -> date:
    """Read from the page of a case when its assessment is due."""
    worker.page.goto(f"/cases/{case}/")
    return worker.due()[word("bolton", "assessment")]


def test_a_day_off_moves_a_working_day_date_and_what_moved_is_listed(desk, site):
    made = crowd.made(site, "allocated_with_others('bolton', 5)")
    worker, admin = desk("bolton.sw"), desk("bolton.admin")
    before = assessment_on_case(worker, made["case"])
    calendar = england_and_wales()
    closed, after = (calendar.next_working_day(day) for day in (now().date(), before))
    admin.open("/procedure/calendar/")
    admin.follow("Add a day off")
    admin.fill("Which day?", written(closed))
    admin.choose("What is it?", "Local closure day")
    admin.fill("Why, and where is it said?", "The offices are moved.")
    admin.press("Add this day")
    label = word("bolton", "assessment")
    moved = f"{made['reference']}, {label}: {written(before)} became {written(after)}"
    until(lambda: admin.page.reload() and moved in (admin.main.text_content() or ""))
    admin.look()
    assert assessment_on_case(worker, made["case"]) == after
    admin.main.get_by_role("link", name="Remove").click()
    admin.press("Remove this day off")
    until(lambda: assessment_on_case(worker, made["case"]) == before)
