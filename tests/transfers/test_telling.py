"""The managers of the receiving team are told before a case is offered (PET-66, PET-77)."""

import pytest
from django.urls import reverse

from cases.models import Notice
from cin.audit.models import AuditEvent
from cin.core.errors import BadInput, NotFound, StepNotAllowed
from tests.cases.browsing import open_page, send, words
from tests.stories import allocated, moment, screened
from transfers.services import WordInAdvance, tell_in_advance

pytestmark = pytest.mark.django_db
TODAY = reverse("desk:today")
WORD = {"about": "Neglect, two children under five. We offer it on Friday."}
MEETING = {"meeting_at": moment("2026-03-27 10:00"), "venue": "The children’s centre, room 2"}


def told(house, case, actor=None, team=None, **changes):
    return tell_in_advance(
        case_id=case.pk,
        actor=actor or house.tm,
        to_team_id=(team or house.other_team).pk,
        word=WordInAdvance(**{**WORD, **changes}),
    )


@pytest.mark.rule("PET-66", "PET-77")
def test_the_receiving_manager_reads_of_the_case_and_the_meeting_and_not_the_record(rochdale):
    case = allocated(rochdale)
    told(rochdale, case, **MEETING, rung_on=moment("2026-03-18").date())
    text = words(open_page(rochdale.tm2, TODAY))
    assert f"{case.reference} : A case is expected to be offered to your team Neglect" in text
    assert "27 March 2026 at 10am: The children’s centre, room 2. You are asked to come." in text
    assert "Rung about it on 18 March 2026" in text
    assert str(case.child) not in text
    page = open_page(rochdale.tm2, reverse("desk:case", args=[case.pk]))
    assert page.status_code == 404
    assert AuditEvent.objects.filter(action="transfers.tell_in_advance", case_id=case.pk).exists()


@pytest.mark.rule("PET-77")
def test_the_page_tells_them_and_says_whether_they_have_read_it(rochdale):
    case = allocated(rochdale)
    address = reverse("transfers:tell_in_advance", args=[case.pk])
    half = {**WORD, "to_team": rochdale.other_team.pk, "venue": "Room 2"}
    refused = send(rochdale.sw, address, half)
    assert refused.context["form"].errors["meeting_at"] == ["Enter when the meeting is"]
    assert "Room 2" in refused.content.decode()
    assert send(rochdale.sw, address, {**half, "venue": ""}).status_code == 302
    assert "Not read yet" in words(open_page(rochdale.sw, address))
    assert address in open_page(rochdale.sw, reverse("desk:case", args=[case.pk])).content.decode()
    send(rochdale.tm2, reverse("cases:read_notice", args=[Notice.objects.get().pk]), {})
    assert "Read on" in words(open_page(rochdale.sw, address))


@pytest.mark.parametrize(
    ("changes", "field"), [({"about": " "}, "about"), ({**MEETING, "venue": ""}, "venue")]
)
def test_half_a_word_is_refused_beside_its_box(rochdale, changes, field):
    with pytest.raises(BadInput) as refused:
        told(rochdale, allocated(rochdale), **changes)
    assert refused.value.field == field


def test_only_another_team_of_the_authority_is_told_by_whoever_works_on_the_case(
    rochdale, hillingdon
):
    case = allocated(rochdale)
    for team in (rochdale.team, hillingdon.team):
        with pytest.raises(BadInput):
            told(rochdale, case, team=team)
    for outsider in (rochdale.tm2, rochdale.admin):
        with pytest.raises(NotFound):
            told(rochdale, case, actor=outsider)
    with pytest.raises(StepNotAllowed):
        told(rochdale, screened(rochdale))
