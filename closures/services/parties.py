"""Writing down what everybody thinks of closing, and what was done about a disagreement."""

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction

from cases.services.telling import mind_who_came
from cin.accounts.models import User
from cin.audit.services import record
from cin.core import clock
from cin.core.errors import BadInput
from cin.core.services import revise
from closures.models import (
    DisagreementMeeting,
    PartyKind,
    PartyView,
    Position,
    Preparation,
    Settlement,
)
from closures.selectors.parties import find_party_view, parties_of
from closures.services.preparing import count_change, count_seen_change, open_preparation


@dataclass(frozen=True, kw_only=True)
class PartyAnswer:
    """What one party said: `view_id` is the row that is changed, or None for a new one."""

    kind: str
    name: str
    position: str
    said: str = ""
    asked_on: date | None = None
    role: str = ""
    person_id: int | None = None
    view_id: int | None = None


@transaction.atomic
def record_views(
    *,
    case_id: int,
    actor: User,
    seen_version: int | None,
    answers: Sequence[PartyAnswer],
    removed: Collection[int] = (),
) -> Preparation:
    """Write down what each party thinks of closing, and take away the rows in `removed`, which the
    person saw and took out (PET-83, PET-92, HIL-103, ROC-70).

    Refuses (ChangedMeanwhile) when somebody else wrote since, (BadInput) a day in the future, a
    disagreement or a silence without words, and taking away a disagreement that was dealt with.
    """
    preparation = open_preparation(case_id, actor)
    revise(preparation, seen_version=seen_version or 1, changes={})
    preparation.save()
    count_change(preparation)
    _refuse_incomplete(answers)
    present = {view.pk: view for view in preparation.views.all()}
    _remove([view for key, view in present.items() if key in removed])
    people = {party.person_id for party in parties_of(preparation.case)}
    for answer in answers:
        view = present.get(answer.view_id or 0) or PartyView(preparation=preparation)
        view.person_id = answer.person_id if answer.person_id in people else view.person_id
        _write(view, answer, actor)
    record(
        action="closures.record_views",
        subject=preparation,
        actor=actor,
        details={"disagree": sum(each.position == Position.DISAGREES for each in answers)},
    )
    return preparation


def _refuse_incomplete(answers: Sequence[PartyAnswer]) -> None:
    for answer in answers:
        if answer.kind not in PartyKind or answer.position not in Position:
            raise BadInput("views", f"Select who {answer.name} is, and what they think")
        if answer.position == Position.NOT_ASKED:
            if not answer.said.strip():
                raise BadInput("views", f"Say why {answer.name} was not asked")
        elif answer.asked_on is None or answer.asked_on > clock.today():
            raise BadInput("views", f"Enter the day on which {answer.name} was asked, not later")
        if answer.position == Position.DISAGREES and not answer.said.strip():
            raise BadInput("views", f"Write why {answer.name} disagrees")


def _remove(gone: Sequence[PartyView]) -> None:
    for view in gone:
        if view.settlement or view.advised_on or hasattr(view, "letter"):
            raise BadInput(
                "views",
                f"What {view.name} said cannot be taken away: something was done about it",
            )
    PartyView.objects.filter(pk__in=[view.pk for view in gone]).delete()


def _write(view: PartyView, answer: PartyAnswer, actor: User) -> None:
    view.kind, view.name, view.position = answer.kind, answer.name.strip(), answer.position
    view.role = answer.role.strip() or view.role
    view.said = answer.said
    view.asked_on = None if answer.position == Position.NOT_ASKED else answer.asked_on
    if answer.position != Position.DISAGREES:
        view.settlement, view.settled_on, view.settled_how = "", None, ""
    view.recorded_by = actor
    view.save()


@dataclass(frozen=True, kw_only=True)
class SettlementDetails:
    """What became of a disagreement, how and when; when they were advised to write, and wrote."""

    settlement: str = ""
    settled_on: date | None = None
    settled_how: str = ""
    advised_on: date | None = None
    wrote_on: date | None = None


@transaction.atomic
def settle_disagreement(
    *, view_id: int, actor: User, seen_version: int, details: SettlementDetails
) -> PartyView:
    """Write down what was done about a disagreement (PET-93, PET-96); `seen_version` is that of
    what is got ready, as it was on screen.

    Refuses (ChangedMeanwhile) when somebody else wrote since, (BadInput) somebody who does not
    disagree, a settlement without its day and how, and a day in the future or before they were
    asked.
    """
    found = find_party_view(actor, view_id)
    preparation = open_preparation(found.preparation.case_id, actor)
    view = PartyView.objects.locked().get(pk=view_id)
    view.preparation = preparation
    if view.position != Position.DISAGREES:
        raise BadInput("settlement", f"{view.name} does not disagree")
    _refuse_unsettled(view, details)
    answers = asdict(details)
    count_seen_change(
        preparation,
        seen_version=seen_version,
        theirs=lambda: {
            name: getattr(view, name) for name in answers if getattr(view, name) != answers[name]
        },
    )
    for name, answer in answers.items():
        setattr(view, name, answer)
    view.recorded_by = actor
    view.save()
    count_change(preparation)
    record(
        action="closures.settle_disagreement",
        subject=view,
        case=preparation.case,
        actor=actor,
        details={"settlement": view.settlement},
    )
    return view


def _refuse_unsettled(view: PartyView, details: SettlementDetails) -> None:
    if details.settlement and details.settlement not in Settlement:
        raise BadInput("settlement", "Select what became of it")
    if details.settlement and details.settled_on is None:
        raise BadInput("settled_on", "Enter the day on which that was so")
    if details.settlement and not details.settled_how.strip():
        raise BadInput("settled_how", "Write what was said and what follows")
    for name in ("settled_on", "advised_on", "wrote_on"):
        day = getattr(details, name)
        if day is not None and day > clock.today():
            raise BadInput(name, "The date cannot be in the future")
        if day is not None and view.asked_on is not None and day < view.asked_on:
            raise BadInput(name, f"The date cannot be before {view.name} was asked")


@dataclass(frozen=True, kw_only=True)
class MeetingMinutes:
    """When a meeting about a disagreement was held, who led it and came, and what was said.

    `limits_kept` says how what somebody is not to be told was kept from them: it goes into the
    child's history and never into the minutes, which are sent out.
    """

    held_on: date
    chair: str
    present: str
    minutes: str
    outcome: str
    limits_kept: str = ""


@transaction.atomic
def record_disagreement_meeting(
    *, case_id: int, actor: User, details: MeetingMinutes
) -> DisagreementMeeting:
    """Keep the minutes of a meeting about a disagreement over closing (PET-93, PET-94).

    Refuses (BadInput) a day in the future, an empty answer, and somebody present who is not to be
    told something, as long as nobody says how it was kept from them.
    """
    preparation = open_preparation(case_id, actor)
    if details.held_on > clock.today():
        raise BadInput("held_on", "The date of the meeting cannot be in the future")
    for name in ("chair", "present", "minutes", "outcome"):
        if not getattr(details, name).strip():
            raise BadInput(name, "This cannot be empty")
    came = f"{details.chair}\n{details.present}"
    kept = details.limits_kept
    mind_who_came(preparation.case, actor, names=came, kept=kept, field="present")
    meeting = DisagreementMeeting.objects.create(
        preparation=preparation,
        held_on=details.held_on,
        chair=details.chair,
        present=details.present,
        minutes=details.minutes,
        outcome=details.outcome,
        recorded_by=actor,
    )
    count_change(preparation)
    record(
        action="closures.record_disagreement_meeting",
        subject=meeting,
        case=preparation.case,
        actor=actor,
    )
    return meeting
