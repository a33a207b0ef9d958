"""Text kept while somebody was typing."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import cin.core.clock
from cin.core.creating import CreateTables


class Migration(migrations.Migration):
    """A new database begins here; one that took the earlier steps is already there."""

    initial = True

    replaces = [
        ("drafts", "0001_kept_text"),
    ]

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="Draft",
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
                        ("submission", models.UUIDField()),
                        ("page", models.CharField(max_length=100)),
                        ("address", models.CharField(max_length=300)),
                        ("authority_id", models.BigIntegerField(null=True)),
                        ("case_id", models.BigIntegerField(null=True)),
                        ("case_reference", models.CharField(blank=True, max_length=30)),
                        ("answers", models.JSONField()),
                        ("sequence", models.PositiveBigIntegerField(default=0)),
                        ("revision", models.PositiveIntegerField(default=1)),
                        ("saved_at", models.DateTimeField(default=cin.core.clock.now)),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="drafts",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-saved_at", "-pk"],
                        "indexes": [
                            models.Index(fields=["address", "-saved_at"], name="draft_by_address"),
                            models.Index(fields=["case_id", "-saved_at"], name="draft_by_case"),
                            models.Index(
                                fields=["authority_id", "saved_at"], name="draft_by_authority"
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("person", "address", "submission"),
                                name="draft_once_for_each_opening",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("address", ""), _negated=True),
                                name="draft_has_address",
                            ),
                        ],
                    },
                ),
            ]
        )
    ]
