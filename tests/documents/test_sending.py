"""Noting what was sent about a child."""

from datetime import date

import pytest

from cin.audit.models import AuditEvent
from cin.core.errors import BadInput
from cin.documents.selectors import circulations_of, sendings_of
from cin.documents.services import note_circulation
from tests.stories import referred

pytestmark = pytest.mark.django_db
NAMES = "Mary O'Brien\nمدرسة\nSt Mary's School"


def note(house, case, **answers):
    usual = {
        "kind": "plan",
        "of_id": 7,
        "actor": house.sw,
        "sent_on": date(2026, 3, 18),
        "recipients": NAMES,
    }
    return note_circulation(case=case, **{**usual, **answers})


def test_a_sending_keeps_the_names_as_they_were_typed(rochdale):
    case = referred(rochdale)
    sent = note(rochdale, case)
    assert sent.recipients == NAMES
    assert AuditEvent.objects.filter(action="documents.note_circulation", case_id=case.pk).exists()


def test_a_sending_in_the_future_is_refused(rochdale):
    with pytest.raises(BadInput) as refused:
        note(rochdale, referred(rochdale), sent_on=date(2026, 3, 19))
    assert refused.value.field == "sent_on"


def test_a_sending_to_nobody_is_refused(rochdale):
    with pytest.raises(BadInput) as refused:
        note(rochdale, referred(rochdale), recipients=" \n ")
    assert refused.value.field == "recipients"


def test_sendings_are_listed_newest_first_for_the_case_and_for_one_document(rochdale):
    case = referred(rochdale)
    early = note(rochdale, case, sent_on=date(2026, 3, 16))
    late = note(rochdale, case)
    minutes = note(rochdale, case, kind="minutes")
    note(rochdale, referred(rochdale))
    assert list(circulations_of(case.pk)) == [minutes, late, early]
    assert list(sendings_of(case.pk, "plan", 7)) == [late, early]
    assert list(sendings_of(case.pk, "plan", 8)) == []
