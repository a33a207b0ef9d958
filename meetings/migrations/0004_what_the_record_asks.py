"""What a procedure has the record of a meeting ask besides, and who agrees with the record."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import cin.core.clock
from cin.core.adding import AddColumns
from cin.core.creating import CreateTables

OF_A_MEETING = [
    ("headings", models.JSONField(blank=True, default=dict)),
    ("services_agreed", models.TextField(blank=True)),
    ("expectations", models.TextField(blank=True)),
    ("significant_events", models.TextField(blank=True)),
    ("decisions_made", models.JSONField(blank=True, default=list)),
    ("next_invitees", models.JSONField(blank=True, default=list)),
    ("note_taker_role", models.CharField(blank=True, max_length=40)),
    ("note_taker", models.CharField(blank=True, max_length=150)),
    ("later_interval", models.CharField(blank=True, max_length=30)),
    ("later_chair", models.CharField(blank=True, max_length=40)),
]
OF_A_CHILD = [
    ("progress", models.JSONField(blank=True, default=list)),
    ("plan_number", models.PositiveSmallIntegerField(blank=True, null=True)),
]
OF_SOMEBODY_INVITED = [
    ("views", models.TextField(blank=True)),
    ("written_update", models.TextField(blank=True)),
    ("update_shared", models.BooleanField(blank=True, null=True)),
]


class Migration(migrations.Migration):
    """Columns for meetings, children and people, and a table."""

    dependencies = [
        ("cases", "0017_who_sat"),
        ("meetings", "0003_booked_meetings"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        AddColumns("meeting", OF_A_MEETING),
        AddColumns("historicalmeeting", OF_A_MEETING),
        AddColumns("meetingchild", OF_A_CHILD),
        AddColumns("historicalmeetingchild", OF_A_CHILD),
        AddColumns("attendance", OF_SOMEBODY_INVITED),
        migrations.AlterField(
            model_name="attendance",
            name="status",
            field=models.CharField(
                choices=[
                    ("attended", "Attended"),
                    ("apologies", "Sent apologies"),
                    ("wrote", "Sent a written update"),
                    ("no_reply", "Did not come or reply"),
                ],
                max_length=12,
            ),
        ),
        CreateTables(
            [
                migrations.CreateModel(
                    name="MeetingSignature",
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
                        ("name", models.CharField(max_length=150)),
                        ("role", models.CharField(blank=True, max_length=150)),
                        (
                            "answer",
                            models.CharField(
                                choices=[
                                    ("signed", "Signed it"),
                                    ("agreed", "Agreed with it, without a signature"),
                                    ("refused", "Does not agree"),
                                    ("not_asked", "Was not asked"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("answered_on", models.DateField(blank=True, null=True)),
                        ("reason", models.TextField(blank=True)),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="meeting_signatures",
                                to="cases.case",
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="signatures",
                                to="meetings.meeting",
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
                    ],
                    options={
                        "ordering": ["pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("answer__in", ["signed", "agreed", "refused", "not_asked"])
                                ),
                                name="signature_answer_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("answer__in", ["signed", "agreed"]),
                                        ("answered_on__isnull", False),
                                    ),
                                    models.Q(
                                        models.Q(
                                            ("answer__in", ["signed", "agreed"]), _negated=True
                                        ),
                                        models.Q(("reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="signature_dated_or_reasoned",
                            ),
                        ],
                    },
                ),
            ]
        ),
    ]
