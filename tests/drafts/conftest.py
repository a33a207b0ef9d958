"""The house in which people type."""

import pytest

from cases.models import Case
from cin.core import clock
from tests.stories import House, allocated, build_house, moment


@pytest.fixture(autouse=True)
def a_day_in_march():
    with clock.at(moment("2026-03-18 14:05")):
        yield


@pytest.fixture
def house(db) -> House:
    """Rochdale, with its people."""
    return build_house("rochdale")


@pytest.fixture
def case(house) -> Case:
    """A child's case that the first social worker carries."""
    return allocated(house)
