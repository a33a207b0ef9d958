"""Unfinished text is listed to its owner, seen on the case, and pointed out when it is left."""

from datetime import timedelta

import pytest
from django.urls import reverse

from cases.models import Case
from cin.audit.models import AuditEvent
from cin.core import clock
from cin.core.models import FormReceipt
from cin.drafts.models import Draft
from cin.drafts.tasks import clear_handled
from closures.tasks import remove_long_left
from tests.cases.browsing import open_page, queries_to_open, sign_in, words
from tests.drafts.typing import new_attempt, new_visit, opened, type_in
from tests.early_help import passed_to_early_help
from tests.stories import allocated, moment, referred, visited

pytestmark = pytest.mark.django_db
TODAY = reverse("desk:today")
TEXT = "He cried when I left."


def typed(user, address, text=TEXT, box="account") -> Draft:
    """Have a person type in a form and leave it."""
    browser = sign_in(user)
    type_in(browser, address, opened(browser, f"{address}?kept=none"), **{box: text})
    return Draft.objects.get(person=user, address=address)


def test_ones_own_text_is_listed_on_today_and_leads_to_its_form(house, case):
    draft = typed(house.sw, new_visit(case))
    page = open_page(house.sw, TODAY)
    assert f"{case.child} : New visit" in words(page)
    assert "Last typed in on Wednesday 18 March 2026 at 2:05pm" in words(page)
    assert f'href="{new_visit(case)}?kept={draft.pk}"' in page.content.decode()
    assert TEXT not in page.content.decode()
    assert "New visit" not in words(open_page(house.sw2, TODAY))


def test_a_new_referral_that_is_not_finished_is_listed_though_it_has_no_case(house):
    typed(house.sw, reverse("cases:record_referral"), box="concerns")
    assert "New referral" in words(open_page(house.sw, TODAY))


def test_text_on_a_case_out_of_reach_is_not_listed(house, case):
    typed(house.sw2, new_visit(case))
    house.sw2.team = house.other_team
    house.sw2.save()
    assert "New visit" not in words(open_page(house.sw2, TODAY))
    assert Draft.objects.count() == 1


def test_a_record_with_unsaved_text_is_listed_once(house, case):
    visit = visited(house, case, at=moment("2026-03-18 13:00"), finalised=False)
    typed(house.sw, reverse("visits:edit_visit", args=[visit.pk]))
    shown = words(open_page(house.sw, TODAY))
    assert "1 unfinished" in shown
    assert "Not saved" in shown


def test_the_page_of_the_case_says_who_typed_what_and_when_and_not_the_text(house, case):
    typed(house.sw, new_visit(case))
    page = open_page(house.tm, reverse("desk:case", args=[case.pk]))
    assert "Last typed in by SW of Rochdale on Wednesday 18 March 2026 at 2:05pm" in words(page)
    assert TEXT not in page.content.decode()
    assert "?kept=" not in page.content.decode()


def test_the_page_of_the_case_costs_the_same_for_one_text_as_for_three(house, case):
    address = reverse("desk:case", args=[case.pk])
    typed(house.sw, new_visit(case))
    one = queries_to_open(house.sw, address)
    typed(house.sw2, new_visit(case))
    typed(house.tm, new_attempt(case), box="failed_reason")
    assert queries_to_open(house.sw, address) == one


@pytest.mark.parametrize(
    ("day", "is_told"), [("2026-03-20 17:00", False), ("2026-03-23 09:00", True)]
)
def test_the_manager_is_told_after_three_working_days(house, case, day, is_told):
    typed(house.sw, new_visit(case))
    with clock.at(moment(day)):
        page = open_page(house.tm, TODAY)
    assert ("Typed and left in your team" in words(page)) is is_told
    assert ("Last typed in by SW of Rochdale" in words(page)) is is_told
    assert TEXT not in page.content.decode()


def test_only_the_teams_own_manager_is_told(house, case):
    typed(house.sw, new_visit(case))
    typed(house.sw, reverse("cases:record_referral"), box="concerns")
    with clock.at(moment("2026-03-25")):
        assert "New referral" in words(open_page(house.tm, TODAY))
        for other in (house.tm2, house.sm, house.sw2, house.admin):
            assert "Typed and left" not in words(open_page(other, TODAY))


def test_text_of_an_open_case_is_never_removed_by_itself(house, case):
    typed(house.sw, new_visit(case))
    with clock.at(clock.now() + timedelta(days=400)):
        assert remove_long_left() == 0
    assert Draft.objects.count() == 1


def test_text_of_a_closed_case_is_removed_after_ninety_days_and_written_down(house):
    case = referred(house)
    address = reverse("cases:add_sibling", args=[case.pk])
    draft = typed(house.sw, address, box="given_names")
    passed_to_early_help(house, case)
    assert not Case.objects.get(pk=case.pk).is_open
    with clock.at(clock.now() + timedelta(days=89)):
        assert remove_long_left() == 0
    with clock.at(clock.now() + timedelta(days=90)):
        assert remove_long_left() == 1
        assert remove_long_left() == 0
    event = AuditEvent.objects.get(action="drafts.remove_left")
    assert (event.case_id, event.subject_id, event.actor_id) == (case.pk, draft.pk, house.sw.pk)
    assert TEXT not in str(event.details)


def test_text_that_was_typed_in_again_is_not_removed(house, case):
    typed(house.sw, reverse("cases:record_referral"), box="concerns")
    with clock.at(clock.now() + timedelta(days=80)):
        Draft.objects.update(saved_at=clock.now())
    with clock.at(clock.now() + timedelta(days=95)):
        assert remove_long_left() == 0


def test_what_was_acted_on_is_cleared_at_night(house, case):
    draft = typed(house.sw, new_visit(case))
    typed(house.sw, new_visit(allocated(house)))
    FormReceipt.objects.create(token=draft.submission, person=house.sw, destination="/", digest="x")
    assert clear_handled() == 1
    assert Draft.objects.count() == 1
