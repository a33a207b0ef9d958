"""How often visits and reviews are agreed: a plan tightens the procedure, never loosens it."""

import pytest

from cin.core.errors import BadInput
from cin.procedures.book import preset
from cin.procedures.durations import Duration
from plans.intervals import limit_in_words, longest_allowed, refuse_looser


def agree(slug, name, interval, *, disabled=False):
    refuse_looser(preset(slug), name, Duration.parse(interval), disabled=disabled)
    return True


@pytest.mark.parametrize(
    ("slug", "interval"),
    [
        pytest.param("bolton", "7 weeks", marks=pytest.mark.rule("BOL-30"), id="S09"),
        pytest.param("hillingdon", "4 weeks", marks=pytest.mark.rule("HIL-52"), id="S15"),
        pytest.param("birmingham", "6 weeks", marks=pytest.mark.rule("BIR-39"), id="S28"),
        pytest.param("rochdale", "21 working days", id="rochdale"),
        pytest.param("rochdale", "1 month", id="a month may be longer than four weeks"),
    ],
)
def test_visits_further_apart_than_the_procedure_allows_are_refused(slug, interval):
    with pytest.raises(BadInput, match="at most") as refused:
        agree(slug, "visit_interval", interval)
    assert refused.value.field == "visit_interval"


@pytest.mark.parametrize(
    ("slug", "interval"),
    [
        pytest.param("bolton", "6 weeks", marks=pytest.mark.rule("BOL-30"), id="S09 maximum"),
        pytest.param("bolton", "3 weeks", id="S09 tighter"),
        pytest.param("hillingdon", "2 weeks", marks=pytest.mark.rule("HIL-52"), id="S15"),
        pytest.param("birmingham", "2 weeks", marks=pytest.mark.rule("BIR-39"), id="S28"),
        pytest.param("rochdale", "4 weeks", id="twenty working days are four weeks"),
        pytest.param("peterborough", "6 months", id="no limit", marks=pytest.mark.rule("PET-27")),
    ],
)
def test_visits_closer_together_are_agreed(slug, interval):
    assert agree(slug, "visit_interval", interval)


@pytest.mark.rule("HIL-52")
def test_for_a_disabled_child_hillingdon_leaves_visits_to_the_manager():
    assert longest_allowed(preset("hillingdon"), "visit_interval", disabled=True) is None
    assert agree("hillingdon", "visit_interval", "8 weeks", disabled=True)


@pytest.mark.parametrize("interval", ["13 months", "53 weeks", "366 calendar days"])
def test_without_a_limit_of_the_procedure_visits_are_at_most_a_year_apart(interval):
    with pytest.raises(BadInput, match="at most 12 months apart") as refused:
        agree("peterborough", "visit_interval", interval)
    assert refused.value.field == "visit_interval"
    with pytest.raises(BadInput, match="at most 12 months apart"):
        agree("hillingdon", "visit_interval", interval, disabled=True)
    assert agree("peterborough", "visit_interval", "12 months")


@pytest.mark.rule("HIL-58")
def test_hillingdon_reviews_a_disabled_child_every_three_months():
    assert agree("hillingdon", "review_interval", "3 months", disabled=True)
    with pytest.raises(BadInput, match="HIL-58"):
        agree("hillingdon", "review_interval", "4 months", disabled=True)
    with pytest.raises(BadInput, match="6 weeks"):
        agree("hillingdon", "review_interval", "3 months")


def test_a_disabled_child_in_rochdale_is_reviewed_as_others_until_a_manager_says_otherwise():
    with pytest.raises(BadInput):
        agree("rochdale", "review_interval", "5 weeks", disabled=True)


def test_an_interval_left_to_the_procedure_is_never_refused():
    assert refuse_looser(preset("bolton"), "visit_interval", None, disabled=False) is None


def test_the_page_says_the_limit_and_its_rule():
    words = limit_in_words(preset("bolton"), "visit_interval", disabled=False)
    assert words.startswith("At most 6 weeks between visits (BOL-30")
    words = limit_in_words(preset("hillingdon"), "visit_interval", disabled=True)
    assert words.startswith("For a disabled child the manager agrees how often (HIL-52")
    words = limit_in_words(preset("peterborough"), "visit_interval", disabled=False)
    assert words == "This authority sets no limit: every plan says how often (PET-27)."
