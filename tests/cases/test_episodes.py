"""A child who was referred before: said at the referral, at the screening and on the case."""

from datetime import date

import pytest
from django.urls import reverse

from cases.models import Case
from cases.selectors.episodes import earlier_episodes
from cases.services.allocation import reallocate_case
from cases.services.referrals import (
    ChildDetails,
    ReferralDetails,
    record_referral,
)
from cin.audit.models import RecordView
from cin.core import clock
from tests.cases.browsing import open_page, words
from tests.early_help import passed_to_early_help
from tests.stories import allocated, moment, referred

pytestmark = pytest.mark.django_db


def ended(house, case):
    return passed_to_early_help(house, case, "Help in school.")


def again(house, person):
    details = ReferralDetails(
        received_on=clock.today(),
        source="3A",
        primary_need="N5",
        concerns="Again.",
        consent="given",
    )
    child = ChildDetails(known_id=person.pk)
    return record_referral(actor=house.sw, child=child, details=details)


@pytest.mark.parametrize(
    ("on", "told"),
    [
        (date(2026, 3, 17), "Re-referral: referred once before, 1 in the last 12 months."),
        (date(2026, 3, 18), "Referred once before, not in the 12 months before this referral."),
    ],
)
def test_a_referral_within_12_months_is_a_re_referral(house, on, told):
    with clock.at(moment("2025-03-18")):
        first = referred(house)
        ended(house, first)
    with clock.at(moment(on.isoformat())):
        case = again(house, first.child)
        earlier = earlier_episodes(house.sw, case)
        assert earlier.in_words == told
        assert earlier.own[0].reason == "Pass to early help, with the family's agreement"
        for page in ["cases:referral", "cases:screen_referral", "desk:case"]:
            assert told in words(open_page(house.tm, reverse(page, args=[case.pk])))


@pytest.mark.parametrize("page", ["referral", "screen_referral", "refer_again"])
def test_the_earlier_cases_that_a_page_tells_of_are_written_down_as_opened(house, page):
    with clock.at(moment("2026-02-02")):
        first = referred(house)
        ended(house, first)
    with clock.at(moment("2026-03-18")):
        case = again(house, first.child)
        if page == "refer_again":
            ended(house, case)
        open_page(house.tm, reverse(f"cases:{page}", args=[case.pk]))
    seen = RecordView.objects.filter(page=page, viewer_id=house.tm.pk)
    assert {view.case_id for view in seen} >= {case.pk, first.pk}


def test_a_first_referral_says_nothing(house):
    case = referred(house)
    assert earlier_episodes(house.sw, case).in_words == ""
    text = words(open_page(house.sw, reverse("cases:referral", args=[case.pk])))
    assert "Earlier referrals" not in text


def test_of_another_teams_case_only_the_dates_and_whom_to_ask_are_told(house):
    with clock.at(moment("2026-02-02")):
        first = referred(house)
        ended(house, first)
        Case.objects.filter(pk=first.pk).update(team=house.other_team)
    with clock.at(moment("2026-03-18")):
        case = again(house, first.child)
        assert earlier_episodes(house.sw, case).own[0].case is None
        text = words(open_page(house.sw, reverse("cases:referral", args=[case.pk])))
        assert "ask Family Support South" in text
        assert first.reference not in text
        assert earlier_episodes(house.sm, case).own[0].case == first


def test_everybody_who_worked_with_the_child_is_listed_with_what_they_were_told(house):
    with clock.at(moment("2026-03-17")):
        case = allocated(house)
    with clock.at(moment("2026-03-18")):
        reallocate_case(
            case_id=case.pk, actor=house.tm, worker_id=house.sw2.pk, note="She <b>moves</b> on."
        )
        response = open_page(house.sw2, reverse("cases:referral", args=[case.pk]))
    text = words(response)
    assert "SW of Rochdale , from 17 March 2026 to 18 March 2026" in text
    assert "Visit within two days; see the school." in text
    assert "SW2 of Rochdale , from 18 March 2026" in text
    assert "given by TM of Rochdale" in text
    assert "<b>moves" not in response.content.decode()
