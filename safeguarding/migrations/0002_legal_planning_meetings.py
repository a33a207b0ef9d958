"""Legal planning meetings: who was there, what was decided, and what happens next."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import cin.core.clock


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0001_every_table"),
        ("safeguarding", "0001_every_table"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="LegalPlanningMeeting",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(default=cin.core.clock.now, editable=False)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawal_reason", models.TextField(blank=True)),
                ("held_at", models.DateTimeField()),
                ("chair_name", models.CharField(max_length=150)),
                ("present", models.TextField()),
                (
                    "decision",
                    models.CharField(
                        choices=[
                            ("proceedings", "Threshold met: care proceedings begin"),
                            (
                                "pre_proceedings",
                                "Threshold met: pre-proceedings with the parents first",
                            ),
                            ("not_met", "Threshold for court not met"),
                            ("more_needed", "Not decided yet: more is needed first"),
                        ],
                        max_length=20,
                    ),
                ),
                ("reasons", models.TextField()),
                ("next_step", models.TextField()),
                ("next_by", models.CharField(max_length=150)),
                ("next_on", models.DateField(blank=True, null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="legal_meetings",
                        to="cases.case",
                    ),
                ),
                (
                    "concern",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="legal_meetings",
                        to="safeguarding.concern",
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
                "ordering": ["-held_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "decision__in",
                                ["proceedings", "pre_proceedings", "not_met", "more_needed"],
                            )
                        ),
                        name="legal_decision_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("present", ""), _negated=True),
                            models.Q(("reasons", ""), _negated=True),
                            models.Q(("next_step", ""), _negated=True),
                            models.Q(("next_by", ""), _negated=True),
                        ),
                        name="legal_meeting_says_who_and_what",
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
                        name="legal_meeting_withdrawn_with_reason",
                    ),
                ],
            },
        ),
    ]
