"""A worker killed in the middle, and two beats at once: nothing is lost and nothing is doubled."""

import pytest

from cin.procedures.calendar import england_and_wales
from tests.journeys import crowd
from tests.journeys.desk import Desk, written
from tests.journeys.reckoning import now
from tests.journeys.waiting import blocked, has_gone, until, value

pytestmark = pytest.mark.journey
OTHERS = 530
BATCH = 500
DUE = """
    SELECT count(DISTINCT deadline.due_on), count(*)
    FROM alerts_deadline deadline JOIN cases_case whole ON whole.id = deadline.case_id
    WHERE whole.reference LIKE %s AND deadline.key = 'assessment'
"""
PROGRESS = "SELECT done FROM policy_recomputation WHERE cause LIKE %s ORDER BY id DESC LIMIT 1"
FINISHED = "SELECT count(*) FROM policy_recomputation WHERE cause LIKE %s AND finished_at IS NULL"
DIGEST = """
    INSERT INTO alerts_digest (recipient_id, day, created_at, updated_at)
    SELECT id, %s, now(), now() FROM accounts_user WHERE username = %s
"""
STANDING = """
    SELECT count(*) FROM alerts_alert alert
    JOIN alerts_deadline deadline ON deadline.id = alert.deadline_id
    JOIN cases_case whole ON whole.id = deadline.case_id
    WHERE whole.reference = %s AND alert.cleared_at IS NULL
"""
TWICE = """
    SELECT count(*) FROM (
        SELECT 1 FROM alerts_alert WHERE cleared_at IS NULL
        GROUP BY deadline_id, tier, recipient_id HAVING count(*) > 1
    ) doubled
"""


@pytest.fixture
def watched(site):
    """A look at the site's own database, from outside every transaction of its processes."""
    with site.database() as link:
        link.autocommit = True
        yield link


def kill_the_blocked_worker(site, holder, watched):
    """Kill the worker that waits for what `holder` has, and start another once it is gone."""
    session = until(lambda: blocked(watched))
    site.kill_workers()
    holder.rollback()
    until(lambda: has_gone(watched, session))
    site.start_worker()


def test_a_recomputation_goes_on_where_the_worker_was_killed(site, watched, sign_in, check_page):
    made = crowd.made(site, f"allocated_with_others('birmingham', 5, {OTHERS})")
    admin = Desk(sign_in("birmingham.admin"), check_page)
    whose = f"{made['reference']}%"
    closed = england_and_wales().next_working_day(now().date())
    cause = f"{written(closed)} made a day off"
    with site.database() as holder:
        value(holder, "SELECT id FROM cases_case WHERE id = %s FOR UPDATE", made["last"])
        admin.page.goto("/procedure/calendar/new/")
        admin.fill("Which day?", written(closed))
        admin.choose("What is it?", "Local closure day")
        admin.fill("Why, and where is it said?", "The offices are moved.")
        admin.press("Add this day")
        until(lambda: value(watched, PROGRESS, cause) == BATCH and blocked(watched))
        assert value(watched, DUE, whose) == 2
        kill_the_blocked_worker(site, holder, watched)
    assert value(watched, PROGRESS, cause) == BATCH
    site.ask("alerts.tasks.carry_on_all_recomputing")
    until(lambda: not value(watched, FINISHED, cause))
    open_cases = value(
        watched,
        "SELECT count(*) FROM cases_case whole JOIN accounts_localauthority house"
        " ON house.id = whole.authority_id WHERE house.slug = 'birmingham'"
        " AND whole.state != 'closed'",
    )
    assert value(watched, PROGRESS, cause) == open_cases
    assert value(watched, DUE, whose) == 1
    admin.open("/procedure/calendar/")
    assert f"the dates of {open_cases} cases were worked out again" in admin.main.inner_text()


def test_a_round_of_messages_goes_on_where_the_worker_was_killed(site, watched):
    crowd.made(site, "allocated_with_others('rochdale', 60)")
    site.manage("raise_alerts")
    first, second = (f"{post}@rochdale.example" for post in ("sw", "tm"))
    # An earlier journey may have had its messages today: this one has a round of its own.
    with watched.cursor() as cursor:
        cursor.execute("DELETE FROM alerts_digest")
    before = site.mails_to(first), site.mails_to(second)
    with site.database() as holder, holder.cursor() as cursor:
        cursor.execute(DIGEST, (now().date(), "rochdale.tm"))
        site.ask("alerts.tasks.send_digests")
        until(lambda: site.mails_to(first) == before[0] + 1 and blocked(watched))
        assert site.mails_to(second) == before[1]
        kill_the_blocked_worker(site, holder, watched)
    site.ask("alerts.tasks.send_digests")
    until(lambda: site.mails_to(second) > before[1])
    site.ask("alerts.tasks.send_digests")
    rounds = site.done("alerts.tasks.send_digests")
    until(lambda: site.done("alerts.tasks.send_digests") >= rounds + 1)
    assert (site.mails_to(first), site.mails_to(second)) == (before[0] + 1, before[1] + 1)


def test_two_beats_at_once_raise_once_and_send_once(site, watched):
    crowd.made(site, "allocated_with_others('bolton', 60)")
    site.manage("raise_alerts")
    made = crowd.made(site, "allocated_with_others('bolton', 61)")
    tasks = ("alerts.tasks.raise_alerts", "alerts.tasks.send_digests")
    # An earlier journey may have had its messages today: this one has a round of its own.
    with watched.cursor() as cursor:
        cursor.execute("DELETE FROM alerts_digest")
    told = [f"{post}@bolton.example" for post in ("sw", "tm")]
    mails = [site.mails_to(each) for each in told]
    before = {task: site.done(task) for task in tasks}
    site.start_worker()
    with site.late_beat(), site.late_beat():
        for task in tasks:
            until(lambda task=task: site.done(task) >= before[task] + 2)
    raised = value(watched, STANDING, made["reference"])
    assert raised >= 2
    assert value(watched, TWICE) == 0
    assert [site.mails_to(each) for each in told] == [count + 1 for count in mails]
    site.manage("raise_alerts")
    assert value(watched, STANDING, made["reference"]) == raised
