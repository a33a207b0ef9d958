"""What a move said before it was changed, and what is added after the child was accepted."""

from typing import Any

import django.db.models.deletion
import django_fsm
import simple_history.models
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

import cin.core.clock
from cin.core.altering import Alteration, AlterTables
from cin.core.creating import CreateTables

KINDS = {
    "moved": "The family moved",
    "notified": "The receiving authority was formally notified",
    "information": "Information was shared between the authorities",
    "agencies": "The other agencies were told, to share with their counterparts",
    "family": "The child and the family were told who coordinates, and from when",
    "risks": "The risks were confirmed in writing to the family and the other authority",
    "contact": "Workers or managers of the two authorities spoke",
    "counterpart": "Met the other authority’s worker",
    "joint_visit": "Joint visit with the other authority’s worker",
    "their_meeting": "A worker of one authority came to the other’s meeting",
    "concern": "A concern about harm was passed to the authority where the child is",
    "hub_asked": "A locality-based assessment of the move was asked for",
    "hub_assessed": "The locality-based assessment of the move came back",
    "decision": "A manager decided something",
    "added": "Something was added or corrected after the child was accepted",
}


def keep_present_texts(apps: Any, schema_editor: Any) -> None:
    """Keep what each move says now, before anybody changes it."""
    move, past = (apps.get_model("transfers", name) for name in ("Move", "HistoricalMove"))
    using = schema_editor.connection.alias
    columns = [field.attname for field in move._meta.concrete_fields]
    past.objects.using(using).bulk_create(
        past(
            history_date=row.updated_at,
            history_type="+",
            history_relation_id=row.pk,
            **{name: getattr(row, name) for name in columns},
        )
        for row in move.objects.using(using).iterator()
    )


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0001_every_table"),
        ("transfers", "0002_assess_a_move"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="moveentry",
            name="kind",
            field=models.CharField(choices=list(KINDS.items()), max_length=20),
        ),
        AlterTables(
            {
                "move": Alteration(
                    columns=[
                        (
                            "decision",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="moves_decided",
                                to="cases.change",
                            ),
                        )
                    ]
                ),
                "moveentry": Alteration(
                    gone=["move_entry_known"],
                    constraints=[
                        models.CheckConstraint(
                            condition=Q(kind__in=list(KINDS)), name="move_entry_known"
                        )
                    ],
                ),
            }
        ),
        CreateTables(
            [
                migrations.CreateModel(
                    name="HistoricalMove",
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
                    ],
                    options={
                        "verbose_name": "historical move",
                        "verbose_name_plural": "historical moves",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.AddField(
                    model_name="historicalmove",
                    name="case",
                    field=models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="cases.case",
                    ),
                ),
                migrations.AddField(
                    model_name="historicalmove",
                    name="decision",
                    field=models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="cases.change",
                    ),
                ),
                migrations.AddField(
                    model_name="historicalmove",
                    name="history_relation",
                    field=models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history_rows",
                        to="transfers.move",
                    ),
                ),
                migrations.AddField(
                    model_name="historicalmove",
                    name="history_user",
                    field=models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="historicalmove",
                    name="written_by",
                    field=models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ]
        ),
        migrations.RunPython(keep_present_texts, migrations.RunPython.noop),
    ]
