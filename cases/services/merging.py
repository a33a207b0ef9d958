"""Making two records of one person into one, and taking that back."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, transaction
from django.db.models import Q

from cases.models import Case, OtherName, Person, PersonMerge
from cases.models.case import CaseQuerySet
from cases.permissions import may_manage
from cases.selectors.access import visible_cases
from cases.selectors.duplicates import (
    CHOSEN,
    UNDO_WITHIN,
    differences,
    find_duplicate,
    find_merge,
)
from cases.selectors.people import find_person
from cases.services.journal import Entry, made, move_everything, take_back
from cases.services.keys import index_people
from cases.services.locking import lock_case
from cases.services.people import refuse_impossible_birth
from cin.accounts.models import User
from cin.audit.services import record
from cin.core import clock
from cin.core.errors import BadInput, NotFound, NotPermitted, StepNotAllowed

MERGED = "merged"


@transaction.atomic
def merge_people(  # the record that stays is the one on the case
    *,
    case_id: int,
    kept_id: int,
    merged_id: int,
    actor: User,
    chosen: Mapping[str, str],
    reason: str,
) -> PersonMerge:
    """Merge another record into that of a person on a case: for a manager of both.

    `chosen` says, by field, whether the value of the record that goes ("merged") stays. Refuses
    (StepNotAllowed) two open cases, and a child with a grown-up; (NotFound) a record this person
    may not open, and an open case of another team on which either stands; (NotPermitted) whoever is
    no manager.
    """
    cases, kept = _locked(case_id, kept_id, [kept_id, merged_id], actor)
    merged = Person.objects.locked().get(pk=find_duplicate(actor, kept, merged_id).pk)
    _refuse_two(kept, merged, cases)
    before = {name: _raw(kept, name) for name in CHOSEN}
    names = (kept.given_names, kept.family_name)
    _choose(kept, merged, chosen)
    # The record that goes lets go of its numbers first: they are unique.
    merged.merged_into = kept
    merged.save()
    journal = move_everything(kept, merged)
    journal += _keep_names(kept, [names, (merged.given_names, merged.family_name)])
    _save(kept)
    refuse_impossible_birth(kept, actor)
    merge = PersonMerge.objects.create(
        authority_id=kept.authority_id,
        kept=kept,
        merged=merged,
        reason=reason,
        merged_by=actor,
        merged_at=clock.now(),
        journal={
            "before": _as_json(before),
            "after": _as_json({name: _raw(kept, name) for name in CHOSEN}),
            "moved": journal,
        },
    )
    index_people([kept.pk, merged.pk])
    _tell(cases, merge, actor, "cases.merge_people", reason)
    return merge


@transaction.atomic
def unmerge_people(
    *, case_id: int, kept_id: int, merge_id: int, actor: User, reason: str
) -> PersonMerge:
    """Take a merge back within 30 days: both records are as they were, and what was written since
    stays with the record that was kept.

    Refuses (StepNotAllowed) later than that, twice, or before a later merge is taken back.
    """
    cases, kept = _locked(case_id, kept_id, [kept_id], actor)
    merge = PersonMerge.objects.locked().get(pk=find_merge(kept, merge_id).pk)
    _refuse_undoing(merge, kept)
    merged = Person.objects.locked().get(pk=merge.merged_id)
    before, after = merge.journal["before"], merge.journal["after"]
    for name in CHOSEN:
        if _as_json({name: _raw(kept, name)})[name] == after[name]:
            setattr(kept, _field(name).attname, _from_json(name, before[name]))
    merged.merged_into = None
    try:
        with transaction.atomic():
            _save(kept)
            merged.save()
            take_back(merge.journal["moved"])
    except IntegrityError as clash:
        raise StepNotAllowed(
            "What was recorded since the merge stands in the way of taking it back. Look at both "
            "records' numbers and cases."
        ) from clash
    merge.undone_at, merge.undone_by, merge.undone_reason = clock.now(), actor, reason
    merge.save()
    index_people([kept.pk, merged.pk])
    _tell(cases, merge, actor, "cases.unmerge_people", reason)
    return merge


def _locked(
    case_id: int, person_id: int, people: Iterable[int], actor: User
) -> tuple[list[Case], Person]:
    """Lock every case on which one of the people is, always in one order, then the people: nobody
    writes about either while they become one. Give the cases, and the person who stays.
    """
    ids = set(people)
    merges = PersonMerge.objects.filter(kept__in=ids, undone_at=None)
    ids |= set(merges.values_list("merged_id", flat=True))
    cases = list(Case.objects.locked().filter(pk__in=_touched(case_id, ids)).order_by("pk"))
    _refuse_hidden(cases, ids, actor)
    case = lock_case(case_id, actor)
    if refusal := may_manage.reason(case, actor):
        raise NotPermitted(refusal)
    found = find_person(case, person_id)
    both = Person.objects.locked().filter(pk__in=ids).order_by("pk")
    locked = {person.pk: person for person in both}
    # A referral taken in meanwhile had its child locked: its case is seen only now.
    if set(_touched(case_id, ids).values_list("pk", flat=True)) != {case.pk for case in cases}:
        raise StepNotAllowed(
            "A case was opened about one of these people meanwhile. Look at it, then try again."
        )
    return cases, locked[found.pk]


def _touched(case_id: int, people: Iterable[int]) -> CaseQuerySet:
    is_on = Q(child__in=people) | Q(pk=case_id) | Q(family__members__person__in=people)
    found = Case.objects.filter(is_on | Q(child__network__person__in=people))
    return Case.objects.filter(pk__in=found.values("pk"))


def _refuse_hidden(cases: list[Case], people: Iterable[int], actor: User) -> None:
    """A closed case of another team, of whose family a grown-up is, is no obstacle: it is told."""
    shown = visible_cases(actor).filter(pk__in=[case.pk for case in cases])
    seen = set(shown.values_list("pk", flat=True))
    hidden = [case for case in cases if case.pk not in seen]
    if any(case.child_id in people for case in hidden):
        raise NotFound("One of the records belongs to another team. Ask a service manager.")
    if any(case.is_open for case in hidden):
        raise NotFound(
            "Another team works with somebody these records are about. Ask a service manager to "
            "join these records."
        )


def _refuse_two(kept: Person, merged: Person, cases: list[Case]) -> None:
    if kept.kind != merged.kind:
        raise StepNotAllowed(
            f"One record is of a {kept.get_kind_display().lower()}, the other of a "
            f"{merged.get_kind_display().lower()}. They cannot be one person."
        )
    opened = [case for case in cases if case.is_open]
    both = [
        next((case for case in opened if case.child_id == person.pk), None)
        for person in (kept, merged)
    ]
    if both[0] and both[1]:
        raise StepNotAllowed(
            f"Both records have an open case: {both[0]} and {both[1]}. Put what matters on the one "
            "that should go on, close the other, then merge the records."
        )


def _choose(kept: Person, merged: Person, chosen: Mapping[str, str]) -> None:
    for each in differences(kept, merged):
        is_theirs = chosen.get(each.name) == MERGED if not each.is_blank else not each.kept
        if is_theirs:
            setattr(kept, each.name, getattr(merged, each.name))
    if kept.born_on is not None:
        kept.expected_on = None
    if kept.upn:
        kept.upn_missing = ""


def _keep_names(kept: Person, names: list[tuple[str, str]]) -> list[Entry]:
    """A name that was not chosen stays known as an alias."""
    own = (kept.given_names, kept.family_name)
    known = {own, *kept.other_names.values_list("given_names", "family_name")}
    rows = []
    for given, family in names:
        if (given, family) not in known:
            known.add((given, family))
            rows.append(
                OtherName.objects.create(
                    person=kept, kind="alias", given_names=given, family_name=family
                )
            )
    return [made(row) for row in rows]


def _save(person: Person) -> None:
    person.version += 1
    try:
        with transaction.atomic():
            person.save()
    except IntegrityError as clash:
        raise BadInput("", "These answers cannot stand together: look at them again") from clash


def _refuse_undoing(merge: PersonMerge, kept: Person) -> None:
    if merge.undone_at is not None:
        raise StepNotAllowed("This merge was taken back already.")
    if clock.now() - merge.merged_at > UNDO_WITHIN:
        raise StepNotAllowed("A merge can be taken back for 30 days, and this one is older.")
    later = PersonMerge.objects.filter(
        Q(kept=kept) | Q(merged=kept), undone_at=None, pk__gt=merge.pk
    )
    if later.exists():
        raise StepNotAllowed("Another record was merged in later. Take that back first.")


def _tell(cases: list[Case], merge: PersonMerge, actor: User, action: str, reason: str) -> None:
    details = {"kept": merge.kept_id, "merged": merge.merged_id}
    for case in cases:
        record(action=action, subject=merge, actor=actor, case=case, reason=reason, details=details)


def _field(name: str) -> Any:
    return Person._meta.get_field(name)


def _raw(person: Person, name: str) -> Any:
    return getattr(person, _field(name).attname)


def _as_json(values: dict[str, Any]) -> dict[str, Any]:
    encoder = DjangoJSONEncoder()
    return {
        name: value if value is None or isinstance(value, str | int) else encoder.default(value)
        for name, value in values.items()
    }


def _from_json(name: str, value: Any) -> Any:
    return _field(name).to_python(value)
