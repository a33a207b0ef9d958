"""What was shared about a family, and advice asked about sharing."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import cin.core.clock
from cin.core.creating import CreateTables


class Migration(migrations.Migration):
    """Two tables at once."""

    dependencies = [
        ("cases", "0017_who_sat"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="Sharing",
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
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                        ("withdrawal_reason", models.TextField(blank=True)),
                        ("recipients", models.TextField()),
                        ("what", models.TextField()),
                        ("why", models.TextField()),
                        ("shared_on", models.DateField()),
                        (
                            "way",
                            models.CharField(
                                choices=[
                                    ("in_person", "In person"),
                                    ("telephone", "By telephone"),
                                    ("letter", "By letter"),
                                    ("email", "By email"),
                                    ("other", "In another way"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("shared_by", models.CharField(max_length=150)),
                        (
                            "basis",
                            models.CharField(
                                choices=[
                                    ("consent", "With consent"),
                                    ("authorised", "Without consent, on a manager’s authority"),
                                    ("protection", "To protect a child from significant harm"),
                                ],
                                max_length=15,
                            ),
                        ),
                        (
                            "ground",
                            models.CharField(
                                blank=True,
                                choices=[
                                    (
                                        "harm",
                                        "There is reasonable cause to suspect significant harm",
                                    ),
                                    (
                                        "risk",
                                        "Asking, or waiting, would put the child at more risk",
                                    ),
                                    (
                                        "impairment",
                                        "The child's health or development would be impaired without it",
                                    ),
                                    ("law", "A court or the law requires it"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("grounds", models.TextField(blank=True)),
                        (
                            "authorised_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sharings",
                                to="cases.case",
                            ),
                        ),
                        (
                            "consent",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sharings",
                                to="cases.consent",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "review",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sharings",
                                to="cases.refusalreview",
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
                        "ordering": ["-shared_on", "-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("basis", "consent"), ("consent__isnull", False)),
                                    models.Q(
                                        ("authorised_by__isnull", False),
                                        ("basis", "authorised"),
                                        models.Q(("ground", ""), _negated=True),
                                    ),
                                    models.Q(
                                        ("basis", "protection"),
                                        models.Q(("grounds", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="sharing_has_a_basis",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("recipients", ""), _negated=True),
                                    models.Q(("what", ""), _negated=True),
                                    models.Q(("why", ""), _negated=True),
                                ),
                                name="sharing_says_what",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("withdrawal_reason", ""),
                                        ("withdrawn_at", None),
                                        ("withdrawn_by", None),
                                    ),
                                    models.Q(
                                        ("withdrawn_at__isnull", False),
                                        ("withdrawn_by__isnull", False),
                                        models.Q(("withdrawal_reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="sharing_withdrawn_with_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SharingAdvice",
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
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                        ("withdrawal_reason", models.TextField(blank=True)),
                        (
                            "adviser",
                            models.CharField(
                                choices=[
                                    ("team_manager", "Team manager"),
                                    ("caldicott", "Caldicott Guardian"),
                                    ("legal", "Legal Services"),
                                ],
                                max_length=15,
                            ),
                        ),
                        ("adviser_name", models.CharField(max_length=150)),
                        ("question", models.TextField()),
                        ("asked_on", models.DateField()),
                        ("answer", models.TextField(blank=True)),
                        ("answered_on", models.DateField(blank=True, null=True)),
                        (
                            "answer_recorded_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "asked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sharing_advice",
                                to="cases.case",
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
                        "verbose_name_plural": "sharing advice",
                        "ordering": ["-asked_on", "-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("adviser__in", ["team_manager", "caldicott", "legal"])
                                ),
                                name="sharing_adviser_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("answer", ""),
                                        ("answer_recorded_by", None),
                                        ("answered_on", None),
                                    ),
                                    models.Q(
                                        ("answer_recorded_by__isnull", False),
                                        ("answered_on__gte", models.F("asked_on")),
                                        models.Q(("answer", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="sharing_advice_answered_whole",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("withdrawal_reason", ""),
                                        ("withdrawn_at", None),
                                        ("withdrawn_by", None),
                                    ),
                                    models.Q(
                                        ("withdrawn_at__isnull", False),
                                        ("withdrawn_by__isnull", False),
                                        models.Q(("withdrawal_reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="sharing_advice_withdrawn_with_reason",
                            ),
                        ],
                    },
                ),
            ]
        )
    ]
