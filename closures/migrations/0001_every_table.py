"""How a case closes, and what goes with it."""

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
        ("closures", "0001_first_tables"),
        ("closures", "0002_what_a_closing_needs"),
    ]

    dependencies = [
        ("cases", "0001_every_table"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="ChecklistAnswer",
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
                            "whose",
                            models.CharField(
                                choices=[("sw", "Social worker"), ("manager", "Manager")],
                                max_length=10,
                            ),
                        ),
                        ("code", models.CharField(max_length=40)),
                        ("text", models.TextField()),
                        ("is_done", models.BooleanField()),
                        ("done_on", models.DateField(blank=True, null=True)),
                        ("note", models.TextField(blank=True)),
                        ("answered_at", models.DateTimeField()),
                        (
                            "answered_by",
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
                    name="Closure",
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
                                    ("proposed", "With the manager"),
                                    ("approved", "Approved"),
                                    ("declined", "Declined"),
                                ],
                                default="proposed",
                                max_length=50,
                                protected=True,
                            ),
                        ),
                        ("reason", models.CharField(max_length=40)),
                        ("destination", models.CharField(blank=True, max_length=40)),
                        ("summary", models.TextField(blank=True)),
                        ("child_views", models.TextField(blank=True)),
                        ("family_views", models.TextField(blank=True)),
                        ("agency_views", models.TextField(blank=True)),
                        ("next_steps", models.TextField(blank=True)),
                        ("submitted_at", models.DateTimeField()),
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
                        ("decision_comment", models.TextField(blank=True)),
                        ("despite_disagreement", models.BooleanField(default=False)),
                        ("despite_reason", models.TextField(blank=True)),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="closures",
                                to="cases.case",
                            ),
                        ),
                        (
                            "decided_by",
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
                        "ordering": ["-submitted_at", "-pk"],
                    },
                    bases=(django_fsm.ConcurrentTransitionMixin, models.Model),
                ),
                migrations.CreateModel(
                    name="DisagreementMeeting",
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
                        ("held_on", models.DateField()),
                        ("chair", models.CharField(max_length=150)),
                        ("present", models.TextField()),
                        ("minutes", models.TextField()),
                        ("outcome", models.TextField()),
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
                        "ordering": ["-held_on", "-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalClosure",
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
                                    ("proposed", "With the manager"),
                                    ("approved", "Approved"),
                                    ("declined", "Declined"),
                                ],
                                default="proposed",
                                max_length=50,
                                protected=True,
                            ),
                        ),
                        ("reason", models.CharField(max_length=40)),
                        ("destination", models.CharField(blank=True, max_length=40)),
                        ("summary", models.TextField(blank=True)),
                        ("child_views", models.TextField(blank=True)),
                        ("family_views", models.TextField(blank=True)),
                        ("agency_views", models.TextField(blank=True)),
                        ("next_steps", models.TextField(blank=True)),
                        ("submitted_at", models.DateTimeField()),
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
                        ("decision_comment", models.TextField(blank=True)),
                        ("despite_disagreement", models.BooleanField(default=False)),
                        ("despite_reason", models.TextField(blank=True)),
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
                            "decided_by",
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
                                to="closures.closure",
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
                    ],
                    options={
                        "verbose_name": "historical closure",
                        "verbose_name_plural": "historical closures",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="OrderDecision",
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
                        ("goes_on", models.BooleanField()),
                        ("reason", models.TextField()),
                        ("decided_at", models.DateTimeField()),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="order_decisions",
                                to="cases.case",
                            ),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "order",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="decision",
                                to="cases.legalorder",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-decided_at", "-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="PartyView",
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
                                choices=[
                                    ("child", "Child"),
                                    ("parent_carer", "Parent or carer"),
                                    ("agency_professional", "Another agency"),
                                    ("team_manager", "Team manager"),
                                    ("early_help_manager", "Early help manager"),
                                    ("neighbourhood_lead", "Neighbourhood lead"),
                                    ("other", "Somebody else"),
                                ],
                                max_length=30,
                            ),
                        ),
                        ("name", models.CharField(max_length=150)),
                        ("role", models.CharField(blank=True, max_length=200)),
                        (
                            "position",
                            models.CharField(
                                choices=[
                                    ("agrees", "Agrees"),
                                    ("disagrees", "Disagrees"),
                                    ("undecided", "Has no view"),
                                    ("not_asked", "Not asked"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("said", models.TextField(blank=True)),
                        ("asked_on", models.DateField(blank=True, null=True)),
                        (
                            "settlement",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("without_meeting", "Settled without a meeting"),
                                    ("at_meeting", "Settled at a meeting"),
                                    ("stands", "They still disagree"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("settled_on", models.DateField(blank=True, null=True)),
                        ("settled_how", models.TextField(blank=True)),
                        ("advised_on", models.DateField(blank=True, null=True)),
                        ("wrote_on", models.DateField(blank=True, null=True)),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="cases.person",
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
                    name="ClosingLetter",
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
                            "kind",
                            models.CharField(
                                choices=[
                                    ("child", "The child"),
                                    ("parent_carer", "The family"),
                                    ("agency", "An agency"),
                                    ("acknowledgement", "Somebody who disagrees"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("recipient", models.CharField(max_length=150)),
                        ("address", models.TextField(blank=True)),
                        ("body", models.TextField()),
                        ("with_safety_plan", models.BooleanField(default=False)),
                        ("sent_on", models.DateField(blank=True, null=True)),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="cases.person",
                            ),
                        ),
                        (
                            "sent_by",
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
                        (
                            "party",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="letter",
                                to="closures.partyview",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Preparation",
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
                        ("actions_done", models.JSONField(blank=True, default=list)),
                        ("open_actions_note", models.TextField(blank=True)),
                        ("next_step", models.CharField(blank=True, max_length=40)),
                        ("support_arranged", models.TextField(blank=True)),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="closing_preparations",
                                to="cases.case",
                            ),
                        ),
                        (
                            "closure",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="preparation",
                                to="closures.closure",
                            ),
                        ),
                        (
                            "started_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-pk"],
                    },
                ),
                migrations.AddField(
                    model_name="partyview",
                    name="preparation",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="views",
                        to="closures.preparation",
                    ),
                ),
                migrations.CreateModel(
                    name="PaperSent",
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
                                choices=[
                                    ("decision", "Record of the decision to close"),
                                    ("disagreement", "Minutes of the meeting about a disagreement"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("sent_on", models.DateField()),
                        ("recipients", models.TextField()),
                        (
                            "meeting",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sendings",
                                to="closures.disagreementmeeting",
                            ),
                        ),
                        (
                            "sent_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "preparation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="papers_sent",
                                to="closures.preparation",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-sent_on", "-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalPreparation",
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
                        ("actions_done", models.JSONField(blank=True, default=list)),
                        ("open_actions_note", models.TextField(blank=True)),
                        ("next_step", models.CharField(blank=True, max_length=40)),
                        ("support_arranged", models.TextField(blank=True)),
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
                            "closure",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="closures.closure",
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
                            "started_by",
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
                                to="closures.preparation",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical preparation",
                        "verbose_name_plural": "historical preparations",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalPartyView",
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
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("child", "Child"),
                                    ("parent_carer", "Parent or carer"),
                                    ("agency_professional", "Another agency"),
                                    ("team_manager", "Team manager"),
                                    ("early_help_manager", "Early help manager"),
                                    ("neighbourhood_lead", "Neighbourhood lead"),
                                    ("other", "Somebody else"),
                                ],
                                max_length=30,
                            ),
                        ),
                        ("name", models.CharField(max_length=150)),
                        ("role", models.CharField(blank=True, max_length=200)),
                        (
                            "position",
                            models.CharField(
                                choices=[
                                    ("agrees", "Agrees"),
                                    ("disagrees", "Disagrees"),
                                    ("undecided", "Has no view"),
                                    ("not_asked", "Not asked"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("said", models.TextField(blank=True)),
                        ("asked_on", models.DateField(blank=True, null=True)),
                        (
                            "settlement",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("without_meeting", "Settled without a meeting"),
                                    ("at_meeting", "Settled at a meeting"),
                                    ("stands", "They still disagree"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("settled_on", models.DateField(blank=True, null=True)),
                        ("settled_how", models.TextField(blank=True)),
                        ("advised_on", models.DateField(blank=True, null=True)),
                        ("wrote_on", models.DateField(blank=True, null=True)),
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
                            "recorded_by",
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
                                to="closures.partyview",
                            ),
                        ),
                        (
                            "preparation",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="closures.preparation",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical party view",
                        "verbose_name_plural": "historical party views",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalClosingLetter",
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
                            "kind",
                            models.CharField(
                                choices=[
                                    ("child", "The child"),
                                    ("parent_carer", "The family"),
                                    ("agency", "An agency"),
                                    ("acknowledgement", "Somebody who disagrees"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("recipient", models.CharField(max_length=150)),
                        ("address", models.TextField(blank=True)),
                        ("body", models.TextField()),
                        ("with_safety_plan", models.BooleanField(default=False)),
                        ("sent_on", models.DateField(blank=True, null=True)),
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
                            "history_relation",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="history_rows",
                                to="closures.closingletter",
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
                            "sent_by",
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
                            "party",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="closures.partyview",
                            ),
                        ),
                        (
                            "preparation",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="closures.preparation",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical closing letter",
                        "verbose_name_plural": "historical closing letters",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalChecklistAnswer",
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
                        (
                            "whose",
                            models.CharField(
                                choices=[("sw", "Social worker"), ("manager", "Manager")],
                                max_length=10,
                            ),
                        ),
                        ("code", models.CharField(max_length=40)),
                        ("text", models.TextField()),
                        ("is_done", models.BooleanField()),
                        ("done_on", models.DateField(blank=True, null=True)),
                        ("note", models.TextField(blank=True)),
                        ("answered_at", models.DateTimeField()),
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
                            "history_relation",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="history_rows",
                                to="closures.checklistanswer",
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
                            "preparation",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="closures.preparation",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical checklist answer",
                        "verbose_name_plural": "historical checklist answers",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.AddField(
                    model_name="disagreementmeeting",
                    name="preparation",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="disagreement_meetings",
                        to="closures.preparation",
                    ),
                ),
                migrations.CreateModel(
                    name="ContinuingService",
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
                        ("what", models.TextField(blank=True)),
                        ("contact", models.CharField(blank=True, max_length=200)),
                        (
                            "preparation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="services",
                                to="closures.preparation",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["pk"],
                    },
                ),
                migrations.AddField(
                    model_name="closingletter",
                    name="preparation",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letters",
                        to="closures.preparation",
                    ),
                ),
                migrations.AddField(
                    model_name="checklistanswer",
                    name="preparation",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="closures.preparation",
                    ),
                ),
                migrations.CreateModel(
                    name="StepDown",
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
                        ("finding", models.TextField(blank=True)),
                        ("agencies_asked", models.TextField(blank=True)),
                        ("manager_agreed_on", models.DateField(blank=True, null=True)),
                        ("manager_note", models.TextField(blank=True)),
                        ("family_met_on", models.DateField(blank=True, null=True)),
                        ("family_told", models.TextField(blank=True)),
                        ("lead_name", models.CharField(blank=True, max_length=150)),
                        ("lead_spoken_on", models.DateField(blank=True, null=True)),
                        ("lead_staff", models.TextField(blank=True)),
                        ("panel_referred_on", models.DateField(blank=True, null=True)),
                        ("panel_decided_on", models.DateField(blank=True, null=True)),
                        (
                            "panel_decision",
                            models.CharField(
                                blank=True,
                                choices=[("agreed", "Agreed"), ("refused", "Not agreed")],
                                max_length=10,
                            ),
                        ),
                        ("panel_note", models.TextField(blank=True)),
                        ("professional_name", models.CharField(blank=True, max_length=150)),
                        ("professional_agency", models.CharField(blank=True, max_length=150)),
                        ("professional_contact", models.CharField(blank=True, max_length=200)),
                        ("professional_from", models.DateField(blank=True, null=True)),
                        ("family_approves", models.BooleanField(blank=True, null=True)),
                        ("family_on_professional", models.TextField(blank=True)),
                        ("key_worker", models.CharField(blank=True, max_length=150)),
                        ("key_worker_until", models.DateField(blank=True, null=True)),
                        ("met_on", models.DateField(blank=True, null=True)),
                        ("met_place", models.CharField(blank=True, max_length=200)),
                        ("came", models.TextField(blank=True)),
                        ("did_not_come", models.TextField(blank=True)),
                        ("neighbourhood_invited", models.CharField(blank=True, max_length=150)),
                        ("team_members", models.TextField(blank=True)),
                        ("early_help_plan", models.TextField(blank=True)),
                        ("team_meets_at", models.DateTimeField(blank=True, null=True)),
                        ("team_meets_where", models.CharField(blank=True, max_length=200)),
                        ("team_chair", models.CharField(blank=True, max_length=150)),
                        ("form_completed_on", models.DateField(blank=True, null=True)),
                        ("team_met_on", models.DateField(blank=True, null=True)),
                        ("team_met_chair", models.CharField(blank=True, max_length=150)),
                        ("team_met_note", models.TextField(blank=True)),
                        ("minutes_sent_on", models.DateField(blank=True, null=True)),
                        ("minutes_sent_by", models.CharField(blank=True, max_length=150)),
                        (
                            "form_completed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "manager_agreed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "preparation",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="step_down",
                                to="closures.preparation",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="HistoricalStepDown",
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
                        ("finding", models.TextField(blank=True)),
                        ("agencies_asked", models.TextField(blank=True)),
                        ("manager_agreed_on", models.DateField(blank=True, null=True)),
                        ("manager_note", models.TextField(blank=True)),
                        ("family_met_on", models.DateField(blank=True, null=True)),
                        ("family_told", models.TextField(blank=True)),
                        ("lead_name", models.CharField(blank=True, max_length=150)),
                        ("lead_spoken_on", models.DateField(blank=True, null=True)),
                        ("lead_staff", models.TextField(blank=True)),
                        ("panel_referred_on", models.DateField(blank=True, null=True)),
                        ("panel_decided_on", models.DateField(blank=True, null=True)),
                        (
                            "panel_decision",
                            models.CharField(
                                blank=True,
                                choices=[("agreed", "Agreed"), ("refused", "Not agreed")],
                                max_length=10,
                            ),
                        ),
                        ("panel_note", models.TextField(blank=True)),
                        ("professional_name", models.CharField(blank=True, max_length=150)),
                        ("professional_agency", models.CharField(blank=True, max_length=150)),
                        ("professional_contact", models.CharField(blank=True, max_length=200)),
                        ("professional_from", models.DateField(blank=True, null=True)),
                        ("family_approves", models.BooleanField(blank=True, null=True)),
                        ("family_on_professional", models.TextField(blank=True)),
                        ("key_worker", models.CharField(blank=True, max_length=150)),
                        ("key_worker_until", models.DateField(blank=True, null=True)),
                        ("met_on", models.DateField(blank=True, null=True)),
                        ("met_place", models.CharField(blank=True, max_length=200)),
                        ("came", models.TextField(blank=True)),
                        ("did_not_come", models.TextField(blank=True)),
                        ("neighbourhood_invited", models.CharField(blank=True, max_length=150)),
                        ("team_members", models.TextField(blank=True)),
                        ("early_help_plan", models.TextField(blank=True)),
                        ("team_meets_at", models.DateTimeField(blank=True, null=True)),
                        ("team_meets_where", models.CharField(blank=True, max_length=200)),
                        ("team_chair", models.CharField(blank=True, max_length=150)),
                        ("form_completed_on", models.DateField(blank=True, null=True)),
                        ("team_met_on", models.DateField(blank=True, null=True)),
                        ("team_met_chair", models.CharField(blank=True, max_length=150)),
                        ("team_met_note", models.TextField(blank=True)),
                        ("minutes_sent_on", models.DateField(blank=True, null=True)),
                        ("minutes_sent_by", models.CharField(blank=True, max_length=150)),
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
                            "form_completed_by",
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
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "manager_agreed_by",
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
                            "preparation",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="closures.preparation",
                            ),
                        ),
                        (
                            "history_relation",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="history_rows",
                                to="closures.stepdown",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical step down",
                        "verbose_name_plural": "historical step downs",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.AddConstraint(
                    model_name="closure",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("state__in", ["proposed", "approved", "declined"])),
                        name="closure_state_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="closure",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("state", "proposed")),
                        fields=("case",),
                        name="one_closure_proposed_per_case",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="closure",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("state", "proposed"), ("decided_at__isnull", False), _connector="XOR"
                        ),
                        name="closure_decided_when_dated",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="orderdecision",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="order_decision_has_reason",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="preparation",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("closure", None)),
                        fields=("case",),
                        name="one_ending_got_ready_at_a_time",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="partyview",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "child",
                                    "parent_carer",
                                    "agency_professional",
                                    "team_manager",
                                    "early_help_manager",
                                    "neighbourhood_lead",
                                    "other",
                                ],
                            )
                        ),
                        name="party_kind_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="partyview",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("position__in", ["agrees", "disagrees", "undecided", "not_asked"])
                        ),
                        name="party_position_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="partyview",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("position__in", ["disagrees", "not_asked"]), _negated=True),
                            models.Q(("said", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="party_disagreement_or_silence_in_words",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="partyview",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("position", "not_asked"), ("asked_on__isnull", False), _connector="OR"
                        ),
                        name="party_asked_on_a_day",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="partyview",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("settlement", ""),
                            models.Q(
                                ("position", "disagrees"),
                                ("settled_on__isnull", False),
                                models.Q(("settled_how", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="party_settlement_of_a_disagreement",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="papersent",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("kind__in", ["decision", "disagreement"])),
                        name="closing_paper_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="papersent",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("recipients", ""), _negated=True),
                        name="closing_paper_has_recipients",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="disagreementmeeting",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("present", ""), _negated=True),
                            models.Q(("minutes", ""), _negated=True),
                            models.Q(("outcome", ""), _negated=True),
                        ),
                        name="disagreement_meeting_minuted",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="continuingservice",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True),
                        name="continuing_service_has_name",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="closingletter",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["child", "parent_carer", "agency", "acknowledgement"])
                        ),
                        name="closing_letter_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="closingletter",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("sent_by", None), ("sent_on", None)),
                            models.Q(
                                ("sent_by__isnull", False),
                                ("sent_on__isnull", False),
                                models.Q(("body", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="closing_letter_sent_by_somebody",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="closingletter",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(
                            models.Q(("kind", "acknowledgement"), _negated=True),
                            ("person__isnull", False),
                        ),
                        fields=("preparation", "person"),
                        name="one_closing_letter_a_person",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="checklistanswer",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("whose__in", ["sw", "manager"])), name="checklist_known"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="checklistanswer",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("is_done", True),
                            models.Q(("note", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="checklist_left_out_with_reason",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="checklistanswer",
                    constraint=models.UniqueConstraint(
                        fields=("preparation", "whose", "code"), name="checklist_line_answered_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="stepdown",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("panel_decision__in", ["", "agreed", "refused"])),
                        name="step_down_panel_decision_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="stepdown",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("panel_decision", ""),
                            ("panel_decided_on__isnull", False),
                            _connector="OR",
                        ),
                        name="step_down_panel_decided_on_a_day",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="stepdown",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("manager_agreed_by", None), ("manager_agreed_on", None)),
                            models.Q(
                                ("manager_agreed_by__isnull", False),
                                ("manager_agreed_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="step_down_agreed_by_a_manager_on_a_day",
                    ),
                ),
            ]
        )
    ]
