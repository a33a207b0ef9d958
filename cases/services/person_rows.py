"""Adding and changing the rows of what is known of a person."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from cases.models import (
    Address,
    ContactDetail,
    LegalOrder,
    OtherName,
    SafetyFlag,
)
from cases.selectors.people import find_row, find_row_ever
from cases.services.keys import index_people
from cases.services.people import Opened, note_change, open_person
from cases.services.withdrawing import mark_withdrawn
from cin.accounts.models import User
from cin.core import clock
from cin.core.errors import BadInput, StepNotAllowed

ACTIONS = {
    "address": ("cases.add_address", "cases.change_address"),
    "contact": ("cases.add_contact", "cases.change_contact"),
    "name": ("cases.add_name", "cases.change_name"),
    "order": ("cases.add_order", "cases.change_order"),
}
WITHDRAWN = {
    "address": "cases.withdraw_address",
    "contact": "cases.withdraw_contact",
    "caution": "cases.withdraw_caution",
    "name": "cases.withdraw_name",
    "order": "cases.withdraw_order",
    "disability": "cases.withdraw_disability",
    "limit": "cases.withdraw_limit",
}


@transaction.atomic
def save_row(
    *,
    case_id: int,
    person_id: int,
    actor: User,
    kind: str,
    answers: Mapping[str, Any],
    row_id: int | None = None,
) -> Any:
    """Add a row of a kind (address, contact, name, order) about a person, or change one.

    A new present home ends the one before it; a new best way to reach somebody takes the place of
    the one before it. Refuses as `open_person` does.
    """
    opened = open_person(case_id=case_id, person_id=person_id, actor=actor)
    model: Any = {
        "address": Address,
        "contact": ContactDetail,
        "name": OtherName,
        "order": LegalOrder,
    }[kind]
    row = model(person=opened.person) if row_id is None else find_row(opened.person, kind, row_id)
    for name, answer in answers.items():
        setattr(row, name, answer)
    if isinstance(row, Address):
        _leave_home(row)
    if isinstance(row, ContactDetail):
        _prefer(row)
    row.save()
    index_people([opened.person.pk])
    added, changed = ACTIONS[kind]
    note_change(opened, actor, action=added if row_id is None else changed)
    return row


def _leave_home(row: Address) -> None:
    if row.kind != "home" or row.ended_on is not None:
        return
    for home in row.person.addresses.filter(kind="home", ended_on=None).exclude(pk=row.pk):
        home.ended_on = row.began_on or clock.today()
        if home.began_on and home.began_on > home.ended_on:
            raise BadInput(
                "began_on", "The present home began later than that: end it on its own page first"
            )
        home.save()


def _prefer(row: ContactDetail) -> None:
    if row.is_preferred and row.ended_on is None:
        others = row.person.contact_details.filter(is_preferred=True, ended_on=None)
        for other in others.exclude(pk=row.pk):
            other.is_preferred = False
            other.save()


@transaction.atomic
def raise_caution(
    *, case_id: int, person_id: int, actor: User, kind: str, details: str
) -> SafetyFlag:
    """Warn everybody who contacts or visits a person, from today."""
    opened = open_person(case_id=case_id, person_id=person_id, actor=actor)
    flag = SafetyFlag.objects.create(
        person=opened.person,
        kind=kind,
        details=details,
        raised_on=clock.today(),
        raised_by=actor,
    )
    note_change(opened, actor, action="cases.raise_caution", kind=kind)
    return flag


@transaction.atomic
def end_caution(
    *, case_id: int, person_id: int, actor: User, row_id: int, end_reason: str
) -> SafetyFlag:
    """End a caution today, for a reason; it stays on the record.

    Refuses (StepNotAllowed) one that has ended.
    """
    opened: Opened = open_person(case_id=case_id, person_id=person_id, actor=actor)
    flag: SafetyFlag = find_row(opened.person, "caution", row_id)
    if flag.ended_on is not None:
        raise StepNotAllowed("This caution has ended already.")
    flag.ended_on, flag.ended_by, flag.end_reason = clock.today(), actor, end_reason
    flag.save()
    note_change(opened, actor, action="cases.end_caution", kind=flag.kind)
    return flag


@transaction.atomic
def withdraw_row(
    *, case_id: int, person_id: int, actor: User, kind: str, row_id: int, reason: str
) -> Any:
    """Take back a row about a person that was entered in error, of any kind: it stays in the record
    with the reason, and nobody is found or reached by it.

    Refuses as `open_person` does, (StepNotAllowed) one withdrawn already, (BadInput) no reason.
    """
    opened = open_person(case_id=case_id, person_id=person_id, actor=actor)
    row = find_row_ever(opened.person, kind, row_id)
    mark_withdrawn(row, actor=actor, reason=reason)
    index_people([opened.person.pk])
    note_change(opened, actor, action=WITHDRAWN[kind], reason=reason)
    return row
