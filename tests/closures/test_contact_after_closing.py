"""For some weeks after closing to early help the family may ask its social worker (ROC-185)."""

from datetime import date

import pytest
from django.urls import reverse

from alerts.models import Deadline
from alerts.services.deadlines import recompute
from cases.models import Case, CaseNote
from cases.services.after_closing import ContactDetails, record_contact
from cin.core import clock
from cin.core.errors import BadInput, NotFound, StepNotAllowed
from tests.cases.browsing import open_page, send, words
from tests.stories import allocated, moment

pytestmark = pytest.mark.django_db
SAID = "The school asked whom to ring now. I gave them the lead professional's number."


def closed(house, destination="eha_taf"):
    case = allocated(house)
    Case.objects.filter(pk=case.pk).update(
        state="closed", closed_on=clock.today(), close_destination=destination
    )
    return Case.objects.get(pk=case.pk)


def contact(house, case, actor=None, **changes):
    details = {"kind": "professional", "happened_at": clock.now(), "who": "Ms Khan", "text": SAID}
    return record_contact(
        case_id=case.pk, actor=actor or house.sw, details=ContactDetails(**{**details, **changes})
    )


@pytest.mark.rule("ROC-185")
def test_a_contact_is_recorded_until_the_last_day_and_not_after_it(rochdale):
    case = closed(rochdale)
    recompute([case.pk])
    window = Deadline.objects.get(case=case, key="post_closure_contact")
    assert window.due_on == date(2026, 6, 10)
    page = reverse("cases:record_contact", args=[case.pk])
    with clock.at(moment("2026-06-10 16:00")):
        on_case = words(open_page(rochdale.sw, reverse("desk:case", args=[case.pk])))
        assert "Record a contact after the closure, until 10 June" in on_case
        assert "until 10 June 2026" in words(open_page(rochdale.sw, page))
        note = contact(rochdale, case)
    assert (note.title, note.text, note.is_final) == (
        "Contact after the case was closed",
        SAID,
        True,
    )
    assert Case.objects.get(pk=case.pk).state == "closed"
    with clock.at(moment("2026-06-11")):
        with pytest.raises(StepNotAllowed, match="ended on 10 June 2026"):
            contact(rochdale, case)
        on_case = words(open_page(rochdale.sw, reverse("desk:case", args=[case.pk])))
        assert "Record a contact" not in on_case


def test_the_page_keeps_what_was_typed_and_files_the_note(rochdale):
    case = closed(rochdale)
    page = reverse("cases:record_contact", args=[case.pk])
    form = {
        "kind": "family",
        "happened_at_date": "18/03/2026",
        "happened_at_time": "9am",
        "who": "Mary O'Brien",
        "text": "",
    }
    refused = send(rochdale.sw, page, form)
    assert refused.context["form"].errors["text"]
    assert "Mary O" in refused.content.decode()
    assert send(rochdale.sw, page, {**form, "text": SAID}).status_code == 302
    assert CaseNote.objects.get(title__startswith="Contact").people_present == "Mary O'Brien"


@pytest.mark.parametrize("destination", ["universal", "no_further_services"])
def test_only_a_case_that_went_on_to_early_help_has_such_a_time(rochdale, destination):
    with pytest.raises(StepNotAllowed, match="did not go on to early help"):
        contact(rochdale, closed(rochdale, destination))


def test_nobody_else_records_one_and_none_before_the_closing(rochdale, hillingdon):
    case = closed(rochdale)
    with pytest.raises(NotFound):
        contact(rochdale, case, actor=rochdale.sw3)
    with pytest.raises(BadInput) as refused:
        contact(rochdale, case, happened_at=moment("2026-03-17"))
    assert refused.value.field == "happened_at"
    with pytest.raises(StepNotAllowed, match="The case is open"):
        contact(rochdale, allocated(rochdale, given_names="Noor"))
    with pytest.raises(StepNotAllowed):
        contact(hillingdon, closed(hillingdon))
