"""The demonstration: five authorities lived through, once, and never where real records are."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from alerts.models import Alert, Deadline
from assessments.models import Assessment, AssessmentState
from cases.models import Case, CaseState, Person
from cin.accounts.models import LocalAuthority, User
from cin.audit.models import AuditEvent
from cin.audit.services import announce, quietly
from cin.audit.signals import case_changed
from cin.core import clock
from cin.drafts.models import Draft
from closures.models import Closure, ClosureState
from desk.demonstration import building
from desk.demonstration.content import content
from desk.demonstration.houses import places
from meetings.models import Meeting, MeetingState
from plans.models import PlanState, PlanVersion
from safeguarding.models import Concern, ConcernState
from tests.demonstration.walking import pages_reached
from tests.stories import moment
from transfers.models import Transfer, TransferState
from visits.models import Visit, VisitState

pytestmark = pytest.mark.django_db

PASSWORD = "looking around"
ALL = {"peterborough", "bolton", "hillingdon", "birmingham", "rochdale"}
POSTS = {"sw", "sw2", "sw3", "tm", "tm2", "sm", "hos", "admin", "ta"}
# A page that is offered and cannot be done yet says so, with the way on.
OPENED = {200, 409}
NOW = moment("2026-11-18 15:00")


@pytest.fixture(autouse=True)
def _settings(monkeypatch):
    monkeypatch.setenv("CIN_DEMO_PASSWORD", PASSWORD)
    with clock.at(NOW):
        yield


def only(monkeypatch, *slugs):
    chosen = [place for place in places() if place["slug"] in slugs]
    monkeypatch.setattr(building, "places", lambda: chosen)


def demo(capsys, *words):
    call_command("demo", *words)
    return capsys.readouterr().out


def test_five_authorities_with_their_people_who_can_sign_in(capsys):
    assert demo(capsys, "--cases", "1").count("1 children") == len(ALL)
    assert set(LocalAuthority.objects.values_list("slug", flat=True)) == ALL
    for slug in ALL:
        for post in POSTS:
            person = authenticate(username=f"{slug}.{post}", password=PASSWORD)
            assert person.authority.slug == slug
            assert person.authority.is_demonstration
    assert not User.objects.filter(is_superuser=True).exists()


def test_a_second_run_changes_nothing_and_says_so(capsys, monkeypatch):
    only(monkeypatch, "bolton")
    demo(capsys, "--cases", "2")
    before = (AuditEvent.objects.count(), Alert.objects.count(), User.objects.count())
    with CaptureQueriesContext(connection) as queries:
        assert "already" in demo(capsys, "--cases", "9")
    assert len(queries) == 1
    assert (AuditEvent.objects.count(), Alert.objects.count(), User.objects.count()) == before


def test_an_authority_that_is_missing_is_made_beside_those_that_are_there(capsys, monkeypatch):
    only(monkeypatch, "bolton")
    demo(capsys, "--cases", "1")
    only(monkeypatch, "bolton", "rochdale")
    assert demo(capsys, "--cases", "1") == "rochdale: 1 children\n"


class Count:
    """Counts the statements sent to the database, however many."""

    def __init__(self):
        self.sent = 0

    def __call__(self, execute, *statement):
        self.sent += 1
        return execute(*statement)


@pytest.fixture
def whole(monkeypatch, request):
    """An authority with its thirty children, made for no more than 1,100 statements a child."""
    only(monkeypatch, request.param)
    count = Count()
    with connection.execute_wrapper(count):
        call_command("demo")
    assert count.sent < 30 * 1100
    return request.param


@pytest.mark.parametrize("whole", ["peterborough", "bolton", "hillingdon"], indirect=True)
def test_the_stories_can_be_told_whole_in_every_authority(whole):
    assert Case.objects.count() == 30
    assert Case.objects.filter(state=CaseState.CLOSED).exists()
    assert Case.objects.filter(state=CaseState.CIN_ACTIVE).exists()


@pytest.mark.parametrize("whole", ["rochdale"], indirect=True)
def test_thirty_children_at_every_stage_with_something_for_everybody_and_every_page_opens(whole):
    assert Case.objects.count() == 30
    assert set(Case.objects.values_list("state", flat=True)) == set(CaseState)
    worker = User.objects.get(username=f"{whole}.sw")
    today = clock.today()
    mine = Deadline.objects.filter(case__worker=worker, met_on=None, withdrawn_at=None)
    assert mine.filter(due_on__lt=today).exists()
    assert mine.filter(due_on__gte=today, amber_from__lte=today).exists()
    assert mine.filter(amber_from__gt=today, due_on__lte=today + timedelta(days=14)).exists()
    assert Visit.objects.filter(visitor=worker, state=VisitState.MADE).exists()
    assert Meeting.objects.filter(written_by=worker, state=MeetingState.HELD).exists()
    assert Assessment.objects.filter(written_by=worker, state=AssessmentState.RETURNED).exists()
    assert PlanVersion.objects.filter(written_by=worker, state=PlanState.DRAFT).exists()
    team = {"case__team": worker.team}
    assert Assessment.objects.filter(state=AssessmentState.SUBMITTED, **team).exists()
    assert Closure.objects.filter(state=ClosureState.PROPOSED, **team).exists()
    assert Concern.objects.filter(state=ConcernState.RAISED, **team).exists()
    assert Transfer.objects.filter(state=TransferState.PROPOSED, to_team=worker.team).exists()
    assert Alert.objects.filter(recipient=worker, cleared_at=None).exists()
    typed = Draft.objects.values_list("person__username", "page")
    assert set(typed) == {
        (f"{whole}.sw", "visits:record_visit"),
        (f"{whole}.sw2", "safeguarding:raise_concern"),
    }
    people = [("sw", 100), ("tm", 100), ("hos", 60), ("admin", 10), ("ta", 20)]
    if whole == "rochdale":
        people.append(("sp", 20))
    for post, at_least in people:
        reached = pages_reached(User.objects.get(username=f"{whole}.{post}"))
        broken = {at: found for at, found in reached.items() if found not in OPENED}
        assert (post, broken) == (post, {})
        assert len(reached) >= at_least


@pytest.mark.parametrize("whole", ["birmingham"], indirect=True)
def test_what_is_past_was_mostly_done_in_time_and_nothing_lies_ahead(whole):
    rows = Deadline.objects.filter(withdrawn_at=None)
    late = [row for row in rows.exclude(met_on=None) if row.due_on and row.met_on > row.due_on]
    open_and_past = rows.filter(met_on=None, due_on__lt=clock.today())
    assert len(late) + open_and_past.count() < rows.count() / 8
    assert not AuditEvent.objects.filter(at__gt=NOW).exists()
    assert not Visit.objects.filter(visited_at__gt=NOW).exists()
    children = Person.objects.filter(cases__isnull=False)
    assert children.filter(born_on=None).exclude(expected_on=None).exists()
    assert children.filter(is_disabled=True).exists()
    assert Case.objects.values("family").distinct().count() < 30


def test_chance_is_seeded_so_the_same_people_come_every_time(monkeypatch, capsys):
    only(monkeypatch, "peterborough")
    told = []
    for _ in range(2):
        with transaction.atomic():
            demo(capsys, "--cases", "3")
            told.append(list(Person.objects.order_by("pk").values_list("given_names", "born_on")))
            transaction.set_rollback(True)
    assert len(told[0]) >= 3
    assert told[0] == told[1]


def test_it_is_refused_in_production_and_without_a_password(monkeypatch, settings):
    settings.CIN_TEST = False
    with pytest.raises(CommandError, match="production"):
        call_command("demo")
    settings.CIN_DEMONSTRATION = True
    monkeypatch.delenv("CIN_DEMO_PASSWORD")
    with pytest.raises(CommandError, match="CIN_DEMO_PASSWORD"):
        call_command("demo")
    assert not LocalAuthority.objects.exists()


def test_nobody_is_told_of_a_change_made_quietly(django_capture_on_commit_callbacks):
    told = []
    case_changed.connect(
        lambda **words: told.append(words["case_id"]), weak=False, dispatch_uid="t"
    )
    try:
        with django_capture_on_commit_callbacks(execute=True), quietly():
            announce(1)
        assert told == []
    finally:
        case_changed.disconnect(dispatch_uid="t")


def test_every_text_names_only_what_it_is_given():
    allowed = {"child", "carer"}
    for situation in content("situations")["situations"]:
        for text in map(str, situation.values()):
            assert set(re.findall(r"\{(\w+)\}", text)) <= allowed
