"""One page that sends twice at the same moment, and a form that acts while its text is on its
way.
"""

from uuid import uuid4

import pytest

from cin.core import clock
from cin.core.services import act_once
from cin.drafts.models import Draft
from cin.drafts.selectors import live_drafts
from cin.drafts.services import Place, Text, forget_draft, keep_draft
from tests.cases.racing import at_once
from tests.stories import build_house, moment

pytestmark = pytest.mark.django_db(transaction=True)
PLACE = Place(page="visits:record_visit", address="/cases/1/visits/new/")


@pytest.fixture
def person(transactional_db):
    with clock.at(moment("2026-03-18")):
        return build_house("rochdale").sw


def test_eight_sendings_of_one_page_leave_the_last_of_them(person):
    token = uuid4()
    texts = [
        Text(submission=token, answers=[("account", [f"Word {number}"])], sequence=number)
        for number in range(8)
    ]
    ended = at_once(
        [lambda text=text: keep_draft(person=person, place=PLACE, text=text) for text in texts]
    )
    assert ended == {"done": 8}
    assert Draft.objects.get().answers == [["account", ["Word 7"]]]


def test_text_on_its_way_while_the_form_acts_is_no_draft_afterwards(person):
    text = Text(submission=uuid4(), answers=[("account", ["All of it"])])
    keep_draft(person=person, place=PLACE, text=text)

    def act() -> str:
        forget_draft(person=person, address=PLACE.address, text=text)
        return "/cases/1/"

    ended = at_once(
        [
            lambda: act_once(token=text.submission, digest="x", person=person, act=act),
            *[lambda: keep_draft(person=person, place=PLACE, text=text)] * 3,
        ]
    )
    assert ended == {"done": 4}
    assert not live_drafts().exists()
