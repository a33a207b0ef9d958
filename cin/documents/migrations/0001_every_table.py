"""Documents, and the files attached to records."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import cin.core.clock
from cin.core.creating import CreateTables


class Migration(migrations.Migration):
    """A new database begins here; one that took the earlier steps is already there."""

    initial = True

    replaces = [
        ("documents", "0001_first_tables"),
        ("documents", "0002_add_attachments"),
        ("documents", "0003_add_network_minutes"),
    ]

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="Attachment",
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
                        ("case_id", models.BigIntegerField()),
                        ("kind", models.CharField(max_length=30)),
                        ("of_id", models.BigIntegerField()),
                        ("title", models.CharField(blank=True, max_length=200)),
                        ("name", models.CharField(max_length=200)),
                        ("file_kind", models.CharField(max_length=10)),
                        ("size", models.PositiveBigIntegerField()),
                        ("sha256", models.CharField(max_length=64)),
                        ("stored_as", models.CharField(max_length=64)),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                        ("withdrawn_reason", models.TextField(blank=True)),
                        (
                            "attached_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "withdrawn_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-created_at", "-pk"],
                        "indexes": [
                            models.Index(
                                fields=["case_id", "kind", "of_id"], name="attachment_by_record"
                            ),
                            models.Index(fields=["stored_as"], name="attachment_by_stored_file"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("size__gt", 0)), name="attachment_not_empty"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("withdrawn_at", None),
                                        ("withdrawn_by", None),
                                        ("withdrawn_reason", ""),
                                    ),
                                    models.Q(
                                        ("withdrawn_at__isnull", False),
                                        ("withdrawn_by__isnull", False),
                                        models.Q(("withdrawn_reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="attachment_withdrawn_with_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Circulation",
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
                        ("case_id", models.BigIntegerField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("plan", "Plan"),
                                    ("minutes", "Minutes"),
                                    ("network", "Family network meeting's minutes"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("of_id", models.BigIntegerField()),
                        ("sent_on", models.DateField()),
                        ("recipients", models.TextField()),
                        (
                            "sent_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-sent_on", "-pk"],
                        "indexes": [
                            models.Index(
                                fields=["case_id", "kind", "sent_on"], name="circulation_by_case"
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["plan", "minutes", "network"])),
                                name="circulation_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("recipients", ""), _negated=True),
                                name="circulation_has_recipients",
                            ),
                        ],
                    },
                ),
            ]
        )
    ]
