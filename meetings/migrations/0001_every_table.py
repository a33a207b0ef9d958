"""Meetings, booked and held."""

import django.db.models.deletion
import django_fsm
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import cin.core.clock
from cin.core.creating import CreateTables


class Migration(migrations.Migration):
    """A new database begins here; one that took the earlier steps is already there."""

    initial = True

    replaces = [
        ("meetings", "0001_first_tables"),
        ("meetings", "0002_more_that_a_meeting_asks"),
        ("meetings", "0003_booked_meetings"),
        ("meetings", "0004_what_the_record_asks"),
    ]

    dependencies = [
        ("cases", "0001_every_table"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="Booking",
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
                        (
                            "state",
                            django_fsm.FSMField(
                                choices=[
                                    ("booked", "Booked"),
                                    ("held", "Held"),
                                    ("called_off", "Called off"),
                                ],
                                default="booked",
                                max_length=50,
                                protected=True,
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("initial", "Initial meeting"),
                                    ("review", "Review"),
                                    ("other", "Other meeting"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("planned_at", models.DateTimeField()),
                        ("place", models.CharField(blank=True, max_length=200)),
                        ("place_suits", models.BooleanField(blank=True, null=True)),
                        ("arrangements", models.JSONField(blank=True, default=dict)),
                        ("not_invited_reason", models.TextField(blank=True)),
                        ("update_by", models.DateField(blank=True, null=True)),
                        ("change_reason", models.TextField(blank=True)),
                        ("call_off_reason", models.TextField(blank=True)),
                        ("chair_asked", models.TextField(blank=True)),
                        ("manager_chairs", models.BooleanField(blank=True, null=True)),
                        ("manager_said", models.TextField(blank=True)),
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
                            "booked_by",
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
                                related_name="meetings_arranged",
                                to="cases.case",
                            ),
                        ),
                        (
                            "chair_asked_by",
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
                        "ordering": ["planned_at", "pk"],
                    },
                    bases=(django_fsm.ConcurrentTransitionMixin, models.Model),
                ),
                migrations.CreateModel(
                    name="Invitation",
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
                        ("source", models.CharField(blank=True, max_length=60)),
                        ("name", models.CharField(max_length=150)),
                        ("role", models.CharField(blank=True, max_length=150)),
                        (
                            "side",
                            models.CharField(
                                choices=[
                                    ("family", "Family or friend"),
                                    ("professional", "Professional"),
                                ],
                                max_length=15,
                            ),
                        ),
                        ("despite_limits_at", models.DateTimeField(blank=True, null=True)),
                        ("sent_on", models.DateField(blank=True, null=True)),
                        (
                            "way",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("letter", "By letter"),
                                    ("email", "By secure e-mail"),
                                    ("telephone", "By telephone"),
                                    ("in_person", "In person"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "answer",
                            models.CharField(
                                blank=True,
                                choices=[("coming", "Is coming"), ("not_coming", "Cannot come")],
                                max_length=10,
                            ),
                        ),
                        ("update_asked_on", models.DateField(blank=True, null=True)),
                        ("written_update", models.TextField(blank=True)),
                        ("update_on", models.DateField(blank=True, null=True)),
                        ("taken_back_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "booking",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="invitations",
                                to="meetings.booking",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="invitations",
                                to="cases.person",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["pk"],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalInvitation",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(default=cin.core.clock.now, editable=False),
                        ),
                        ("updated_at", models.DateTimeField(blank=True, editable=False)),
                        ("source", models.CharField(blank=True, max_length=60)),
                        ("name", models.CharField(max_length=150)),
                        ("role", models.CharField(blank=True, max_length=150)),
                        (
                            "side",
                            models.CharField(
                                choices=[
                                    ("family", "Family or friend"),
                                    ("professional", "Professional"),
                                ],
                                max_length=15,
                            ),
                        ),
                        ("despite_limits_at", models.DateTimeField(blank=True, null=True)),
                        ("sent_on", models.DateField(blank=True, null=True)),
                        (
                            "way",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("letter", "By letter"),
                                    ("email", "By secure e-mail"),
                                    ("telephone", "By telephone"),
                                    ("in_person", "In person"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "answer",
                            models.CharField(
                                blank=True,
                                choices=[("coming", "Is coming"), ("not_coming", "Cannot come")],
                                max_length=10,
                            ),
                        ),
                        ("update_asked_on", models.DateField(blank=True, null=True)),
                        ("written_update", models.TextField(blank=True)),
                        ("update_on", models.DateField(blank=True, null=True)),
                        ("taken_back_at", models.DateTimeField(blank=True, null=True)),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "booking",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="meetings.booking",
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="cases.person",
                            ),
                        ),
                        (
                            "history_relation",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="history_rows",
                                to="meetings.invitation",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical invitation",
                        "verbose_name_plural": "historical invitations",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Meeting",
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
                        (
                            "state",
                            django_fsm.FSMField(
                                choices=[
                                    ("held", "Held, record not finished"),
                                    ("recorded", "Recorded"),
                                    ("ratified", "Ratified"),
                                ],
                                default="held",
                                max_length=50,
                                protected=True,
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("initial", "Initial meeting"),
                                    ("review", "Review"),
                                    ("other", "Other meeting"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("held_on", models.DateField()),
                        ("began_at", models.TimeField(blank=True, null=True)),
                        ("school_time_reason", models.TextField(blank=True)),
                        ("without_meeting", models.BooleanField(blank=True, null=True)),
                        ("without_meeting_reason", models.TextField(blank=True)),
                        ("awaits_agreement", models.BooleanField(default=False)),
                        ("place", models.CharField(blank=True, max_length=200)),
                        ("chair_name", models.CharField(max_length=150)),
                        ("chair_role", models.CharField(max_length=40)),
                        ("chair_reason", models.TextField(blank=True)),
                        ("discussion", models.TextField(blank=True)),
                        ("progress", models.TextField(blank=True)),
                        ("decisions", models.TextField(blank=True)),
                        ("disagreements", models.TextField(blank=True)),
                        ("prompts", models.JSONField(blank=True, default=dict)),
                        ("unresolved", models.TextField(blank=True)),
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
                        ("recorded_at", models.DateTimeField(blank=True, null=True)),
                        ("ratified_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="meetings_begun",
                                to="cases.case",
                            ),
                        ),
                        (
                            "ratified_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "submitted_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "written_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-held_on", "-pk"],
                    },
                    bases=(django_fsm.ConcurrentTransitionMixin, models.Model),
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
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalMeeting",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(default=cin.core.clock.now, editable=False),
                        ),
                        ("updated_at", models.DateTimeField(blank=True, editable=False)),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                        (
                            "state",
                            django_fsm.FSMField(
                                choices=[
                                    ("held", "Held, record not finished"),
                                    ("recorded", "Recorded"),
                                    ("ratified", "Ratified"),
                                ],
                                default="held",
                                max_length=50,
                                protected=True,
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("initial", "Initial meeting"),
                                    ("review", "Review"),
                                    ("other", "Other meeting"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("held_on", models.DateField()),
                        ("began_at", models.TimeField(blank=True, null=True)),
                        ("school_time_reason", models.TextField(blank=True)),
                        ("without_meeting", models.BooleanField(blank=True, null=True)),
                        ("without_meeting_reason", models.TextField(blank=True)),
                        ("awaits_agreement", models.BooleanField(default=False)),
                        ("place", models.CharField(blank=True, max_length=200)),
                        ("chair_name", models.CharField(max_length=150)),
                        ("chair_role", models.CharField(max_length=40)),
                        ("chair_reason", models.TextField(blank=True)),
                        ("discussion", models.TextField(blank=True)),
                        ("progress", models.TextField(blank=True)),
                        ("decisions", models.TextField(blank=True)),
                        ("disagreements", models.TextField(blank=True)),
                        ("prompts", models.JSONField(blank=True, default=dict)),
                        ("unresolved", models.TextField(blank=True)),
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
                        ("recorded_at", models.DateTimeField(blank=True, null=True)),
                        ("ratified_at", models.DateTimeField(blank=True, null=True)),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="cases.case",
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "ratified_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "submitted_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "written_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "history_relation",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="history_rows",
                                to="meetings.meeting",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical meeting",
                        "verbose_name_plural": "historical meetings",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalBooking",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(default=cin.core.clock.now, editable=False),
                        ),
                        ("updated_at", models.DateTimeField(blank=True, editable=False)),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                        (
                            "state",
                            django_fsm.FSMField(
                                choices=[
                                    ("booked", "Booked"),
                                    ("held", "Held"),
                                    ("called_off", "Called off"),
                                ],
                                default="booked",
                                max_length=50,
                                protected=True,
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("initial", "Initial meeting"),
                                    ("review", "Review"),
                                    ("other", "Other meeting"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("planned_at", models.DateTimeField()),
                        ("place", models.CharField(blank=True, max_length=200)),
                        ("place_suits", models.BooleanField(blank=True, null=True)),
                        ("arrangements", models.JSONField(blank=True, default=dict)),
                        ("not_invited_reason", models.TextField(blank=True)),
                        ("update_by", models.DateField(blank=True, null=True)),
                        ("change_reason", models.TextField(blank=True)),
                        ("call_off_reason", models.TextField(blank=True)),
                        ("chair_asked", models.TextField(blank=True)),
                        ("manager_chairs", models.BooleanField(blank=True, null=True)),
                        ("manager_said", models.TextField(blank=True)),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "answered_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "booked_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="cases.case",
                            ),
                        ),
                        (
                            "chair_asked_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "history_relation",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="history_rows",
                                to="meetings.booking",
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="meetings.meeting",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical booking",
                        "verbose_name_plural": "historical bookings",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.AddField(
                    model_name="booking",
                    name="meeting",
                    field=models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="booking",
                        to="meetings.meeting",
                    ),
                ),
                migrations.CreateModel(
                    name="Attendance",
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
                            "status",
                            models.CharField(
                                choices=[
                                    ("attended", "Attended"),
                                    ("apologies", "Sent apologies"),
                                    ("wrote", "Sent a written update"),
                                    ("no_reply", "Did not come or reply"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("views", models.TextField(blank=True)),
                        ("written_update", models.TextField(blank=True)),
                        ("update_shared", models.BooleanField(blank=True, null=True)),
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="attendance",
                                to="meetings.meeting",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["pk"],
                    },
                ),
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
                    name="MeetingChild",
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
                        ("attended", models.BooleanField(blank=True, null=True)),
                        ("absence_reason", models.TextField(blank=True)),
                        ("views", models.TextField(blank=True)),
                        ("plan_agreed", models.BooleanField(blank=True, null=True)),
                        ("plan_changes", models.BooleanField(blank=True, null=True)),
                        ("outcome", models.CharField(blank=True, max_length=40)),
                        ("outcome_reason", models.TextField(blank=True)),
                        ("outcomes_achieved", models.BooleanField(blank=True, null=True)),
                        ("inaction_harm", models.BooleanField(blank=True, null=True)),
                        ("progress", models.JSONField(blank=True, default=list)),
                        ("plan_number", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("next_meeting_on", models.DateField(blank=True, null=True)),
                        ("next_meeting_time", models.TimeField(blank=True, null=True)),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="meetings",
                                to="cases.case",
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="children",
                                to="meetings.meeting",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["pk"],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalMeetingChild",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(default=cin.core.clock.now, editable=False),
                        ),
                        ("updated_at", models.DateTimeField(blank=True, editable=False)),
                        ("attended", models.BooleanField(blank=True, null=True)),
                        ("absence_reason", models.TextField(blank=True)),
                        ("views", models.TextField(blank=True)),
                        ("plan_agreed", models.BooleanField(blank=True, null=True)),
                        ("plan_changes", models.BooleanField(blank=True, null=True)),
                        ("outcome", models.CharField(blank=True, max_length=40)),
                        ("outcome_reason", models.TextField(blank=True)),
                        ("outcomes_achieved", models.BooleanField(blank=True, null=True)),
                        ("inaction_harm", models.BooleanField(blank=True, null=True)),
                        ("progress", models.JSONField(blank=True, default=list)),
                        ("plan_number", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("next_meeting_on", models.DateField(blank=True, null=True)),
                        ("next_meeting_time", models.TimeField(blank=True, null=True)),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="cases.case",
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="meetings.meeting",
                            ),
                        ),
                        (
                            "history_relation",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="history_rows",
                                to="meetings.meetingchild",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical meeting child",
                        "verbose_name_plural": "historical meeting childs",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
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
                    },
                ),
                migrations.CreateModel(
                    name="BookingChild",
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
                            "booking",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="children",
                                to="meetings.booking",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="bookings",
                                to="cases.case",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["pk"],
                        "indexes": [
                            models.Index(fields=["case", "booking"], name="booking_child_by_case")
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("booking", "case"), name="child_once_in_booking"
                            )
                        ],
                    },
                ),
                migrations.AddConstraint(
                    model_name="invitation",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("side__in", ["family", "professional"])),
                        name="invitation_side_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="invitation",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("written_update", ""), ("update_on__isnull", False), _connector="XOR"
                        ),
                        name="invitation_update_is_dated",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="invitation",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("source", ""), _negated=True),
                        fields=("booking", "source"),
                        name="invited_once_from_a_list",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="meeting",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("state__in", ["held", "recorded", "ratified"])),
                        name="meeting_state_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="meeting",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("state", "held"), ("recorded_at__isnull", False), _connector="XOR"
                        ),
                        name="meeting_recorded_when_dated",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="managerquestion",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("about__in", ["unresolved", "outcomes_not_achieved", "inaction"])
                        ),
                        name="manager_question_about_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="managerquestion",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", ""), ("answered_at", None), ("answered_by", None)),
                            models.Q(
                                ("answered_at__isnull", False),
                                ("answered_by__isnull", False),
                                models.Q(("answer", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="manager_question_answered_in_words",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="managerquestion",
                    constraint=models.UniqueConstraint(
                        fields=("meeting", "case", "about"), name="manager_asked_once_of_a_meeting"
                    ),
                ),
                migrations.AddIndex(
                    model_name="booking",
                    index=models.Index(fields=["state", "planned_at"], name="booking_by_state"),
                ),
                migrations.AddConstraint(
                    model_name="booking",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("state__in", ["booked", "held", "called_off"])),
                        name="booking_state_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="booking",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("call_off_reason", ""), ("state", "called_off"), _connector="XOR"
                        ),
                        name="booking_called_off_with_reason",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="booking",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("meeting", None), ("state", "held"), _connector="XOR"),
                        name="booking_held_with_its_meeting",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="booking",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("answered_at", None),
                                ("answered_by", None),
                                ("manager_chairs", None),
                            ),
                            models.Q(
                                ("answered_at__isnull", False),
                                ("manager_chairs__isnull", False),
                                ("answered_by__isnull", False),
                                models.Q(("chair_asked", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="booking_chair_answered_when_asked",
                    ),
                ),
                migrations.AddIndex(
                    model_name="meetingchild",
                    index=models.Index(fields=["case", "meeting"], name="meeting_child_by_case"),
                ),
                migrations.AddConstraint(
                    model_name="meetingchild",
                    constraint=models.UniqueConstraint(
                        fields=("meeting", "case"), name="child_once_in_meeting"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="meetingsignature",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("answer__in", ["signed", "agreed", "refused", "not_asked"])
                        ),
                        name="signature_answer_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="meetingsignature",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("answer__in", ["signed", "agreed"]), ("answered_on__isnull", False)
                            ),
                            models.Q(
                                models.Q(("answer__in", ["signed", "agreed"]), _negated=True),
                                models.Q(("reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="signature_dated_or_reasoned",
                    ),
                ),
            ]
        )
    ]
