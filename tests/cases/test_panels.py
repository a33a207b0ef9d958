"""What a panel decided is put on the record by the child's own worker."""

from datetime import date

import pytest
from django.urls import reverse

from alerts.models import Deadline
from alerts.services.deadlines import recompute
from cases.models import CaseNote, Milestone
from cases.services.panels import upload_panel_decisions
from cin.core import clock
from cin.core.errors import BadInput, NotFound, NotPermitted, StepNotAllowed
from cin.documents.models import Attachment
from tests.cases.browsing import open_page, send, words
from tests.cases.test_notes import letter
from tests.cases.test_oversight import decided
from tests.stories import build_house, moment, supported

pytestmark = pytest.mark.django_db
SAID = "Housing is asked for a place by Friday."


@pytest.fixture
def house(db):
    """Hillingdon, which has a panel."""
    return build_house("hillingdon")


@pytest.fixture
def case(house):
    """A case that a panel heard on 18 March 2026."""
    with clock.at(moment("2026-03-18")):
        found = supported(house)
        decided(house, found, "panel", chair_name="Ada", chair_role="head_of_service")
    return found


def upload(house, case, actor=None, decisions=SAID, **more):
    return upload_panel_decisions(
        case_id=case.pk, actor=actor or house.sw, decisions=decisions, **more
    )


@pytest.mark.rule("HIL-119")
def test_the_decisions_are_a_note_with_their_paper_and_meet_the_time_to_upload_them(house, case):
    with clock.at(moment("2026-03-24")):
        recompute([case.pk])
        row = Deadline.objects.get(case=case, key="panel_decision_upload")
        assert (row.due_on, row.met_on) == (date(2026, 3, 25), None)
        upload(house, case, file=letter())
        recompute([case.pk])
    row.refresh_from_db()
    assert row.met_on == date(2026, 3, 24)
    note = CaseNote.objects.get(title="Decisions of the panel")
    assert (note.text, note.is_final) == (SAID, True)
    assert Attachment.objects.get().of_id == note.pk
    assert Milestone.objects.get(kind="panel_decisions_uploaded").note == SAID


@pytest.mark.rule("HIL-119")
def test_the_page_is_the_workers_and_says_of_which_panel(house, case):
    address = reverse("cases:upload_panel_decisions", args=[case.pk])
    with clock.at(moment("2026-03-20")):
        assert "The panel of 18 March 2026" in words(open_page(house.sw, address))
        empty = send(house.sw, address, {"decisions": ""})
        assert empty.context["form"].errors["decisions"]
        assert open_page(house.tm, address).status_code == 403
        assert open_page(house.tm2, address).status_code == 404
        assert send(house.sw, address, {"decisions": SAID}).status_code == 302
    noting = reverse("cases:record_milestone", args=[case.pk, "panel_decisions_uploaded"])
    assert open_page(house.sw, noting).url == address


def test_what_cannot_be_is_refused(house, case):
    with clock.at(moment("2026-03-20")):
        with pytest.raises(NotPermitted, match="as the child's social worker"):
            upload(house, case, actor=house.tm)
        with pytest.raises(NotFound):
            upload(house, case, actor=house.tm2)
        with pytest.raises(BadInput):
            upload(house, case, decisions="  ")
        unheard = supported(house, given_names="Noor")
        with pytest.raises(StepNotAllowed, match="No panel has heard"):
            upload(house, unheard)
