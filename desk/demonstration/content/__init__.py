"""The invented places, names and words of the demonstration."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any


@cache
def content(name: str) -> dict[str, Any]:
    """Read one file of invented content, once."""
    return tomllib.loads((Path(__file__).parent / f"{name}.toml").read_text("utf-8"))
