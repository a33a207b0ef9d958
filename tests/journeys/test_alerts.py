"""An alert raised by the beat and the worker, and cleared by the visit it asked for."""

import time
from datetime import date, timedelta

import pytest

from tests.journeys.case_story import CaseStory, answer_what_is_asked
from tests.journeys.desk import Desk
from tests.journeys.reckoning import now

pytestmark = pytest.mark.journey

PATIENCE = 60


def item(desk, child):
    why = desk.page.get_by_role("link", name=f"Why this date? Initial visit of {child}")
    return desk.main.get_by_role("listitem").filter(has=why)


def wait_for_alert(desk, child):
    """Open Today until it says that the alert was raised."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        desk.page.goto("/")
        if item(desk, child).filter(has_text="you were alerted on").count():
            return True
        time.sleep(0.5)
    return False


WAKE = """
from cin.policy.models import ProcedureVersion
for version in ProcedureVersion.objects.filter(authority__slug="rochdale"):
    version.departures = {**version.departures, "alert_times": "any_time"}
    version.save()
"""


@pytest.mark.rule("ROC-77")
def test_an_alert_comes_by_beat_and_goes_with_the_visit(sign_in, check_page, site):
    worker, manager = (Desk(sign_in(f"rochdale.{post}"), check_page) for post in ("sw", "tm"))
    story = CaseStory(
        slug="rochdale", sw=worker, tm=manager, family="Åkesson", born_on=date(2016, 2, 29)
    )
    story.refer()
    story.screen()
    story.allocate()
    # The journey may be told at night or on a Sunday, when alerts would rest.
    site.manage("shell", "--command", WAKE)
    with site.late_beat():
        assert wait_for_alert(worker, story.child)
    worker.look()
    story.visit("initial", "Initial visit")
    worker.open("/")
    assert item(worker, story.child).count() == 0


def test_a_visit_is_recorded_without_javascript(sign_in, check_page):
    worker = Desk(sign_in("rochdale.sw", java_script_enabled=False), check_page=lambda page: None)
    worker.open("/")
    worker.main.get_by_role("link", name="Record the visit").first.click()
    page = worker.page
    when = page.get_by_role("group", name="When was the visit?")
    when.get_by_label("Date").fill("yesterday")
    when.get_by_label("Time").fill("half past")
    worker.press("Finish the record")
    assert "There is a problem" in worker.main.inner_text()
    day = now().date() - timedelta(days=1)
    when.get_by_label("Date").fill(f"{day:%-d %B %Y}")
    when.get_by_label("Time").fill("2:30pm")
    worker.choose("Where?", "At school or nursery")
    page.get_by_role("group", name="seen?").get_by_label("Yes").first.check()
    page.get_by_role("group", name="seen alone?").get_by_label("Yes").first.check()
    page.get_by_label("say or show you?").fill("I like my school.")
    page.get_by_label("What happened at the visit?").fill("We talked in the library.")
    page.get_by_role("group", name="raise a concern").get_by_label("No").check()
    answer_what_is_asked(worker)
    worker.press("Finish the record")
    assert "finished" in worker.main.inner_text().lower()
