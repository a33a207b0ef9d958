"""Keeping the keys by which people are found in step with what is known of them."""

from collections import defaultdict
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Exists, OuterRef

from cases.models import Person, PersonKey
from cases.selectors.keys import LONGEST, day_keys, keys_of, name_keys

BATCH = 500


def index_newcomer(person: Person) -> None:
    """Write the keys of somebody just made, of whom nothing but the name and the day is known."""
    given, family = person.given_names, person.family_name
    keys = name_keys(given, family) | day_keys(person.born_on or person.expected_on, given, family)
    PersonKey.objects.bulk_create(
        PersonKey(authority_id=person.authority_id, person=person, kind=kind, key=key[:LONGEST])
        for kind, key in sorted(keys)
        if key
    )


@transaction.atomic(savepoint=False)
def index_people(people_ids: Iterable[int]) -> None:
    """Write the keys that these people should have, and remove those they should not.

    Somebody whose record was merged into another has none.
    """
    wanted = list(people_ids)
    people = Person.objects.filter(pk__in=wanted).prefetch_related(
        "other_names", "addresses", "contact_details"
    )
    held: dict[int, dict[tuple[str, str], int]] = defaultdict(dict)
    for key in PersonKey.objects.filter(person_id__in=wanted):
        held[key.person_id][key.kind, key.key] = key.pk
    missing: list[PersonKey] = []
    stale: list[int] = []
    for person in people:
        keys = keys_of(person) if person.merged_into_id is None else set()
        have = held[person.pk]
        stale += [pk for key, pk in have.items() if key not in keys]
        missing += [
            PersonKey(authority_id=person.authority_id, person=person, kind=kind, key=key)
            for kind, key in sorted(keys - have.keys())
        ]
    if stale:
        PersonKey.objects.filter(pk__in=stale).delete()
    PersonKey.objects.bulk_create(missing, ignore_conflicts=True, batch_size=BATCH)


def index_everybody_without_keys() -> int:
    """Write the keys of all who have none, in batches, and say how many they were."""
    without = Person.objects.filter(
        ~Exists(PersonKey.objects.filter(person=OuterRef("pk"))), merged_into=None
    ).order_by("pk")
    done = 0
    last = 0
    while batch := list(without.filter(pk__gt=last).values_list("pk", flat=True)[:BATCH]):
        index_people(batch)
        done, last = done + len(batch), batch[-1]
    return done
