"""Deadlines, alerts, answers and digests."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import cin.core.clock
from cin.core.creating import CreateTables


class Migration(migrations.Migration):
    """A new database begins here; one that took the earlier steps is already there."""

    initial = True

    replaces = [
        ("alerts", "0001_first_tables"),
        ("alerts", "0002_add_escalated_tier"),
        ("alerts", "0003_add_answers"),
        ("alerts", "0004_add_digests"),
        ("alerts", "0005_due_tier_and_late_hours"),
        ("alerts", "0006_add_reconciliations"),
        ("alerts", "0007_add_missed_on"),
    ]

    dependencies = [
        ("accounts", "0001_every_table"),
        ("cases", "0001_every_table"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="Deadline",
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
                        ("key", models.CharField(max_length=40)),
                        ("counts_from_id", models.CharField(max_length=60)),
                        ("counts_from_type", models.CharField(max_length=40)),
                        ("counts_from_on", models.DateField()),
                        ("due_on", models.DateField(blank=True, null=True)),
                        ("due_at", models.DateTimeField(blank=True, null=True)),
                        ("target_on", models.DateField(blank=True, null=True)),
                        ("amber_from", models.DateField(blank=True, null=True)),
                        ("met_on", models.DateField(blank=True, null=True)),
                        ("met_late", models.BooleanField(default=False)),
                        ("missed_on", models.DateField(blank=True, null=True)),
                        ("last_working_day_before", models.DateField(blank=True, null=True)),
                        ("setting", models.CharField(blank=True, max_length=60)),
                        ("cites", models.JSONField(blank=True, default=list)),
                        ("others", models.JSONField(blank=True, default=list)),
                        ("explanation", models.TextField(blank=True)),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="deadlines",
                                to="cases.case",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["due_on", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Alert",
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
                        (
                            "tier",
                            models.CharField(
                                choices=[
                                    ("due_soon", "Due soon"),
                                    ("due", "Due today"),
                                    ("overdue", "Overdue"),
                                    ("escalated", "Long overdue"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("due_on", models.DateField()),
                        ("raised_on", models.DateField()),
                        ("cleared_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "recipient",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="alerts",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "deadline",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="alerts",
                                to="alerts.deadline",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-raised_on", "-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Digest",
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
                        ("claimed_at", models.DateTimeField(blank=True, null=True)),
                        ("sent_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "recipient",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="digests",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-day", "-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Reconciliation",
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
                        ("begun_at", models.DateTimeField()),
                        ("finished_at", models.DateTimeField()),
                        ("cases", models.PositiveIntegerField()),
                        ("differing", models.PositiveIntegerField()),
                        ("repaired", models.PositiveIntegerField()),
                        ("unclear", models.PositiveIntegerField()),
                        (
                            "authority",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="reconciliations",
                                to="accounts.localauthority",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-finished_at"],
                    },
                ),
                migrations.CreateModel(
                    name="Sweep",
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
                        ("as_of", models.DateField()),
                        ("finished_at", models.DateTimeField()),
                        ("raised", models.PositiveIntegerField()),
                        ("cleared", models.PositiveIntegerField()),
                    ],
                    options={
                        "ordering": ["-finished_at"],
                        "indexes": [models.Index(fields=["-finished_at"], name="sweep_by_time")],
                    },
                ),
                migrations.CreateModel(
                    name="Answer",
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
                        (
                            "kind",
                            models.CharField(
                                choices=[("acknowledged", "Acknowledged"), ("snoozed", "Snoozed")],
                                max_length=12,
                            ),
                        ),
                        ("reason", models.TextField()),
                        ("until", models.DateField()),
                        (
                            "alert",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="answers",
                                to="alerts.alert",
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["acknowledged", "snoozed"])),
                                name="answer_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True),
                                name="answer_has_reason",
                            ),
                        ],
                    },
                ),
                migrations.AddIndex(
                    model_name="deadline",
                    index=models.Index(
                        condition=models.Q(("met_on", None), ("withdrawn_at", None)),
                        fields=["due_on"],
                        name="open_deadline_by_due_date",
                    ),
                ),
                migrations.AddIndex(
                    model_name="deadline",
                    index=models.Index(
                        fields=["case", "met_on", "withdrawn_at"], name="deadline_by_case"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="deadline",
                    constraint=models.UniqueConstraint(
                        fields=("case", "key", "counts_from_id"), name="one_deadline_per_obligation"
                    ),
                ),
                migrations.AddIndex(
                    model_name="alert",
                    index=models.Index(
                        condition=models.Q(("cleared_at", None)),
                        fields=["recipient"],
                        name="open_alert_by_recipient",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="alert",
                    constraint=models.UniqueConstraint(
                        fields=("deadline", "tier", "recipient", "due_on"), name="alert_raised_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="alert",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("tier__in", ["due_soon", "due", "overdue", "escalated"])
                        ),
                        name="alert_tier_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="digest",
                    constraint=models.UniqueConstraint(
                        fields=("recipient", "day"), name="one_digest_a_day"
                    ),
                ),
                migrations.AddIndex(
                    model_name="reconciliation",
                    index=models.Index(
                        fields=["authority", "-finished_at"], name="reconciliation_by_time"
                    ),
                ),
            ]
        )
    ]
