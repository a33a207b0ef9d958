"""What is known of the people of the first families."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone

from cases.models import Address, Case, FamilyMember, FamilyRole
from cases.services.people import describe_person
from cases.services.person_rows import raise_caution, save_row
from cin.core import clock
from cin.core.likeness.letters import plain_name
from cin.procedures.identifiers import upn_with_check_letter
from desk.demonstration.content import content
from desk.demonstration.days import settled
from desk.demonstration.houses import House

MOST = 3
YEAR = 365


def describe_people(house: House, cases: Iterable[Case]) -> None:
    """Describe the children of the first carried cases, and their parents' cautions and names."""
    carried = [case for case in cases if case.worker is not None][:MOST]
    moment = datetime.combine(settled(clock.today()), time(9, 5))
    with clock.at(timezone.make_aware(moment)):
        for number, case in enumerate(carried):
            _describe_child(house, case, number)
            _describe_parent(case, number)


def _describe_child(house: House, case: Case, number: int) -> None:
    child = case.child
    about: dict[str, Any] = {
        "case_id": case.pk,
        "person_id": child.pk,
        "actor": case.worker,
    }
    changes = _identity(case)
    age = child.age_on(clock.today())
    if age is not None and age >= 5:
        place = "school" if age < 16 else "college"
        changes |= {
            "education_name": f"{house.streets[number % len(house.streets)]} {place.title()}",
            "education_kind": place,
            "upn": upn_with_check_letter(f"354{number:02d}{case.pk % 10_000_000:07d}"[:12]),
            "send_support": "EKN"[number % 3],
        }
    elif age is not None:
        changes["upn_missing"] = "UN1"
    if child.is_disabled:
        changes["disability_kinds"] = ["AUT", "LD"]
    describe_person(**about, seen_version=None, changes=changes)
    carer = Address.objects.filter(person__memberships__family_id=case.family_id).first()
    home = {
        "kind": "home",
        "lines": carer.lines if carer else f"{number * 7 + 2} {house.streets[0]}",
        "began_on": clock.today() - timedelta(days=2 * YEAR if age is None or age > 2 else 30),
    }
    save_row(**about, kind="address", answers=home)


def _identity(case: Case) -> dict[str, Any]:
    """Choose who the child is from the names that the family bears."""
    groups = content("names")["groups"]
    identities = content("people")["identities"]
    place = next(
        (n for n, group in enumerate(groups) if case.child.family_name in group["surnames"]), 0
    )
    return {"needs_interpreter": False, **identities[place]}


def _describe_parent(case: Case, number: int) -> None:
    members = FamilyMember.objects.filter(family_id=case.family_id)
    member = members.exclude(role=FamilyRole.CHILD).order_by("pk").first()
    cautions = content("people")["cautions"]
    if member is None or number >= len(cautions):
        return
    about: dict[str, Any] = {
        "case_id": case.pk,
        "person_id": member.person_id,
        "actor": case.worker,
    }
    raise_caution(**about, **cautions[number])
    maiden = {
        "kind": "previous",
        "family_name": plain_name(case.child.family_name).title() + "-Reed",
    }
    save_row(**about, kind="name", answers=maiden)
