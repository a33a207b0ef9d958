"""A child's chronology: what the record tells by itself and what workers added, as lines in order
of time.
"""

from desk.selectors.chronology.building import (
    Chronology,
    WantedLines,
    chronology_of,
    find_line,
)
from desk.selectors.chronology.line import Line, LineKind

__all__ = ["Chronology", "Line", "LineKind", "WantedLines", "chronology_of", "find_line"]
