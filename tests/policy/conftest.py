"""The house in which these stories happen."""

import pytest

from tests.stories import House, build_house


@pytest.fixture
def house(db) -> House:
    """Hillingdon, with its people: visits every 3 weeks, so that dates are easy to tell."""
    return build_house("hillingdon")
