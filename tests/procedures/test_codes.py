"""The code sets."""

import pytest

from cin.procedures.codes import (
    CLOSURE_DESTINATIONS,
    CODE_SETS,
    EARLY_HELP_DESTINATIONS,
    PRIMARY_NEEDS,
    REFERRAL_SOURCES,
    SEXES,
)


@pytest.mark.parametrize("name", CODE_SETS)
def test_every_code_has_a_label(name):
    assert all(CODE_SETS[name].values())


def test_the_census_codes_are_complete():
    assert len(REFERRAL_SOURCES) == 22
    assert set(PRIMARY_NEEDS) == {f"N{number}" for number in range(10)}
    assert set(SEXES) == {"M", "F", "U"}


def test_early_help_is_among_the_destinations():
    assert set(CLOSURE_DESTINATIONS) > EARLY_HELP_DESTINATIONS
