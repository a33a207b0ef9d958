"""What every test starts with."""

from collections.abc import Iterator

import pytest

from tests.retelling import MEMORY

OUTSIDE_A_TRANSACTION = {"transactional_db", "live_server", "django_db_reset_sequences"}


@pytest.fixture(autouse=True)
def stories_from_the_beginning(request: pytest.FixtureRequest) -> Iterator[None]:
    """Begin every test that is rolled back with no story told; elsewhere stories are always told in
    full.
    """
    marker = request.node.get_closest_marker("django_db")
    is_kept = marker is not None and marker.kwargs.get("transaction", False)
    if is_kept or OUTSIDE_A_TRANSACTION & set(request.fixturenames):
        MEMORY.forget_where_we_are()
    else:
        MEMORY.begin()
    yield
    MEMORY.forget_where_we_are()
