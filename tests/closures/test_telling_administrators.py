"""A closing that a manager approved is put before the administrators of the team."""

import pytest
from django.core import mail
from django.urls import reverse

from cases.models import Case, Notice
from cases.selectors.notices import unread_notices
from cases.services.notices import read_notice, send_notices
from cin.accounts.models import Role, User
from closures.models import ChecklistOf
from closures.selectors.checklists import lines_of
from tests.cases.browsing import open_page, words
from tests.closures.test_closing import approve, propose, ready
from tests.endings import checked
from tests.stories import House, build_house

pytestmark = pytest.mark.django_db
TODAY = reverse("desk:today")


def administrator(house: House, name: str, team: str = "team", **more: object) -> User:
    """Give somebody who administers a team."""
    return User.objects.create(
        username=f"{house.slug}.{name}".lower(),
        name=name,
        email=f"{name.lower()}@example.org",
        authority=house.authority,
        team=getattr(house, team),
        role=Role.TEAM_ADMINISTRATOR,
        **more,
    )


def closed(house: House) -> Case:
    """Close a case, with all that the procedure asks for."""
    case = ready(house)
    closure = propose(house, case)
    checked(house, case)
    approve(house, closure)
    return Case.objects.get(pk=case.pk)


@pytest.mark.rule("PET-106")
def test_the_administrators_of_the_team_are_asked_until_one_of_them_has_done_it(db):
    house = build_house("peterborough")
    first, second = administrator(house, "Ada"), administrator(house, "Bea")
    administrator(house, "Gone", is_active=False)
    administrator(house, "Cleo", team="other_team")
    case = ready(house)
    line = {each.code: each for each in lines_of(case, None, ChecklistOf.MANAGER)}["alert_admin"]
    assert line.finding.text == "Asked by the system when you approve: Ada, Bea"
    closure = propose(house, case)
    checked(house, case)
    assert not Notice.objects.exists()
    approve(house, closure)
    assert {notice.recipient for notice in Notice.objects.all()} == {first, second}
    page = words(open_page(first, TODAY))
    assert f"{case.child} : A closing was approved: close the case" in page
    assert "It is done" in page
    read_notice(notice_id=unread_notices(first)[0].pk, actor=first)
    assert unread_notices(second) == []
    assert "You were told" not in words(open_page(second, TODAY))


@pytest.mark.rule("PET-106")
def test_the_message_names_the_reference_alone(db):
    house = build_house("peterborough")
    administrator(house, "Ada")
    case = closed(house)
    assert send_notices() == 1
    (message,) = mail.outbox
    assert (message.to, case.reference in message.body) == (["ada@example.org"], True)
    assert case.child.family_name not in f"{message.subject} {message.body}"


def test_where_no_administrator_closes_nobody_is_told(birmingham):
    administrator(birmingham, "Ada")
    closed(birmingham)
    assert not Notice.objects.exists()


def test_a_team_without_administrators_says_by_hand_who_was_told(db):
    house = build_house("peterborough")
    case = ready(house)
    line = {each.code: each for each in lines_of(case, None, ChecklistOf.MANAGER)}["alert_admin"]
    assert (line.finding, line.needs_words) == (None, "Who was told")
