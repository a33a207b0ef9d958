"""The assessment of what a move does to a child who is at risk of harm outside the family."""

from django.db import migrations, models
from django.db.models import Q

from cin.core.altering import Alteration, AlterTables

FINDINGS = [
    ("increases", "The move increases the risk"),
    ("decreases", "The move decreases the risk"),
    ("neither", "The risk stays as it is"),
]
KINDS = [
    ("moved", "The family moved"),
    ("notified", "The receiving authority was formally notified"),
    ("information", "Information was shared between the authorities"),
    ("agencies", "The other agencies were told, to share with their counterparts"),
    ("family", "The child and the family were told who coordinates, and from when"),
    ("risks", "The risks were confirmed in writing to the family and the other authority"),
    ("contact", "Workers or managers of the two authorities spoke"),
    ("counterpart", "Met the other authority’s worker"),
    ("joint_visit", "Joint visit with the other authority’s worker"),
    ("their_meeting", "A worker of one authority came to the other’s meeting"),
    ("concern", "A concern about harm was passed to the authority where the child is"),
    ("hub_asked", "A locality-based assessment of the move was asked for"),
    ("hub_assessed", "The locality-based assessment of the move came back"),
    ("decision", "A manager decided something"),
]


class Migration(migrations.Migration):
    """Two more kinds of entry, and what the assessment finds."""

    dependencies = [("transfers", "0001_every_table")]

    operations = [
        migrations.AlterField(
            model_name="moveentry",
            name="kind",
            field=models.CharField(choices=KINDS, max_length=20),
        ),
        AlterTables(
            {
                "moveentry": Alteration(
                    gone=["move_entry_known"],
                    columns=[
                        (
                            "finding",
                            models.CharField(blank=True, choices=FINDINGS, max_length=10),
                        ),
                    ],
                    constraints=[
                        models.CheckConstraint(
                            condition=Q(kind__in=[code for code, _label in KINDS]),
                            name="move_entry_known",
                        ),
                        models.CheckConstraint(
                            condition=Q(finding="") ^ Q(kind="hub_assessed"),
                            name="move_finding_of_an_assessment",
                        ),
                    ],
                ),
            }
        ),
    ]
