"""When a strategy discussion can have been held, and who is not to be told of it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from cases.models import Case
from cases.services.homes import limit_sharing
from cases.services.referrals import ChildDetails, add_sibling
from cin.audit.models import AuditEvent, RecordView
from cin.core import clock
from cin.core.errors import BadInput
from safeguarding.models import Concern, StrategyDiscussion, StrategyShare
from safeguarding.selectors.beginning import beginning_of
from safeguarding.services import begin_enquiries, edit_strategy, share_strategy
from tests.cases.browsing import open_page, send, words
from tests.meetings.arranging import teacher_of
from tests.safeguarding.telling import called, details, discussed, rows
from tests.stories import allocated, moment

pytestmark = pytest.mark.django_db
SECRET, KEPT = "Where Sean sleeps", "Tess left the room before."
FORM = {
    "shared_at_date": "18/3/2026",
    "shared_at_time": "10am",
    "recipients": "DS Webb\nTess D'Arcy",
}


@pytest.fixture
def case(rochdale):
    """A case that the first social worker carries, referred some time ago."""
    with clock.at(moment("2026-03-02")):
        return allocated(rochdale)


@pytest.fixture
def brother(rochdale, case):
    """A little brother, whose teacher is not to be told something."""
    child = ChildDetails(given_names="Sean", family_name="Ahmed", born_on=clock.today())
    found = add_sibling(actor=rochdale.sw, case_id=case.pk, child=child)
    tess = teacher_of(rochdale, found)
    limit_sharing(
        case_id=found.pk, person_id=tess.pk, actor=rochdale.sw, what=SECRET, reason="Threats"
    )
    return found


def edited(house, found, case, **more):
    return edit_strategy(
        strategy_id=found.pk,
        actor=house.sw,
        seen_version=StrategyDiscussion.objects.get(pk=found.pk).version,
        details=details(**more),
        rows=rows(case),
    )


@pytest.mark.parametrize(
    ("call", "held", "earliest"),
    [
        ("2026-03-18", "2026-03-16 23:59", "17 March 2026"),
        ("2026-03-16", "2026-03-12 23:59", "13 March 2026"),
    ],
)
def test_it_is_not_held_long_before_the_call(rochdale, case, call, held, earliest):
    with clock.at(moment(call)):
        called(rochdale, case)
        with pytest.raises(BadInput, match=f"not before {earliest}") as refused:
            discussed(rochdale, case, held_at=moment(held))
        assert refused.value.field == "held_at"
        assert discussed(rochdale, case, held_at=moment(held) + timedelta(minutes=1)).pk


def test_an_old_discussion_answers_no_later_call(rochdale, case):
    called(rochdale, case)
    with clock.at(moment("2026-03-23")):
        later = called(rochdale, case, "Another bruise.")
        found = discussed(rochdale, case, held_at=moment("2026-03-18 12:00"))
        assert Concern.objects.get(discussion=found) != later
        assert Concern.objects.get(pk=later.pk).waits_for_strategy
        edited(rochdale, found, case, held_at=moment("2026-03-20 12:00"))
        assert not Concern.objects.get(pk=later.pk).waits_for_strategy
        edited(rochdale, found, case, held_at=moment("2026-03-18 12:00"))
        assert Concern.objects.get(pk=later.pk).waits_for_strategy


def test_it_is_not_moved_behind_what_came_of_it(rochdale, case):
    called(rochdale, case)
    found = discussed(rochdale, case)
    begin_enquiries(strategy_id=found.pk, actor=rochdale.sw, began_at=clock.now())
    with clock.at(moment("2026-03-18 15:00")):
        with pytest.raises(BadInput, match="enquiry began"):
            edited(rochdale, found, case, held_at=moment("2026-03-18 11:00"))
        edited(rochdale, found, case, held_at=moment("2026-03-18 09:00"))


def test_nor_behind_the_sharing_of_its_actions(rochdale, case):
    called(rochdale, case)
    found = discussed(rochdale, case, decision="no_enquiry")
    share_strategy(
        strategy_id=found.pk,
        actor=rochdale.sw,
        part="actions",
        shared_at=clock.now(),
        recipients="DS Webb",
    )
    with clock.at(moment("2026-03-18 15:00")), pytest.raises(BadInput, match="actions were shared"):
        edited(rochdale, found, case, held_at=moment("2026-03-18 11:00"))


def test_whose_enquiry_can_begin_is_asked_for_once(rochdale, case, django_assert_num_queries):
    called(rochdale, case)
    parts = list(discussed(rochdale, case).children.select_related("case__child"))
    with django_assert_num_queries(1):
        beginning = beginning_of(parts)
        assert (beginning.obstacle, beginning.ready, beginning.waiting) == ("", parts, parts)


def test_a_brothers_teacher_is_shown_and_a_manager_can_decide(rochdale, case, brother):
    called(rochdale, case)
    found = discussed(rochdale, case, brother)
    address = reverse("safeguarding:share_strategy_actions", args=[found.pk])
    page = open_page(rochdale.tm, address)
    assert SECRET in words(page)
    assert "despite" in page.context["form"].fields
    assert RecordView.objects.filter(case_id=brother.pk, viewer_id=rochdale.tm.pk).exists()
    assert SECRET in words(send(rochdale.tm, address, FORM))
    assert send(rochdale.tm, address, {**FORM, "despite": "A court order"}).status_code == 302
    assert AuditEvent.objects.get(action="cases.tell_despite_limit").case_id == brother.pk


def test_a_limit_of_another_teams_child_binds_and_is_not_printed(rochdale, case, brother):
    called(rochdale, case)
    found = discussed(rochdale, case, brother)
    Case.objects.filter(pk=brother.pk).update(team=rochdale.other_team, worker=None)
    address = reverse("safeguarding:share_strategy_actions", args=[found.pk])
    assert SECRET not in words(open_page(rochdale.tm, address))
    refused = words(send(rochdale.tm, address, {**FORM, "despite": "I want to"}))
    assert "Not to be told something about another child: Tess D" in refused
    assert "only the team of that child can decide otherwise" in refused
    assert SECRET not in refused
    assert not StrategyShare.objects.exists()
    answers = {**FORM, "recipients": "DS Webb"}
    assert send(rochdale.tm, address, answers).status_code == 302


def test_who_took_part_is_recorded_with_how_it_was_kept_from_them(rochdale, case, brother):
    called(rochdale, case)
    address = reverse("safeguarding:hold_strategy", args=[case.pk])
    page = open_page(rochdale.sw, address)
    assert SECRET in words(page)
    answers = {
        "held_at_date": "18/3/2026",
        "held_at_time": "9am",
        "kind": "meeting",
        "chair_name": "Ade Bello",
        "agencies-0-agency": "education",
        "agencies-0-name": "Tess D'Arcy",
        "agencies-0-took_part": "came",
        f"child-{brother.pk}-included": ["yes"],
        "then": "later",
    }
    assert "Say below how it was kept" in words(send(rochdale.sw, address, answers))
    assert send(rochdale.sw, address, {**answers, "limits_kept": KEPT}).status_code == 302
    found = StrategyDiscussion.objects.get()
    event = AuditEvent.objects.get(action="cases.meet_despite_limit")
    assert (event.case_id, event.reason) == (brother.pk, KEPT)
    again = {**answers, "version": str(found.version), "shared": "More."}
    edit = reverse("safeguarding:edit_strategy", args=[found.pk])
    assert send(rochdale.sw, edit, again).status_code == 302
    Case.objects.filter(pk=brother.pk).update(team=rochdale.other_team, worker=None)
    page = open_page(rochdale.sw, edit)
    assert "limits_kept" in page.context["form"].fields
    assert SECRET not in words(page)
