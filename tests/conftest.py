"""What every test has: a folder of its own for attached files."""

from collections.abc import Iterator

import pytest
from django.test import override_settings


@pytest.fixture(autouse=True, scope="session")
def attached_files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep what tests attach out of the folder of this working copy."""
    with override_settings(MEDIA_ROOT=str(tmp_path_factory.mktemp("documents"))):
        yield
