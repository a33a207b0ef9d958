"""Who lives with whom, and who must not be told what."""

from datetime import date

from django.db import IntegrityError, transaction

from cases.models import HouseholdMember, Person, SharingLimit
from cases.selectors.relationships import find_household_place, find_member, find_sharing_limit
from cases.services.people import note_change, open_person
from cases.services.relationships import open_family
from cases.services.withdrawing import mark_withdrawn
from cin.accounts.models import User
from cin.audit.services import record
from cin.core import clock
from cin.core.errors import BadInput, StepNotAllowed


@transaction.atomic
def join_home(
    *, case_id: int, actor: User, home: str, people: list[int], began_on: date | None
) -> list[HouseholdMember]:
    """Record that members of a family live in one of its homes.

    Refuses (BadInput) somebody who lives there already, and a day before a birth or in the future.
    """
    case = open_family(case_id, actor)
    _refuse_bad_home(home)
    places = []
    for person in [find_member(case, pk) for pk in people]:
        _refuse_bad_beginning(began_on, person)
        place = HouseholdMember(
            family_id=case.family_id,
            home=home.strip(),
            person=person,
            began_on=began_on,
            recorded_by=actor,
        )
        _save_place(place, "people")
        record(action="cases.join_home", subject=place, actor=actor, case=case)
        places.append(place)
    return places


@transaction.atomic
def leave_home(*, case_id: int, actor: User, place_id: int, ended_on: date) -> HouseholdMember:
    """Record the day on which somebody left a home of the family.

    Refuses (StepNotAllowed) who has left, (BadInput) a day in the future or before they came.
    """
    case = open_family(case_id, actor)
    place = find_household_place(case, place_id)
    if place.ended_on is not None or place.is_withdrawn:
        raise StepNotAllowed("This person has left already.")
    _refuse_bad_end(ended_on, place.began_on)
    place.ended_on = ended_on
    place.save()
    record(action="cases.leave_home", subject=place, actor=actor, case=case)
    return place


@transaction.atomic
def correct_home(
    *,
    case_id: int,
    actor: User,
    place_id: int,
    home: str,
    began_on: date | None,
    ended_on: date | None,
) -> HouseholdMember:
    """Put right what was written down wrongly of somebody's place in a home; the history keeps what
    it said before.

    Refuses (BadInput) as `join_home` and `leave_home` do, (StepNotAllowed) one withdrawn.
    """
    case = open_family(case_id, actor)
    place = find_household_place(case, place_id)
    if place.is_withdrawn:
        raise StepNotAllowed("This was withdrawn, so it can no longer be changed.")
    _refuse_bad_home(home)
    _refuse_bad_beginning(began_on, place.person)
    _refuse_bad_end(ended_on, began_on)
    place.home, place.began_on, place.ended_on = home.strip(), began_on, ended_on
    _save_place(place, "home")
    record(action="cases.correct_home", subject=place, actor=actor, case=case)
    return place


@transaction.atomic
def withdraw_home(*, case_id: int, actor: User, place_id: int, reason: str) -> HouseholdMember:
    """Take back somebody's place in a home that was recorded in error.

    Refuses (StepNotAllowed) one withdrawn already, (BadInput) no reason.
    """
    case = open_family(case_id, actor)
    place = find_household_place(case, place_id)
    mark_withdrawn(place, actor=actor, reason=reason)
    record(action="cases.withdraw_home", subject=place, actor=actor, case=case, reason=reason)
    return place


def _refuse_bad_home(home: str) -> None:
    if not home.strip():
        raise BadInput("home", "Enter the home")


def _refuse_bad_beginning(began_on: date | None, person: Person) -> None:
    if began_on and began_on > clock.today():
        raise BadInput("began_on", "The day cannot be in the future")
    if began_on and person.born_on and began_on < person.born_on:
        raise BadInput("began_on", f"The day cannot be before {person} was born")


def _refuse_bad_end(ended_on: date | None, began_on: date | None) -> None:
    if ended_on and ended_on > clock.today():
        raise BadInput("ended_on", "The day cannot be in the future")
    if ended_on and began_on and ended_on < began_on:
        raise BadInput("ended_on", "The day cannot be before the one on which it began")


def _save_place(place: HouseholdMember, field: str) -> None:
    try:
        with transaction.atomic():
            place.save()
    except IntegrityError as clash:
        raise BadInput(field, f"{place.person} lives there already") from clash


@transaction.atomic
def limit_sharing(
    *, case_id: int, person_id: int, actor: User, what: str, reason: str
) -> SharingLimit:
    """Record what a person must not be told, from today."""
    opened = open_person(case_id=case_id, person_id=person_id, actor=actor)
    limit = SharingLimit.objects.create(
        person=opened.person,
        what=what,
        reason=reason,
        since_on=clock.today(),
        raised_by=actor,
    )
    note_change(opened, actor, action="cases.limit_sharing")
    return limit


@transaction.atomic
def end_sharing_limit(
    *, case_id: int, person_id: int, actor: User, limit_id: int, end_reason: str
) -> SharingLimit:
    """End today, for a reason, what a person must not be told; it stays on the record.

    Refuses (StepNotAllowed) what has ended.
    """
    opened = open_person(case_id=case_id, person_id=person_id, actor=actor)
    limit = find_sharing_limit(opened.person, limit_id)
    if limit.ended_on is not None:
        raise StepNotAllowed("This has ended already.")
    limit.ended_on, limit.ended_by, limit.end_reason = clock.today(), actor, end_reason
    limit.save()
    note_change(opened, actor, action="cases.end_sharing_limit")
    return limit
