"""Two records that may be of one person, and what merging them would do."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import models
from django.db.models import Q, QuerySet

from cases.models import Case, DifferentPeople, Person, PersonKey, PersonMerge
from cases.selectors.access import visible_cases
from cases.selectors.likeness import Description
from cases.selectors.matching import Candidate, people_like
from cin.accounts.models import User
from cin.core import clock
from cin.core.errors import NotFound
from cin.core.templatetags.cin import plain_day

UNDO_WITHIN = timedelta(days=30)
# What one of two records is chosen for when they differ, and what it is called.
CHOSEN: dict[str, str] = {
    "given_names": "Given names",
    "family_name": "Family name",
    "known_as": "Likes to be called",
    "born_on": "Date of birth",
    "expected_on": "Expected on",
    "is_birth_estimated": "Date of birth is an estimate",
    "died_on": "Date of death",
    "sex": "Sex",
    "gender": "Gender",
    "sexuality": "Sexuality",
    "ethnicity": "Ethnicity",
    "nationality": "Nationality",
    "first_language": "First language",
    "needs_interpreter": "Interpreter needed",
    "communication_needs": "Communication and access",
    "religion": "Religion",
    "observance": "Observance and culture",
    "immigration_status": "Immigration status",
    "has_no_recourse": "No recourse to public funds",
    "is_disabled": "Disabled",
    "send_support": "Special educational needs",
    "ehcp_began_on": "Plan began on",
    "education": "School, college or nursery",
    "year_group": "Year group",
    "attendance_is_a_concern": "Attendance is a concern",
    "may_be_excluded": "At risk of exclusion",
    "upn": "Unique pupil number",
    "former_upn": "Former pupil number",
    "upn_missing": "Why there is no pupil number",
    "nhs_number": "NHS number",
    "gp_practice": "GP practice",
    "gp_name": "GP",
    "health_notes": "What to know about health",
    "agency": "Works at",
    "job_title": "Job",
}


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One answer in which two records differ, in words; `is_blank` when only one has any."""

    name: str
    label: str
    kept: str
    merged: str

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing to choose: only one record says anything."""
        return not self.kept or not self.merged


@dataclass(frozen=True, kw_only=True)
class MergePreview:
    """What merging one record into another would choose between and move."""

    differences: list[Difference]
    moved: list[str]


def differences(kept: Person, merged: Person) -> list[Difference]:
    """List the answers in which two records differ."""
    found = []
    for name, label in CHOSEN.items():
        if getattr(kept, name) != getattr(merged, name):
            words = (in_words(kept, name), in_words(merged, name))
            found.append(Difference(name=name, label=label, kept=words[0], merged=words[1]))
    return [each for each in found if each.kept != each.merged]


def in_words(person: Person, name: str) -> str:
    """Write one answer about a person as the pages do; nothing where there is none."""
    value: Any = getattr(person, name)
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, date):
        return plain_day(value)
    display = getattr(person, f"get_{name}_display", None)
    return str((display() if display else value) or "")


def preview_of(kept: Person, merged: Person) -> MergePreview:
    """Show what merging would do, before it is done."""
    counts: Counter[str] = Counter()
    for model, field in pointing_at_people():
        number = model._base_manager.filter(**{field: merged}).count()
        if number:
            meta = model._meta
            name = meta.verbose_name if number == 1 else meta.verbose_name_plural
            counts[str(name)] += number
    moved = [f"{number} {name}" for name, number in sorted(counts.items())]
    return MergePreview(differences=differences(kept, merged), moved=moved)


def pointing_at_people() -> Iterator[tuple[type[models.Model], str]]:
    """Give every table and column of the house that points at a person, those of later stages too.

    History is left as it was written, keys are made anew, and merges are told apart by their own
    service.
    """
    own = {Person, PersonKey, PersonMerge, DifferentPeople}
    for relation in Person._meta.get_fields(include_hidden=True):
        is_pointing = relation.auto_created and (relation.one_to_many or relation.one_to_one)
        model: Any = relation.related_model
        if is_pointing and model not in own and not hasattr(model, "history_date"):
            yield model, relation.field.name  # type: ignore[union-attr]


def duplicates_of(user: User, person: Person) -> list[Candidate]:
    """List who else of the same kind may be this person, without those found to be different."""
    description = Description(
        given_names=person.given_names,
        family_name=person.family_name,
        born_on=person.born_on,
        expected_on=person.expected_on,
        number=person.upn or person.nhs_number,
    )
    different = {
        pk
        for pair in DifferentPeople.objects.filter(Q(first=person) | Q(second=person)).values_list(
            "first_id", "second_id"
        )
        for pk in pair
    }
    found = people_like(user, description, [person.kind])
    return [each for each in found if each.person.pk not in different | {person.pk}]


def find_duplicate(user: User, person: Person, other_id: int) -> Person:
    """Give another record that this user may open, to be merged with a person's; refuses
    (NotFound) any other.
    """
    other = (
        Person.objects.filter(authority_id=person.authority_id, pk=other_id, merged_into=None)
        .exclude(pk=person.pk)
        .first()
    )
    if other is None or not cases_with(user, other).exists():
        raise NotFound("There is no such record, or it belongs to another team.")
    return other


def cases_with(user: User, person: Person) -> QuerySet[Case]:
    """List the cases this user may open that a person is on."""
    on_case = Q(child=person) | Q(family__members__person=person)
    return visible_cases(user).filter(on_case).distinct()


def merges_of(person: Person) -> list[PersonMerge]:
    """List the merges into a person that can still be undone, newest first."""
    since = clock.now() - UNDO_WITHIN
    rows = person.merges.filter(undone_at=None, merged_at__gte=since)
    return list(rows.select_related("merged", "merged_by"))


def find_merge(person: Person, merge_id: int) -> PersonMerge:
    """Give one merge into a person; refuses (NotFound) one into somebody else."""
    found = person.merges.select_related("merged", "merged_by").filter(pk=merge_id).first()
    if found is None:
        raise NotFound("There is no such merge.")
    return found
