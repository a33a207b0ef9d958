"""A plan says where the child is visited, and who else sees the child and the family."""

from django.db import migrations, models

from cin.core.adding import AddColumns

COLUMNS = [
    ("visit_place", models.TextField(blank=True)),
    ("contacts", models.TextField(blank=True)),
]


class Migration(migrations.Migration):
    """Two texts, on the plan and in its history."""

    dependencies = [("plans", "0001_first_tables")]

    operations = [
        AddColumns("planversion", COLUMNS),
        AddColumns("historicalplanversion", COLUMNS),
    ]
