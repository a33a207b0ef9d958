"""A plan takes over what the assessment and the family network meeting say, and says so."""

import pytest
from django.urls import reverse

from assessments.models import FamilyNetworkMeeting
from cin.audit.selectors import has_done
from cin.core import clock
from cin.core.errors import NotFound, StepNotAllowed
from plans.models import PlanVersion
from plans.offers import offers_to
from plans.selectors import WRITING
from plans.services import draft_plan, submit_plan, take_into_plan
from tests.cases.browsing import open_page, send, words
from tests.stories import approved, assessing, plan_drafted, written

pytestmark = pytest.mark.django_db


@pytest.fixture
def version(rochdale) -> PlanVersion:
    """A plan that is begun while its assessment is being written."""
    assessment = written(rochdale, assessing(rochdale))
    return draft_plan(case_id=assessment.case_id, actor=rochdale.sw)


def met_with_family(house, case):
    return FamilyNetworkMeeting.objects.create(
        case=case,
        state="recorded",
        held_on=clock.today(),
        recorded_at=clock.now(),
        recorded_by=house.sw,
        written_by=house.sw,
        discussion={"voice": "Mornings are the worst.", "strengths": "An aunt next door."},
        titles={"voice": "Voice and daily lived experience", "strengths": "Strengths"},
        actions=[{"what": "Take her to school", "who": "Aunt Bea", "due_on": "2026-04-01"}],
    )


def at(name, *args):
    return reverse(f"plans:{name}", args=args)


def key_for(version, words_of_source):
    return next(each.key for each in offers_to(version) if words_of_source in each.source)


@pytest.mark.rule("ROC-117")
def test_texts_of_both_records_are_offered_and_used_with_where_they_came_from(rochdale, version):
    met_with_family(rochdale, version.case)
    page = words(open_page(rochdale.sw, at("earlier", version.pk)))
    for said in ("Mornings are the worst.", "An aunt next door.", "Take her to school (Aunt Bea"):
        assert said in page
    assert version.sections == {}
    key = key_for(version, "Voice")
    assert "Mornings are the worst." in words(
        open_page(rochdale.sw, at("take_into_plan", version.pk, key))
    )
    send(rochdale.sw, at("take_into_plan", version.pk, key), {})
    version.refresh_from_db()
    assert version.sections == {"lived_experience": "Mornings are the worst."}
    for name in ("write_plan", "plan"):
        shown = words(open_page(rochdale.sw, at(name, version.pk)))
        assert "Voice and daily lived experience” in the family network meeting on 18" in shown
        assert f"taken over on 18 March 2026 by {rochdale.sw.name}." in shown


@pytest.mark.rule("ROC-117")
def test_an_action_of_the_familys_plan_becomes_one_of_the_plan(rochdale, version):
    met_with_family(rochdale, version.case)
    key = next(each.key for each in offers_to(version) if each.box == "actions")
    take_into_plan(version_id=version.pk, actor=rochdale.sw, key=key)
    action = version.actions.get()
    assert (action.what, action.owner, action.owner_kind) == (
        "Take her to school",
        "Aunt Bea",
        "family",
    )
    assert action.due_on.isoformat() == "2026-04-01"
    with pytest.raises(StepNotAllowed, match="taken over already"):
        take_into_plan(version_id=version.pk, actor=rochdale.sw, key=key)


def test_what_is_taken_goes_below_what_was_written_and_says_when_it_was_changed(bolton):
    version = plan_drafted(bolton, approved(bolton).case)
    key = key_for(version, "Analysis")
    take_into_plan(version_id=version.pk, actor=bolton.sw, key=key)
    version.refresh_from_db()
    assert version.worries.startswith("Missed meals and missed school.\n\nWhat was found: Analysis")
    PlanVersion.objects.filter(pk=version.pk).update(worries="In other words.")
    assert "; changed since." in words(open_page(bolton.sw, at("plan", version.pk)))


def test_whoever_takes_something_over_has_written_in_the_plan(bolton):
    version = plan_drafted(bolton, approved(bolton).case)
    take_into_plan(version_id=version.pk, actor=bolton.tm, key=key_for(version, "Analysis"))
    assert has_done(bolton.tm, version, WRITING)


def test_a_submitted_plan_takes_nothing_and_another_team_finds_nothing(bolton):
    version = plan_drafted(bolton, approved(bolton).case)
    key = key_for(version, "Analysis")
    assert open_page(bolton.sw3, at("earlier", version.pk)).status_code == 404
    assert open_page(bolton.sw3, at("take_into_plan", version.pk, key)).status_code == 404
    with pytest.raises(NotFound):
        take_into_plan(version_id=version.pk, actor=bolton.sw, key="assessment-0-none")
    submit_plan(version_id=version.pk, actor=bolton.sw)
    assert open_page(bolton.sw, at("take_into_plan", version.pk, key)).status_code == 409
    with pytest.raises(StepNotAllowed, match="not being written"):
        take_into_plan(version_id=version.pk, actor=bolton.sw, key=key)
