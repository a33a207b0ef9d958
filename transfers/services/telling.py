"""Telling the managers of another team in advance that a case is coming."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from cases.models import Notice, NoticeKind
from cases.services.locking import lock_case
from cases.services.notices import tell
from cin.accounts.models import Role, User
from cin.accounts.permissions import may_work
from cin.accounts.selectors import teams_of
from cin.audit.services import record
from cin.core.errors import BadInput, NotPermitted, StepNotAllowed
from cin.core.templatetags.cin import moment, plain_day
from transfers.selectors.transfers import obstacle_to_telling


@dataclass(frozen=True, kw_only=True)
class WordInAdvance:
    """What a receiving manager is told before a case is offered: about it, the meeting to come to,
    and when they were rung too.
    """

    about: str
    meeting_at: datetime | None = None
    venue: str = ""
    rung_on: date | None = None


@transaction.atomic
def tell_in_advance(
    *, case_id: int, actor: User, to_team_id: int, word: WordInAdvance
) -> list[Notice]:
    """Tell the managers of another team of the authority that a case is coming, and of the date and
    venue of the meeting they are asked to come to (PET-66, PET-77).

    Refuses (BadInput) the case's own team, a team of another authority or without a manager, no
    words, and a meeting without its venue; (StepNotAllowed) a case that nobody carries yet or is
    closed.
    """
    case = lock_case(case_id, actor)
    if refusal := may_work.reason(case, actor):
        raise NotPermitted(refusal)
    if obstacle := obstacle_to_telling(case):
        raise StepNotAllowed(obstacle)
    _refuse_half_a_word(word)
    others = teams_of(actor).exclude(pk=case.team_id)
    managers = list(
        User.objects.filter(
            team__in=others.filter(pk=to_team_id), role=Role.TEAM_MANAGER, is_active=True
        )
    )
    if not managers:
        raise BadInput("to_team", "Choose another team of this authority that has a manager")
    record(
        action="transfers.tell_in_advance",
        subject=case,
        actor=actor,
        details={"team": to_team_id, "people": [manager.pk for manager in managers]},
    )
    kind = NoticeKind.TRANSFER_EXPECTED
    return tell(case, people=managers, actor=actor, kind=kind, text=_in_words(word))


def _refuse_half_a_word(word: WordInAdvance) -> None:
    if not word.about.strip():
        raise BadInput("about", "Enter what they should know already")
    if word.meeting_at is not None and not word.venue.strip():
        raise BadInput("venue", "Enter where the meeting is")
    if word.meeting_at is None and word.venue.strip():
        raise BadInput("meeting_at", "Enter when the meeting is")


def _in_words(word: WordInAdvance) -> str:
    lines = [word.about.strip()]
    if word.meeting_at is not None:
        lines.append(
            f"The meeting is on {moment(word.meeting_at)}: {word.venue.strip()}. You are asked to "
            "come."
        )
    if word.rung_on is not None:
        lines.append(f"Rung about it on {plain_day(word.rung_on)}.")
    return "\n".join(lines)
