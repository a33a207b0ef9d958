"""What the members of each family are to its children, as their places in it say."""

from itertools import groupby, islice

from django.db import migrations

KINDS = {
    "mother": "mother",
    "father": "father",
    "step_parent": "step_parent",
    "grandparent": "grandparent",
    "other_carer": "carer",
}
AT_ONCE = 1000


def relate(apps, schema_editor):
    """Relate each grown-up of a family to each of its children."""
    model = apps.get_model("cases", "Relationship")
    known = set(model.objects.values_list("first_id", "second_id", "kind"))
    fresh = (row for row in relations(apps) if (row[0], row[1], row[2]) not in known)
    made = set()
    while some := list(islice(fresh, AT_ONCE)):
        rows = [
            model(first_id=first, second_id=second, kind=kind, has_parental_responsibility=held)
            for first, second, kind, held in some
            if (first, second, kind) not in made
        ]
        made |= {row[:3] for row in some}
        save_rows(apps, model.objects.bulk_create(unique(rows)))


def unique(rows):
    """Keep the first of rows about the same two people."""
    return list({(row.first_id, row.second_id, row.kind): row for row in reversed(rows)}.values())


def relations(apps):
    """Give who is what to which child, family by family."""
    members = apps.get_model("cases", "FamilyMember").objects.order_by("family_id", "pk")
    for _family, together in groupby(members.iterator(chunk_size=AT_ONCE), lambda m: m.family_id):
        found = list(together)
        children = [member.person_id for member in found if member.role == "child"]
        for member in found:
            for child in children:
                if member.role in KINDS and child != member.person_id:
                    held = member.has_parental_responsibility
                    yield member.person_id, child, KINDS[member.role], held


def save_rows(apps, rows):
    """Write the history of their making."""
    history = apps.get_model("cases", "HistoricalRelationship")
    names = [field.attname for field in rows[0]._meta.concrete_fields] if rows else []
    history.objects.bulk_create(
        history(
            **{name: getattr(row, name) for name in names},
            history_date=row.created_at,
            history_type="+",
            history_relation_id=row.pk,
        )
        for row in rows
    )


def part(apps, schema_editor):
    """Take out what was carried over: what nobody recorded. The members still say it."""
    rows = apps.get_model("cases", "Relationship").objects.filter(recorded_by=None)
    history = apps.get_model("cases", "HistoricalRelationship").objects
    history.filter(id__in=rows.values("pk")).delete()
    rows.delete()


class Migration(migrations.Migration):
    """The data; the tables came with the migration before."""

    dependencies = [("cases", "0009_add_relationships")]

    operations = [migrations.RunPython(relate, part)]
