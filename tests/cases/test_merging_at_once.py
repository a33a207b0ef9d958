"""Two records become one while somebody else does the same, or writes about one of them."""

from datetime import date

import pytest

from cases.models import Address, Case, Person, PersonMerge
from cases.services.merging import merge_people
from cases.services.person_rows import save_row
from cases.services.referrals import screen_referral
from cin.accounts.models import Role, User
from cin.audit.models import AuditEvent
from tests.cases.racing import at_once
from tests.stories import build_house, referred

pytestmark = pytest.mark.django_db(transaction=True)
BORN = date(2017, 5, 4)


@pytest.fixture
def house(transactional_db):
    return build_house("rochdale")


@pytest.fixture
def twice(house):
    """One child recorded twice: the case of the second record is closed."""
    kept = referred(house, given_names="Siobhan", born_on=BORN)
    again = referred(house, given_names="Shivaun", family_name="O'Brian", born_on=BORN)
    screen_referral(case_id=again.pk, actor=house.tm, decision="no_further_action", reason="Known")
    return kept, Case.objects.get(pk=again.pk)


def managers(house, number):
    return [
        User.objects.create_user(
            username=f"sm{count}",
            name=f"Service manager {count}",
            authority=house.authority,
            role=Role.SERVICE_MANAGER,
        )
        for count in range(number)
    ]


def merging(case, kept_id, merged_id, actor):
    return lambda: merge_people(
        case_id=case.pk,
        kept_id=kept_id,
        merged_id=merged_id,
        actor=actor,
        chosen={},
        reason="One child",
    )


def test_four_managers_merging_one_pair_at_once_merge_it_once(house, twice):
    kept, again = twice
    ended = at_once(
        [merging(kept, kept.child_id, again.child_id, actor) for actor in managers(house, 4)]
    )
    assert ended == {"done": 1, "NotFound": 3}
    assert PersonMerge.objects.count() == 1
    assert AuditEvent.objects.filter(action="cases.merge_people", case_id=kept.pk).count() == 1
    assert Person.objects.get(pk=again.child_id).merged_into_id == kept.child_id


def test_each_merged_into_the_other_at_once_leaves_one_of_them(house, twice):
    kept, again = twice
    first, second = managers(house, 2)
    ended = at_once(
        [
            merging(kept, kept.child_id, again.child_id, first),
            merging(again, again.child_id, kept.child_id, second),
        ]
    )
    assert ended["done"] == 1
    people = Person.objects.filter(pk__in=[kept.child_id, again.child_id])
    assert people.filter(merged_into=None).count() == 1


def test_what_is_written_while_two_records_become_one_is_not_lost(house):
    """The mother of two families is one woman: somebody writes her address on the second case."""
    one = referred(house, given_names="Amina", born_on=BORN)
    other = referred(house, given_names="Zed", family_name="Quill", born_on=date(2012, 1, 1))
    mothers = [case.family.members.get(role="mother").person for case in (one, other)]
    before = set(Address.objects.values_list("pk", flat=True))
    (manager,) = managers(house, 1)

    def write():
        save_row(
            case_id=other.pk,
            person_id=mothers[1].pk,
            actor=house.sw,
            kind="address",
            answers={"kind": "other", "lines": "7 Late Lane"},
        )

    ended = at_once([merging(one, mothers[0].pk, mothers[1].pk, manager), write])
    assert ended["done"] + ended["NotFound"] == 2
    assert PersonMerge.objects.count() == 1
    # Written before: moved along. Written after: refused, and nothing hangs from the dead record.
    written = Address.objects.exclude(pk__in=before)
    assert written.filter(person=mothers[0]).count() == ended["done"] - 1
    assert not Address.objects.filter(person=mothers[1]).exists()
