"""The wider family of one child: three generations, a home, and who works with them."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone

from cases.models import Case, FamilyMember, FamilyRole, Person, Relationship
from cases.services.homes import join_home, limit_sharing
from cases.services.network import PartDetails, ProfessionalDetails, add_to_network
from cases.services.relationships import RelationshipDetails, relate_people
from cases.services.relatives import RelativeDetails, add_relative
from cin.core import clock
from desk.demonstration.content import content
from desk.demonstration.days import settled

YEAR = timedelta(days=365)


def relate_family(cases: Iterable[Case]) -> None:
    """Give the first carried child whose mother is known their wider family and their network."""
    mothers = FamilyMember.objects.filter(role=FamilyRole.MOTHER).select_related("person")
    known = {member.family_id: member.person for member in mothers}
    carried = [case for case in cases if case.worker is not None and case.family_id in known]
    moment = datetime.combine(settled(clock.today()), time(9, 40))
    with clock.at(timezone.make_aware(moment)):
        for case in carried[:1]:
            _add_family(case, known[case.family_id])
            _add_network(case)


def _add_family(case: Case, mother: Person) -> None:
    told = content("relatives")
    added: dict[str, Person] = {"mother": mother, "child": case.child}
    for relative in told["relatives"]:
        added[relative["code"]] = _add(case, relative, added)
    for pair in told["pairs"]:
        _relate(case, added[pair["first"]], added[pair["second"]], pair["kind"])
    join_home(
        case_id=case.pk,
        actor=_worker(case),
        home=told["home_name"],
        people=[added[code].pk for code in told["home"]],
        began_on=None,
    )
    limit_sharing(
        case_id=case.pk, person_id=added["father"].pk, actor=_worker(case), **told["limit"]
    )


def _add(case: Case, relative: dict[str, Any], added: dict[str, Person]) -> Person:
    born_on = clock.today() - relative["age"] * YEAR - timedelta(days=_number(case))
    row: Relationship = add_relative(
        case_id=case.pk,
        actor=_worker(case),
        person=RelativeDetails(
            kind=relative["person"],
            given_names=relative["given"],
            family_name=relative.get("family", case.child.family_name),
            sex=relative["sex"],
            born_on=born_on,
        ),
        whom_id=added[relative["of"]].pk,
        is_back=relative.get("back", False),
        details=RelationshipDetails(kind=relative["kind"], **relative.get("more", {})),
    )
    return row.second if relative.get("back") else row.first


def _relate(case: Case, first: Person, second: Person, kind: str) -> None:
    relate_people(
        case_id=case.pk,
        actor=_worker(case),
        first_id=first.pk,
        second_id=second.pk,
        details=RelationshipDetails(kind=kind),
    )


def _add_network(case: Case) -> None:
    began_on = clock.today() - timedelta(days=200)
    for number, each in enumerate(content("relatives")["network"]):
        phone = f"07700 900{(_number(case) * 7 + number) % 1000:03d}"
        add_to_network(
            case_id=case.pk,
            actor=_worker(case),
            professional=ProfessionalDetails(**each["professional"], phone=phone),
            part=PartDetails(**each["part"], began_on=began_on),
        )


def _number(case: Case) -> int:
    """Give the case's number in its authority: unlike its key, it is the same on every database."""
    return int(case.reference.rpartition("-")[2]) % 300


def _worker(case: Case) -> Any:
    return case.worker
