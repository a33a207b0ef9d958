"""Who may do what on a case: each rule is true, or says in a sentence why not.

A subject is a case, or anything with a `case`. A person of another authority never gets this far
(the selectors answer 404); the check is repeated here because a permission that relies on another
layer is one mistake from a leak.
"""

from typing import Any

from cin.core.access import permission


def case_of(subject: Any) -> Any:
    """Give the case that a record hangs from, or the case itself."""
    return getattr(subject, "case", subject)


def is_within_reach(subject: Any, user: Any) -> bool:
    """Whether the case is of this person's team, allocated to them, or inside an authority-wide
    duty.
    """
    case = case_of(subject)
    if user.authority_id is None or case.authority_id != user.authority_id:
        return False
    carries = user.pk == case.worker_id and case.is_open
    return user.sees_whole_authority or user.team_id == case.team_id or carries


def _is_of_their_team(subject: Any, user: Any) -> bool:
    case = case_of(subject)
    return user.team_id == case.team_id and user.authority_id == case.authority_id


@permission
def may_work(subject: Any, user: Any) -> str:
    """Do casework: practitioners and managers of the case's team, and its allocated worker."""
    if not is_within_reach(subject, user):
        return "This case belongs to another team."
    if not (user.is_practitioner or user.is_manager):
        return "Only practitioners and their managers can record casework."
    return ""


@permission
def may_contribute(subject: Any, user: Any) -> str:
    """Write notes on a case: those who do casework on it, and the specialists of its team
    (ROC-146).
    """
    if user.is_specialist and _is_of_their_team(subject, user):
        return ""
    return str(may_work.reason(subject, user))


@permission
def may_administer(subject: Any, user: Any) -> str:
    """Arrange the meetings of a case: those who do casework on it, and the administrators of its
    team (PET-41).
    """
    if user.arranges_meetings and _is_of_their_team(subject, user):
        return ""
    return str(may_work.reason(subject, user))


@permission
def may_manage(subject: Any, user: Any) -> str:
    """Decide as a manager: the team's manager, a service manager or a head of service."""
    if not is_within_reach(subject, user):
        return "This case belongs to another team."
    if not user.is_manager:
        return "Only a manager can do this. Ask your team manager."
    return ""


@permission
def is_not_the_author(subject: Any, user: Any) -> str:
    """Nobody approves their own work, nor work they submitted."""
    if user.pk in {subject.written_by_id, subject.submitted_by_id}:
        return "You wrote or submitted this, so somebody else must decide on it."
    return ""


may_approve = may_manage & is_not_the_author
