"""The receipts that make a doubled submission harmless."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import cin.core.clock
from cin.core.creating import CreateTables


class Migration(migrations.Migration):
    """A new database begins here; one that took the earlier steps is already there."""

    initial = True

    replaces = [
        ("core", "0001_first_tables"),
        ("core", "0002_add_form_receipt_digest"),
    ]

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="FormReceipt",
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
                        ("token", models.UUIDField(unique=True)),
                        ("destination", models.CharField(max_length=200)),
                        ("digest", models.CharField(default="", editable=False, max_length=64)),
                        (
                            "created_at",
                            models.DateTimeField(default=cin.core.clock.now, editable=False),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("destination", ""), _negated=True),
                                name="form_receipt_has_destination",
                            )
                        ],
                    },
                ),
            ]
        )
    ]
