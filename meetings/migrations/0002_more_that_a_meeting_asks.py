"""What the record of a meeting asks besides, and what it puts before a manager."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import cin.core.clock
from cin.core.adding import AddColumns
from cin.core.creating import CreateTables

OF_A_MEETING = [
    ("awaits_agreement", models.BooleanField(default=False)),
    ("began_at", models.TimeField(blank=True, null=True)),
    ("prompts", models.JSONField(blank=True, default=dict)),
    ("school_time_reason", models.TextField(blank=True)),
    ("unresolved", models.TextField(blank=True)),
    ("without_meeting", models.BooleanField(blank=True, null=True)),
    ("without_meeting_reason", models.TextField(blank=True)),
]
OF_A_CHILD = [
    ("inaction_harm", models.BooleanField(blank=True, null=True)),
    ("next_meeting_time", models.TimeField(blank=True, null=True)),
    ("outcomes_achieved", models.BooleanField(blank=True, null=True)),
]


class Migration(migrations.Migration):
    """Columns for meetings and children, and two tables."""

    dependencies = [
        ("cases", "0001_squashed_0013_add_consents"),
        ("meetings", "0001_first_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        AddColumns("meeting", OF_A_MEETING),
        AddColumns("historicalmeeting", OF_A_MEETING),
        AddColumns("meetingchild", OF_A_CHILD),
        AddColumns("historicalmeetingchild", OF_A_CHILD),
        CreateTables(
            [
                migrations.CreateModel(
                    name="MeetingAgreement",
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
                        ("is_agreed", models.BooleanField()),
                        ("reason", models.TextField()),
                        ("decided_at", models.DateTimeField()),
                        (
                            "decided_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "meeting",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="agreement",
                                to="meetings.meeting",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ManagerQuestion",
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
                            "about",
                            models.CharField(
                                choices=[
                                    ("unresolved", "What the meeting could not resolve"),
                                    ("outcomes_not_achieved", "Outcomes are not achieved"),
                                    ("inaction", "Harm from what was not done, taken together"),
                                ],
                                max_length=30,
                            ),
                        ),
                        ("strategy_meeting", models.BooleanField(blank=True, null=True)),
                        ("answer", models.TextField(blank=True)),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "answered_by",
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
                                related_name="meeting_questions",
                                to="cases.case",
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="questions",
                                to="meetings.meeting",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "about__in",
                                        ["unresolved", "outcomes_not_achieved", "inaction"],
                                    )
                                ),
                                name="manager_question_about_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("answer", ""), ("answered_at", None), ("answered_by", None)
                                    ),
                                    models.Q(
                                        ("answered_at__isnull", False),
                                        ("answered_by__isnull", False),
                                        models.Q(("answer", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="manager_question_answered_in_words",
                            ),
                            models.UniqueConstraint(
                                fields=("meeting", "case", "about"),
                                name="manager_asked_once_of_a_meeting",
                            ),
                        ],
                    },
                ),
            ]
        ),
    ]
