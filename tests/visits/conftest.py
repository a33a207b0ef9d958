"""The house in which these stories happen."""

import pytest

from tests.stories import House, build_house


@pytest.fixture
def house(db) -> House:
    """Rochdale, with its people: the authority whose procedure asks the most."""
    return build_house("rochdale")
