"""Minutes stand among the case notes under the heading that the procedure names."""

import pytest

from cases.models import CaseNote, NoteKind
from cases.selectors.notes import WantedNotes, notes_about
from tests.cases.browsing import open_page, words
from tests.stories import approved, met, plan_submitted

pytestmark = pytest.mark.django_db


def _met(house):
    case = approved(house).case
    plan_submitted(house, case)
    meeting = met(house, case)
    return case, meeting


@pytest.mark.rule("BOL-50")
def test_finished_minutes_are_a_note_in_the_childs_file_under_the_procedures_heading(bolton):
    case, meeting = _met(bolton)
    (note,) = notes_about(case, WantedNotes(heading="Child Action Meeting"))
    assert note.is_final
    assert (note.kind, note.author) == (NoteKind.MEETING, bolton.sw)
    assert meeting.discussion in note.text
    assert "Mary O'Brien, Mother" in note.people_present
    assert meeting.children.get().views not in note.text
    read = words(open_page(bolton.sw, f"/notes/{note.pk}/"))
    assert "Wednesday 18 March 2026" in read
    assert "midday" not in read


def test_a_procedure_that_names_no_heading_files_nothing(hillingdon):
    _met(hillingdon)
    assert not CaseNote.objects.exists()
