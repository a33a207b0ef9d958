"""What was known of people so far, put where it belongs now: kinds, addresses and telephones."""

from django.db import migrations
from django.db.models import Q

CARERS = ["mother", "father", "step_parent", "other_carer"]


def carry_over(apps, schema_editor):
    """Say what each person is, and make a row of each address and telephone number."""
    people = apps.get_model("cases", "Person").objects
    is_child = Q(memberships__role="child") | Q(cases__isnull=False)
    people.filter(pk__in=people.filter(is_child).values("pk")).update(kind="child")
    carers = people.filter(memberships__role__in=CARERS).values("pk")
    people.filter(kind="", pk__in=carers).update(kind="parent_carer")
    people.filter(kind="").update(kind="other_family")
    people.exclude(born_on=None).exclude(expected_on=None).update(expected_on=None)
    carry_rows(apps)


def carry_rows(apps):
    """Make the rows, and their first history, without reading everybody into memory at once."""
    people = apps.get_model("cases", "Person").objects
    kinds = [
        ("Address", people.exclude(address=""), lambda person: {"lines": person.address}),
        (
            "ContactDetail",
            people.exclude(phone=""),
            lambda person: {"kind": "phone", "value": person.phone},
        ),
    ]
    for name, having, answers in kinds:
        model = apps.get_model("cases", name)
        rows = []
        for person in having.iterator(chunk_size=1000):
            dates = {"created_at": person.created_at, "updated_at": person.updated_at}
            rows.append(model(person=person, **answers(person), **dates))
            if len(rows) == 1000:
                save_rows(apps, model, rows)
                rows = []
        save_rows(apps, model, rows)


def save_rows(apps, model, rows):
    """Write rows and the history of their making."""
    made = model.objects.bulk_create(rows)
    history = apps.get_model("cases", f"Historical{model.__name__}")
    names = [field.attname for field in model._meta.concrete_fields]
    history.objects.bulk_create(
        history(
            **{name: getattr(row, name) for name in names},
            history_date=row.created_at,
            history_type="+",
            history_relation_id=row.pk,
        )
        for row in made
    )


def carry_back(apps, schema_editor):
    """Write the present home and the first telephone number beside the person again."""
    people = apps.get_model("cases", "Person").objects
    homes = apps.get_model("cases", "Address").objects.filter(kind="home", ended_on=None)
    for home in homes.iterator(chunk_size=1000):
        people.filter(pk=home.person_id).update(address=home.lines)
    numbers = apps.get_model("cases", "ContactDetail").objects.filter(ended_on=None)
    for number in numbers.exclude(kind="email").order_by("is_preferred", "-pk").iterator():
        people.filter(pk=number.person_id).update(phone=number.value[:40])


class Migration(migrations.Migration):
    """The data; the columns it came from go in the next migration."""

    dependencies = [("cases", "0005_describe_people")]

    operations = [migrations.RunPython(carry_over, carry_back)]
