"""Procedures by version, days off, bank holidays and the work on deadlines."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import cin.core.clock
from cin.core.creating import CreateTables


class Migration(migrations.Migration):
    """A new database begins here; one that took the earlier steps is already there."""

    initial = True

    replaces = [
        ("policy", "0001_first_tables"),
        ("policy", "0002_procedure_drafts"),
        ("policy", "0003_recomputations"),
        ("policy", "0004_recomputation_moves"),
        ("policy", "0005_days_off"),
        ("policy", "0006_bank_holidays"),
    ]

    dependencies = [
        ("accounts", "0001_every_table"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="BankHoliday",
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
                        ("day", models.DateField(unique=True)),
                        ("title", models.CharField(max_length=100)),
                        ("source", models.CharField(max_length=200)),
                    ],
                    options={
                        "ordering": ["day"],
                    },
                ),
                migrations.CreateModel(
                    name="ProcedureDraft",
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
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                        ("departures", models.JSONField(blank=True, default=dict)),
                        ("effective_from", models.DateField(blank=True, null=True)),
                        ("applies_to_open_events", models.BooleanField(default=False)),
                        ("reason", models.TextField(blank=True)),
                        (
                            "authority",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="procedure_draft",
                                to="accounts.localauthority",
                            ),
                        ),
                        (
                            "drafted_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "writers",
                            models.ManyToManyField(related_name="+", to=settings.AUTH_USER_MODEL),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="DayOff",
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
                        ("day", models.DateField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("holiday", "Proclaimed bank holiday"),
                                    ("closure", "Local closure day"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("reason", models.CharField(max_length=200)),
                        (
                            "added_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "authority",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="days_off",
                                to="accounts.localauthority",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["day"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("authority", "day"), name="day_off_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["holiday", "closure"])),
                                name="day_off_kind_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ProcedureVersion",
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
                        ("number", models.PositiveIntegerField()),
                        ("preset", models.SlugField()),
                        ("departures", models.JSONField(blank=True, default=dict)),
                        ("effective_from", models.DateField(blank=True, null=True)),
                        ("applies_to_open_events", models.BooleanField(default=False)),
                        ("reason", models.TextField(blank=True)),
                        (
                            "authority",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="procedure_versions",
                                to="accounts.localauthority",
                            ),
                        ),
                        (
                            "drafted_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "published_by",
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
                        "ordering": ["authority", "number"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("authority", "number"), name="procedure_version_number_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("effective_from", None), ("number", 1)),
                                    models.Q(("effective_from__isnull", False), ("number__gt", 1)),
                                    _connector="OR",
                                ),
                                name="only_first_procedure_version_undated",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Recomputation",
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
                        ("cause", models.CharField(max_length=200)),
                        ("total", models.PositiveIntegerField(blank=True, null=True)),
                        ("done", models.PositiveIntegerField(default=0)),
                        ("unclear", models.PositiveIntegerField(default=0)),
                        ("last_case_id", models.BigIntegerField(default=0)),
                        ("moved", models.JSONField(blank=True, default=list)),
                        ("moved_in_all", models.PositiveIntegerField(default=0)),
                        ("finished_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "authority",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="recomputations",
                                to="accounts.localauthority",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-pk"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("finished_at", None)),
                                fields=["authority"],
                                name="unfinished_recomputation",
                            )
                        ],
                    },
                ),
            ]
        )
    ]
