"""Moves, transfers, disagreements and meetings that allocate."""

import django.db.models.deletion
import django_fsm
from django.conf import settings
from django.db import migrations, models

import cin.core.clock
from cin.core.creating import CreateTables


class Migration(migrations.Migration):
    """A new database begins here; one that took the earlier steps is already there."""

    initial = True

    replaces = [
        ("transfers", "0001_first_tables"),
        ("transfers", "0002_check_record_before_moving"),
        ("transfers", "0003_add_moves_and_disagreements"),
        ("transfers", "0004_summarise_offers"),
        ("transfers", "0005_add_allocation_meetings"),
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
                    name="AllocationMeeting",
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
                        ("recorded_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "authority",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.localauthority",
                            ),
                        ),
                        (
                            "planned_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "recorded_by",
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
                        "ordering": ["-held_on", "-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="AllocationAttendance",
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
                        ("came", models.BooleanField()),
                        ("who", models.CharField(blank=True, max_length=150)),
                        ("reason", models.TextField(blank=True)),
                        (
                            "team",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.team",
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="attendance",
                                to="transfers.allocationmeeting",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Disagreement",
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
                            "state",
                            django_fsm.FSMField(
                                choices=[
                                    ("raised", "Open"),
                                    ("notified", "Waiting for a decision"),
                                    ("settled", "Settled"),
                                ],
                                default="raised",
                                max_length=50,
                                protected=True,
                            ),
                        ),
                        ("with_whom", models.CharField(max_length=200)),
                        (
                            "about",
                            models.CharField(
                                choices=[
                                    ("responsibility", "Who is responsible for the case"),
                                    ("delay", "Delay in accepting responsibility"),
                                    ("threshold", "Whether the child meets the threshold"),
                                    ("decision", "A decision about the child"),
                                    ("plan", "The plan, or what somebody does under it"),
                                    ("sharing", "Sharing information"),
                                    ("other", "Something else"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("our_view", models.TextField()),
                        ("their_view", models.TextField()),
                        ("raised_on", models.DateField()),
                        ("notified_at", models.DateTimeField(blank=True, null=True)),
                        ("outcome", models.TextField(blank=True)),
                        ("outcome_reason", models.TextField(blank=True)),
                        ("took_legal_advice", models.BooleanField(blank=True, null=True)),
                        ("legal_advice", models.TextField(blank=True)),
                        ("settled_on", models.DateField(blank=True, null=True)),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="disagreements",
                                to="cases.case",
                            ),
                        ),
                        (
                            "notified_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "raised_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "settled_by",
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
                        "ordering": ["-raised_on", "-pk"],
                    },
                    bases=(django_fsm.ConcurrentTransitionMixin, models.Model),
                ),
                migrations.CreateModel(
                    name="DisagreementStep",
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
                            "level",
                            models.CharField(
                                choices=[
                                    ("practitioners", "Between the practitioners"),
                                    ("managers", "Between their managers"),
                                    ("senior", "Between senior managers"),
                                    (
                                        "partnership",
                                        "Through the safeguarding partnership’s escalation procedure",
                                    ),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("happened_on", models.DateField()),
                        ("who", models.TextField()),
                        ("what_came_of_it", models.TextField()),
                        (
                            "disagreement",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="steps",
                                to="transfers.disagreement",
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
                        "ordering": ["happened_on", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Move",
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
                                    ("open", "Under way"),
                                    ("accepted", "Accepted"),
                                    ("declined", "Not accepted"),
                                    ("called_off", "Did not happen"),
                                ],
                                default="open",
                                max_length=50,
                                protected=True,
                            ),
                        ),
                        (
                            "direction",
                            models.CharField(
                                choices=[
                                    ("out", "To another authority"),
                                    ("in", "From another authority"),
                                ],
                                max_length=3,
                            ),
                        ),
                        ("authority_name", models.CharField(max_length=150)),
                        ("area", models.CharField(max_length=200)),
                        ("planned_on", models.DateField(blank=True, null=True)),
                        ("counterpart", models.TextField(blank=True)),
                        ("why", models.TextField(blank=True)),
                        ("several_moves", models.BooleanField(blank=True, null=True)),
                        ("concerns", models.JSONField(blank=True, default=list)),
                        ("circumstances", models.TextField(blank=True)),
                        ("protective_factors", models.TextField(blank=True)),
                        ("perpetrators", models.TextField(blank=True)),
                        ("exploitation", models.TextField(blank=True)),
                        (
                            "risk",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("none", "No added risk"),
                                    ("some", "Some added risk"),
                                    (
                                        "high",
                                        "The move could put the child at risk of significant harm",
                                    ),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("risk_action", models.TextField(blank=True)),
                        ("risk_act_by", models.DateField(blank=True, null=True)),
                        ("parents_responsibilities", models.TextField(blank=True)),
                        ("gaps", models.TextField(blank=True)),
                        ("unfinished_work", models.TextField(blank=True)),
                        ("decided_on", models.DateField(blank=True, null=True)),
                        ("decided_by", models.CharField(blank=True, max_length=150)),
                        ("decision_reason", models.TextField(blank=True)),
                        ("responsible_from", models.DateField(blank=True, null=True)),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="moves",
                                to="cases.case",
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
                        "ordering": ["-created_at", "-pk"],
                    },
                    bases=(django_fsm.ConcurrentTransitionMixin, models.Model),
                ),
                migrations.AddField(
                    model_name="disagreement",
                    name="move",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="disagreements",
                        to="transfers.move",
                    ),
                ),
                migrations.CreateModel(
                    name="MoveEntry",
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
                            "kind",
                            models.CharField(
                                choices=[
                                    ("moved", "The family moved"),
                                    ("notified", "The receiving authority was formally notified"),
                                    (
                                        "information",
                                        "Information was shared between the authorities",
                                    ),
                                    (
                                        "agencies",
                                        "The other agencies were told, to share with their counterparts",
                                    ),
                                    (
                                        "family",
                                        "The child and the family were told who coordinates, and from when",
                                    ),
                                    (
                                        "risks",
                                        "The risks were confirmed in writing to the family and the other authority",
                                    ),
                                    ("contact", "Workers or managers of the two authorities spoke"),
                                    ("counterpart", "Met the other authority’s worker"),
                                    (
                                        "joint_visit",
                                        "Joint visit with the other authority’s worker",
                                    ),
                                    (
                                        "their_meeting",
                                        "A worker of one authority came to the other’s meeting",
                                    ),
                                    (
                                        "concern",
                                        "A concern about harm was passed to the authority where the child is",
                                    ),
                                    ("decision", "A manager decided something"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("happened_on", models.DateField()),
                        ("with_whom", models.TextField(blank=True)),
                        ("what", models.TextField()),
                        ("reason", models.TextField(blank=True)),
                        (
                            "change",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="move_entries",
                                to="cases.change",
                            ),
                        ),
                        (
                            "move",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="entries",
                                to="transfers.move",
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
                        "verbose_name_plural": "move entries",
                        "ordering": ["-happened_on", "-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Transfer",
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
                            "state",
                            django_fsm.FSMField(
                                choices=[
                                    ("proposed", "Waiting for the receiving team"),
                                    ("accepted", "Accepted"),
                                    ("declined", "Declined"),
                                ],
                                default="proposed",
                                max_length=50,
                                protected=True,
                            ),
                        ),
                        ("reason", models.TextField()),
                        ("summary", models.TextField()),
                        ("important_dates", models.TextField(blank=True)),
                        ("urgent", models.TextField(blank=True)),
                        ("early_reason", models.TextField(blank=True)),
                        ("proposed_at", models.DateTimeField()),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                        ("answer_comment", models.TextField(blank=True)),
                        ("record_checked", models.BooleanField(blank=True, null=True)),
                        ("record_gaps", models.TextField(blank=True)),
                        ("checked_at", models.DateTimeField(blank=True, null=True)),
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
                                related_name="transfers",
                                to="cases.case",
                            ),
                        ),
                        (
                            "checked_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "from_team",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.team",
                            ),
                        ),
                        (
                            "proposed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "to_team",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.team",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-proposed_at", "-pk"],
                    },
                    bases=(django_fsm.ConcurrentTransitionMixin, models.Model),
                ),
                migrations.CreateModel(
                    name="AllocationDecision",
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
                        ("note", models.TextField(blank=True)),
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="decisions",
                                to="transfers.allocationmeeting",
                            ),
                        ),
                        (
                            "transfer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="allocation_decisions",
                                to="transfers.transfer",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["pk"],
                    },
                ),
                migrations.AddConstraint(
                    model_name="allocationmeeting",
                    constraint=models.UniqueConstraint(
                        fields=("authority", "held_on"), name="one_allocation_meeting_a_day"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="allocationmeeting",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("recorded_at", None), ("recorded_by", None)),
                            models.Q(
                                ("recorded_at__isnull", False), ("recorded_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="allocation_meeting_recorded_by_somebody",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="allocationattendance",
                    constraint=models.UniqueConstraint(
                        fields=("meeting", "team"), name="team_at_allocation_meeting_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="allocationattendance",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("came", True), models.Q(("who", ""), _negated=True)),
                            models.Q(("came", False), models.Q(("reason", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="team_came_or_why_not",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="disagreementstep",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("level__in", ["practitioners", "managers", "senior", "partnership"])
                        ),
                        name="disagreement_level_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="move",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["open", "accepted", "declined", "called_off"])
                        ),
                        name="move_state_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="move",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("direction__in", ["out", "in"])),
                        name="move_direction_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="move",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "accepted"), _negated=True),
                            models.Q(
                                ("decided_on__isnull", False),
                                ("responsible_from__isnull", False),
                                models.Q(("decided_by", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="move_accepted_from_a_day",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="move",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["declined", "called_off"]), _negated=True),
                            models.Q(("decision_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="move_ended_with_reason",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="move",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("state", "open")),
                        fields=("case", "direction"),
                        name="one_move_under_way",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="disagreement",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("state__in", ["raised", "notified", "settled"])),
                        name="disagreement_state_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="disagreement",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "settled"), _negated=True),
                            models.Q(
                                ("settled_by__isnull", False),
                                ("settled_on__isnull", False),
                                models.Q(("outcome", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="disagreement_settled_with_outcome",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="disagreement",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "notified"), _negated=True),
                            models.Q(("move__isnull", False), ("notified_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="dispute_between_authorities_notified",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="moveentry",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "moved",
                                    "notified",
                                    "information",
                                    "agencies",
                                    "family",
                                    "risks",
                                    "contact",
                                    "counterpart",
                                    "joint_visit",
                                    "their_meeting",
                                    "concern",
                                    "decision",
                                ],
                            )
                        ),
                        name="move_entry_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="moveentry",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "decision"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="move_decision_with_reason",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="moveentry",
                    constraint=models.CheckConstraint(
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
                        name="move_entry_withdrawn_with_reason",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="transfer",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("state__in", ["proposed", "accepted", "declined"])),
                        name="transfer_state_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="transfer",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("from_team", models.F("to_team")), _negated=True),
                        name="transfer_changes_team",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="transfer",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("state", "proposed")),
                        fields=("case",),
                        name="one_transfer_proposed_per_case",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="allocationdecision",
                    constraint=models.UniqueConstraint(
                        fields=("meeting", "transfer"), name="offer_at_meeting_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="allocationdecision",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("is_agreed", True),
                            models.Q(("note", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="offer_not_agreed_with_reason",
                    ),
                ),
            ]
        )
    ]
