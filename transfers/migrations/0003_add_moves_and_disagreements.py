"""Moves between authorities, what was done about them, and disagreements."""

import django.db.models.deletion
import django_fsm
from django.conf import settings
from django.db import migrations, models

import cin.core.clock
from cin.core.creating import CreateTables


class Migration(migrations.Migration):
    """Four tables at once."""

    dependencies = [
        ("cases", "0018_add_sharings"),
        ("transfers", "0002_check_record_before_moving"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateTables(
            [
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
                        (
                            "move",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="disagreements",
                                to="transfers.move",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-raised_on", "-pk"],
                    },
                    bases=(django_fsm.ConcurrentTransitionMixin, models.Model),
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
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "level__in",
                                        ["practitioners", "managers", "senior", "partnership"],
                                    )
                                ),
                                name="disagreement_level_known",
                            )
                        ],
                    },
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
            ]
        )
    ]
