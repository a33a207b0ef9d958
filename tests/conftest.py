"""What every test starts with: no story told yet, and a folder of its own for attached files."""

from collections.abc import Iterator

import pytest
from django.test import override_settings
from hypothesis import HealthCheck, settings

from tests.retelling import MEMORY

# How fast a machine is says nothing about the code: a busy one fails no test.
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")

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


@pytest.fixture(autouse=True, scope="session")
def attached_files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep what tests attach out of the folder of this working copy."""
    with override_settings(MEDIA_ROOT=str(tmp_path_factory.mktemp("documents"))):
        yield
