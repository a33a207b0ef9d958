"""Many cases of one kind, copied row by row: enough to need several batches, made in a moment."""

from typing import Any

from django.db.models import Model

from cases.models import Case, Person


def many_like(case: Case, number: int) -> list[Case]:
    """Make so many more cases like one, each with a child of its own, at the same stage."""
    children = Person.objects.bulk_create(
        [
            Person(**_values(case.child), given_names=f"{case.child.given_names} {place}")
            for place in range(number)
        ]
    )
    return Case.objects.bulk_create(
        [
            Case(**_values(case), child=child, reference=f"{case.reference}-{place}")
            for place, child in enumerate(children)
        ]
    )


_OWN = {"id", "child_id", "reference", "given_names"}


def _values(row: Model) -> dict[str, Any]:
    names = [each.attname for each in row._meta.concrete_fields if each.attname not in _OWN]
    return {name: getattr(row, name) for name in names}
