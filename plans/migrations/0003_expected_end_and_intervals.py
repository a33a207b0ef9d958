"""When a plan is expected to end, and who agreed how often there are visits and reviews."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import cin.core.clock
from cin.core.adding import AddColumns
from cin.core.creating import CreateTables

LENGTH = [
    ("expected_end_on", models.DateField(blank=True, null=True)),
    ("longer_reason", models.TextField(blank=True)),
]


class Migration(migrations.Migration):
    """Two columns for a version, and one table."""

    dependencies = [
        ("plans", "0002_add_contact_to_plans"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        AddColumns("planversion", LENGTH),
        AddColumns("historicalplanversion", LENGTH),
        CreateTables(
            [
                migrations.CreateModel(
                    name="IntervalsAgreement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(default=cin.core.clock.now, editable=False),
                        ),
                        ("updated_at", models.DateTimeField(auto_now=True)),
                        ("note", models.TextField(blank=True)),
                        ("agreed_at", models.DateTimeField()),
                        (
                            "agreed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "version",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="intervals_agreed",
                                to="plans.planversion",
                            ),
                        ),
                    ],
                    options={"abstract": False},
                ),
            ]
        ),
    ]
