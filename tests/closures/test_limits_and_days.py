"""Who is not to be told something, at the meetings of an ending; and the day of an agreement."""

from datetime import timedelta

import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from cases.services.homes import limit_sharing
from cin.audit.models import AuditEvent
from cin.core import clock
from cin.core.errors import BadInput
from closures.models import DisagreementMeeting, StepDown
from closures.views.stepping_down import referral_form
from tests.cases.browsing import open_page, send, words
from tests.closures.test_closing import ready
from tests.closures.test_views_of_closing import disagreeing, settle
from tests.endings import FAMILY, FINDING, MEETING, agreed_by, seen_step_down, stepped_part
from tests.stories import build_house, moment, supported

pytestmark = pytest.mark.django_db
SECRET, KEPT = "The new address", "She left the room before."
NEXT_DAY, LATER = moment("2026-03-19"), moment("2026-03-20")


@pytest.fixture
def peterborough(db):
    """Peterborough: agencies that disagree hold closing up."""
    return build_house("peterborough")


@pytest.fixture
def case(rochdale):
    """A case whose child's mother is not to be told something."""
    found = supported(rochdale)
    mother = found.family.members.get(role="mother").person
    limit_sharing(
        case_id=found.pk, person_id=mother.pk, actor=rochdale.sw, what=SECRET, reason="Threats"
    )
    return found


def at(name, case, *more):
    return reverse(f"closures:{name}", args=[case.pk, *more])


def page_of(part, case):
    return at("write_step_down", case, part)


def meeting_in_form(case, **more):
    answers = {name: value for name, value in MEETING.items() if isinstance(value, str)}
    answers |= {"came": "Sam Ellis", "team_members": "Sam Ellis"}
    return {**answers, "met_on": "18/3/2026", "version": str(seen_step_down(case)), **more}


def test_minutes_of_a_disagreement_say_nothing_but_the_history_says_how_it_was_kept(rochdale, case):
    address = at("record_disagreement_meeting", case)
    assert SECRET in words(open_page(rochdale.sw, address))
    answers = {
        "held_on": "18/3/2026",
        "chair": "Ruth Hale",
        "present": "The school\nMary O'Brien",
        "minutes": "All.",
        "outcome": "None",
    }
    refused = words(send(rochdale.sw, address, answers))
    assert "Say below how it was kept from them" in refused
    assert "All." in refused
    assert send(rochdale.sw, address, {**answers, "limits_kept": KEPT}).status_code == 302
    assert KEPT not in str(DisagreementMeeting.objects.values().get())
    assert AuditEvent.objects.get(action="cases.meet_despite_limit").reason == KEPT


def test_who_came_to_the_closing_meeting_is_minded_and_asked_about_once(rochdale, case):
    page = open_page(rochdale.sw, page_of("meeting", case))
    assert SECRET in words(page)
    assert "Mary O'Brien" not in page.context["form"]["came"].value()
    named = meeting_in_form(case, came="Mary O’BRIEN, mother\nThe school")
    assert "Not to be told" in words(send(rochdale.sw, page_of("meeting", case), named))
    kept = {**named, "limits_kept": KEPT}
    assert send(rochdale.sw, page_of("meeting", case), kept).status_code == 302
    again = {**named, "version": str(seen_step_down(case)), "early_help_plan": "More."}
    assert send(rochdale.sw, page_of("meeting", case), again).status_code == 302
    assert AuditEvent.objects.filter(action="cases.meet_despite_limit").count() == 1


@pytest.mark.parametrize("field", ["did_not_come", "team_members", "neighbourhood_invited"])
def test_who_was_asked_or_is_in_the_team_is_minded_too(rochdale, case, field):
    named = meeting_in_form(case, **{field: "Mary O'Brien"})
    answer = send(rochdale.sw, page_of("meeting", case), named)
    assert "Not to be told" in str(answer.context["form"].errors[field])


def test_where_nobody_is_limited_nothing_more_is_asked(rochdale):
    case = supported(rochdale)
    form = open_page(rochdale.sw, page_of("meeting", case)).context["form"]
    assert "limits_kept" not in form.fields
    assert "Mary O'Brien" in form["came"].value()


def test_the_referral_to_early_help_begins_with_who_is_not_to_be_told(rochdale, case):
    stepped_part(rochdale, case, "finding", **FINDING)
    assert SECRET in words(open_page(rochdale.sw, at("complete_step_down_form", case)))
    assert open_page(rochdale.sw, at("print_step_down_form", case)).status_code == 200
    paper = render_to_string("closures/print/step_down_form.html", referral_form(case))
    assert f"Do not tell Mary O&#x27;Brien: {SECRET}" in paper
    assert paper.index(SECRET) < paper.index("The family")


def test_nobody_agreed_to_what_was_not_written_yet(rochdale, case):
    with clock.at(NEXT_DAY):
        stepped_part(rochdale, case, "finding", **FINDING)
        with pytest.raises(BadInput, match="was written on 19 March 2026") as refused:
            agreed_by(rochdale.tm, case, agreed_on=clock.today() - timedelta(days=1))
        assert refused.value.field == "agreed_on"
        agreed_by(rochdale.tm, case)


def test_what_is_agreed_after_the_talk_with_the_family_is_not_dated_before_it(rochdale, case):
    stepped_part(rochdale, case, "finding", **FINDING)
    with clock.at(NEXT_DAY):
        stepped_part(rochdale, case, "family", family_met_on=clock.today(), **FAMILY)
    with clock.at(LATER):
        for days in (1, 2):
            with pytest.raises(BadInput, match="talk with the family on 19 March 2026"):
                agreed_by(rochdale.tm, case, agreed_on=clock.today() - timedelta(days=days))
        agreed_by(rochdale.tm, case)
        page = words(open_page(rochdale.sw, at("step_down", case)))
        assert "The manager agrees before the family is met: talk with them again" in page


def test_what_was_agreed_in_time_is_written_down_with_its_own_day(rochdale, case):
    stepped_part(rochdale, case, "finding", **FINDING)
    with clock.at(LATER):
        agreed_by(rochdale.tm, case, agreed_on=clock.today() - timedelta(days=1))
        assert StepDown.objects.get().manager_agreed_on == clock.day_of(NEXT_DAY)


def test_a_stale_page_erases_nothing_of_how_a_disagreement_was_settled(peterborough):
    case = ready(peterborough)
    view = disagreeing(peterborough, case)
    address = reverse("closures:settle_disagreement", args=[view.pk])
    version = open_page(peterborough.sw, address).context["form"]["version"].value()
    settle(peterborough, view, "stands")
    mine = {
        "settlement": "without_meeting",
        "settled_on": "18/3/2026",
        "settled_how": "On the phone.",
        "version": version,
    }
    shown = send(peterborough.sw, address, mine)
    assert "They told us why." in words(shown)
    assert "On the phone." in words(shown)
    view.refresh_from_db()
    assert (view.settlement, view.settled_how) == ("stands", "They told us why.")
    again = {**mine, "version": shown.context["form"]["version"].value()}
    assert send(peterborough.sw, address, again).status_code == 302
