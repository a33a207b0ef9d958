"""The houses in which these stories happen, on a Wednesday."""

import pytest

from cin.core import clock
from tests.stories import House, build_house, moment


@pytest.fixture(autouse=True)
def on_a_wednesday():
    """Hold the clock at ten in the morning of 18 March 2026."""
    with clock.at(moment("2026-03-18")):
        yield


@pytest.fixture
def rochdale(db) -> House:
    """Rochdale: a manager approves the plan before the meeting agrees it."""
    return build_house("rochdale")


@pytest.fixture
def hillingdon(db) -> House:
    """Hillingdon: the meeting agrees the plan before a manager signs it off."""
    return build_house("hillingdon")


@pytest.fixture
def bolton(db) -> House:
    """Bolton: the meeting alone agrees the plan."""
    return build_house("bolton")


@pytest.fixture
def birmingham(db) -> House:
    """Birmingham: as Hillingdon, and a manager approves every change to a plan."""
    return build_house("birmingham")


@pytest.fixture
def peterborough(db) -> House:
    """Peterborough: the meeting alone agrees the plan, and some things go before a manager."""
    return build_house("peterborough")
