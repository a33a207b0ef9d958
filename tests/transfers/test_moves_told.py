"""Who is told of a move, and what a move that was called off leaves behind."""

from datetime import date

import pytest
from django.urls import reverse

from cases.models import Change
from cases.services.homes import limit_sharing
from cin.core.errors import BadInput, StepNotAllowed
from tests.cases.browsing import open_page
from tests.stories import allocated
from tests.transfers.test_moves import WHOLE, begun, done, page_of
from transfers.services.moves import EntryDetails, add_entry, call_off_move

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 18)


def test_who_is_not_to_be_told_of_a_move_is_told_only_with_a_managers_reason(birmingham):
    case = allocated(birmingham)
    mother = case.family.members.get(role="mother").person
    limit_sharing(
        case_id=case.pk, person_id=mother.pk, actor=birmingham.sw, what="The area", reason="Threats"
    )
    move = begun(birmingham, case, **WHOLE)
    with pytest.raises(BadInput) as refused:
        done(birmingham, move, "risks", with_whom=f"Oldham\n{mother}")
    assert refused.value.field == "with_whom"
    assert "The area" in page_of(birmingham.sw, move)
    # Who was there is a fact, whatever they should not have been told.
    done(birmingham, move, "contact", with_whom=f"{mother}")
    told = EntryDetails(kind="risks", happened_on=TODAY, what="Sent.", with_whom=f"{mother}")
    add_entry(move_id=move.pk, actor=birmingham.tm, details=told, despite="She found out herself.")


def test_a_move_that_was_called_off_leaves_no_date_and_no_letter(birmingham):
    move = begun(birmingham, allocated(birmingham), **WHOLE)
    done(birmingham, move, "moved")
    assert Change.objects.standing().filter(case=move.case).exists()
    call_off_move(move_id=move.pk, actor=birmingham.sw, reason="They stayed.")
    assert not Change.objects.standing().filter(case=move.case).exists()
    assert (
        open_page(birmingham.sw, reverse("transfers:print_risks", args=[move.pk])).status_code
        == 409
    )
    assert "Letter to the family" not in page_of(birmingham.sw, move)
    with pytest.raises(StepNotAllowed):
        done(birmingham, move, "moved")
