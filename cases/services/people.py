"""Writing down what is known of a person, and what is known no longer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from cases.models import Agency, Case, Disability, Person, PersonKind
from cases.permissions import may_work
from cases.selectors.access import visible_cases
from cases.selectors.duplicates import find_duplicate
from cases.selectors.people import find_person, who_has_number
from cases.services.keys import index_people
from cases.services.locking import lock_case
from cases.services.newcomers import tell_apart
from cases.services.withdrawing import mark_withdrawn
from cin.accounts.models import User
from cin.audit.services import announce, record
from cin.core.errors import (
    BadInput,
    ChangedMeanwhile,
    NotFound,
    NotPermitted,
    StepNotAllowed,
)

WRITABLE = frozenset(
    {
        *("given_names", "family_name", "known_as", "born_on", "is_birth_estimated"),
        *("expected_on", "died_on", "sex", "gender", "sexuality", "ethnicity"),
        *("nationality", "first_language", "needs_interpreter", "communication_needs", "religion"),
        *("observance", "immigration_status", "has_no_recourse", "job_title"),
        *("is_disabled", "send_support", "ehcp_began_on", "year_group"),
        *("attendance_is_a_concern", "may_be_excluded", "upn", "former_upn", "upn_missing"),
        *("nhs_number", "gp_name", "health_notes"),
    }
)
NUMBERS = {"upn": "unique pupil number", "nhs_number": "NHS number"}
LONGEST_PREGNANCY = 280


@dataclass(frozen=True)
class Opened:
    """A person of a case, both locked."""

    case: Case
    person: Person


def open_person(*, case_id: int, person_id: int, actor: User) -> Opened:
    """Lock a case and one person of it, for a change.

    Refuses (NotFound) what this person may not know of, (NotPermitted) whoever does no casework in
    it, (StepNotAllowed) a closed case.
    """
    case = lock_case(case_id, actor)
    if refusal := may_work.reason(case, actor):
        raise NotPermitted(refusal)
    if not case.is_open:
        raise StepNotAllowed("The case is closed, so what is known of its people stays as it is.")
    found = find_person(case, person_id)
    # Whoever merged the record meanwhile had it locked, and a merged record takes nothing more.
    person = Person.objects.locked().filter(pk=found.pk, merged_into=None).first()
    if person is None:
        raise NotFound("This record was merged into another meanwhile. Open that one.")
    return Opened(case, person)


@transaction.atomic
def describe_person(
    *,
    case_id: int,
    person_id: int,
    actor: User,
    seen_version: int | None,
    changes: Mapping[str, Any],
) -> Person:
    """Write what is known of a person of a case; a child's dates are worked out anew.

    Refuses (ChangedMeanwhile) when somebody else wrote since `seen_version`; (BadInput) a birth
    that makes what was recorded impossible, and a number that another person has.
    """
    opened = open_person(case_id=case_id, person_id=person_id, actor=actor)
    person = opened.person
    _refuse_stale(person, seen_version)
    before = {name: getattr(person, name) for name in WRITABLE}
    for name in WRITABLE & changes.keys():
        setattr(person, name, changes[name])
    refuse_impossible_birth(person, actor)
    _refuse_numbers_of_others(person, actor)
    _keep_agencies(person, changes)
    person.version += 1
    try:
        with transaction.atomic():
            person.save()
    except IntegrityError as clash:
        raise BadInput("", "Another record was given the same number meanwhile") from clash
    changed = {name for name in WRITABLE if getattr(person, name) != before[name]}
    if "disability_kinds" in changes and _keep_disabilities(person, actor, changes):
        changed.add("disability_kinds")
    index_people([person.pk])
    note_change(opened, actor, action="cases.describe_person", fields=sorted(changed))
    return person


@transaction.atomic
def keep_apart(*, case_id: int, person_id: int, other_id: int, actor: User, reason: str) -> None:
    """Keep that a person of a case and another record are of two people, and why."""
    opened = open_person(case_id=case_id, person_id=person_id, actor=actor)
    other = find_duplicate(actor, opened.person, other_id)
    tell_apart(
        case=opened.case, person=opened.person, others=[other.pk], reason=reason, actor=actor
    )


def note_change(
    opened: Opened, actor: User, *, action: str, reason: str = "", **details: Any
) -> None:
    """Write down a change of a person, and have the dates of each of their open cases worked out
    anew.
    """
    record(
        action=action,
        subject=opened.person,
        actor=actor,
        case=opened.case,
        reason=reason,
        details=dict(details),
    )
    others = Case.objects.open().filter(child=opened.person).exclude(pk=opened.case.pk)
    for case_id in others.values_list("pk", flat=True):
        announce(case_id)


def _refuse_stale(person: Person, seen_version: int | None) -> None:
    if seen_version is not None and seen_version != person.version:
        raise ChangedMeanwhile(
            "Somebody else changed this record after you opened it. Look at what it says now, "
            "then save again.",
            version=person.version,
        )


def refuse_impossible_birth(person: Person, actor: User) -> None:
    """Refuse (BadInput) a child's day of birth that what was recorded on a case contradicts: of one
    this person may not open the day is not told.
    """
    if person.kind != PersonKind.CHILD:
        return
    if person.born_on is None and person.expected_on is None:
        raise BadInput("is_born", "Enter the date of birth, or when the baby is expected")
    day = person.born_on or person.expected_on
    name = "expected_on" if person.born_on is None else "born_on"
    shown = set(visible_cases(actor).filter(child_id=person.pk).values_list("pk", flat=True))
    for case in person.cases.select_related("referral"):
        _refuse_birth_against(case, day, name, is_shown=case.pk in shown)


def _refuse_birth_against(case: Case, day: date | None, name: str, *, is_shown: bool) -> None:
    if day is None:
        return
    if (day - case.referral.received_on).days > LONGEST_PREGNANCY:
        told = f"more than {LONGEST_PREGNANCY} days after the referral"
        raise BadInput(name, f"The birth cannot be {told}")
    # The later stage is asked through the case's own relation: this one knows nothing of it.
    seen = case.visits.filter(seen=True).order_by("visit__visited_at").first()
    if seen is None:
        return
    seen_on = timezone.localtime(seen.visit.visited_at).date()
    if seen_on < day:
        on = f"{seen_on:%d %B %Y}".lstrip("0")
        when = f"there is a visit on {on}" if is_shown else "another team has recorded a visit"
        raise BadInput(name, f"The birth cannot be after the child was seen: {when}")


def _refuse_numbers_of_others(person: Person, actor: User) -> None:
    for name, words in NUMBERS.items():
        number = getattr(person, name)
        if number and (whose := who_has_number(person, name, number, actor)):
            raise BadInput(name, f"{whose} has this {words}. If it is the same person, a manager "
                           "can merge the two records")  # fmt: skip


def _keep_agencies(person: Person, changes: Mapping[str, Any]) -> None:
    if "education_name" in changes:
        kind = changes.get("education_kind") or "school"
        person.education = agency_named(person, changes["education_name"], kind)
    if "gp_practice_name" in changes:
        person.gp_practice = agency_named(person, changes["gp_practice_name"], "gp")


def agency_named(person: Person, name: str, kind: str) -> Agency | None:
    """Find an agency of the person's authority by its name and kind, or make it; none without a
    name.
    """
    if not name.strip():
        return None
    same = Agency.objects.filter(
        authority_id=person.authority_id, kind=kind, name__iexact=name.strip()
    )
    return same.first() or Agency.objects.create(
        authority_id=person.authority_id, kind=kind, name=name.strip()
    )


def _keep_disabilities(person: Person, actor: User, changes: Mapping[str, Any]) -> bool:
    wanted = set(changes["disability_kinds"]) if person.is_disabled else set()
    held = {row.kind: row for row in person.disabilities.all()}
    reason = str(changes.get("disability_reason") or "")
    if held.keys() - wanted and not reason.strip():
        raise BadInput(
            "disability_reason", "Say why a kind of disability recorded before is taken off"
        )
    for kind in held.keys() - wanted:
        mark_withdrawn(held[kind], actor=actor, reason=reason)
    for kind in sorted(wanted - held.keys()):
        Disability.objects.create(person=person, kind=kind)
    return wanted != held.keys()
