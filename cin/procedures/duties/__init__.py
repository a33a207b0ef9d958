"""What procedures oblige an authority to do, one table of duties for each part of the work."""

from cin.procedures.duties.assessing import ASSESSING, FIRST_DAYS
from cin.procedures.duties.duty import Duty
from cin.procedures.duties.overseeing import LONG_PLANS
from cin.procedures.duties.planning import PLANNING
from cin.procedures.duties.protecting import DESTITUTION, MOVES, OTHERS, SAFEGUARDING

DUTIES: tuple[Duty, ...] = (
    *FIRST_DAYS,
    *ASSESSING,
    *PLANNING,
    *LONG_PLANS,
    *SAFEGUARDING,
    *MOVES,
    *DESTITUTION,
    *OTHERS,
)

__all__ = ["DUTIES", "Duty"]
