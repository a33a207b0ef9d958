"""Moving rows from one person to another, so that every move can be taken back."""

from datetime import date
from typing import Any

from django.apps import apps
from django.core import serializers
from django.db import IntegrityError, models, transaction
from django.db.models import ProtectedError, RestrictedError

from cases.models import Address, ContactDetail, DifferentPeople, Person
from cases.selectors.duplicates import pointing_at_people
from cin.core import clock
from cin.core.errors import StepNotAllowed

Entry = dict[str, Any]


def move_everything(kept: Person, merged: Person) -> list[Entry]:
    """Point everything that points at one person at another, and give what was done.

    A row that would stand there twice is taken out, whole, into the journal.
    """
    journal: list[Entry] = _make_room(kept, merged)
    for model, field in list(pointing_at_people()):
        rows = model._base_manager.filter(**{field: merged}).order_by("pk")
        journal += [_move(row, field, kept) for row in rows]
    return journal + _move_differences(kept, merged)


def take_back(journal: list[Entry]) -> None:
    """Undo what a journal says, last first; what has been changed again since then stays."""
    for entry in reversed(journal):
        model = apps.get_model(entry["model"])
        if "row" in entry:
            for row in serializers.deserialize("json", entry["row"]):
                row.save()
        elif entry.get("made"):
            model._base_manager.filter(pk=entry["pk"]).delete()
        else:
            model._base_manager.filter(pk=entry["pk"], **entry["after"]).update(**entry["before"])


def _move(row: models.Model, field: str, kept: Person) -> Entry:
    before = {field: row.__dict__[f"{field}_id"]}
    try:
        with transaction.atomic():
            type(row)._base_manager.filter(pk=row.pk).update(**{field: kept})
    except IntegrityError:
        return take_out(row)
    return changed(row, before=before, after={field: kept.pk})


def take_out(row: models.Model) -> Entry:
    """Delete a row that the journal keeps whole; refuses (StepNotAllowed) one that others need."""
    entry = {
        "model": row._meta.label_lower,
        "row": serializers.serialize("json", [row]),
    }
    try:
        with transaction.atomic():
            type(row)._base_manager.filter(pk=row.pk).delete()
    except (ProtectedError, RestrictedError) as needed:
        raise StepNotAllowed(
            f"Both records have the same {row._meta.verbose_name}, and other records depend on "
            "each. They cannot be merged."
        ) from needed
    return entry


def changed(row: models.Model, *, before: dict[str, Any], after: dict[str, Any]) -> Entry:
    """Give the entry of a row whose columns were changed."""
    return {"model": row._meta.label_lower, "pk": row.pk, "before": before, "after": after}


def made(row: models.Model) -> Entry:
    """Give the entry of a row that was made."""
    return {"model": row._meta.label_lower, "pk": row.pk, "made": True}


def _make_room(kept: Person, merged: Person) -> list[Entry]:
    """A person has one present home and one best way to be reached: those of the kept record."""
    journal = []
    present = Address.objects.filter(kind="home", ended_on=None)
    if present.filter(person=kept).exists():
        for home in present.filter(person=merged):
            ended_on = max(filter(None, [home.began_on, clock.today()]))
            journal.append(_write(home, ended_on=ended_on))
    best = ContactDetail.objects.filter(is_preferred=True, ended_on=None)
    if best.filter(person=kept).exists():
        journal += [_write(row, is_preferred=False) for row in best.filter(person=merged)]
    return journal


def _write(row: models.Model, **values: Any) -> Entry:
    before = {name: _plain(getattr(row, name)) for name in values}
    type(row)._base_manager.filter(pk=row.pk).update(**values)
    after = {name: _plain(value) for name, value in values.items()}
    return changed(row, before=before, after=after)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _move_differences(kept: Person, merged: Person) -> list[Entry]:
    """Keep each decision that two people are different, but that these two are."""
    journal = []
    rows = DifferentPeople.objects.filter(models.Q(first=merged) | models.Q(second=merged))
    for row in rows.order_by("pk"):
        other = row.second_id if row.first_id == merged.pk else row.first_id
        first, second = sorted([kept.pk, other])
        is_known = DifferentPeople.objects.filter(first_id=first, second_id=second).exists()
        if other == kept.pk or is_known:
            journal.append(take_out(row))
        else:
            journal.append(_write(row, first_id=first, second_id=second))
    return journal
