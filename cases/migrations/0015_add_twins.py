"""Two of one birth, identical or not known to be."""

from django.db import migrations, models
from django.db.models import Q

from cin.core.altering import Alteration, AlterTables

BEFORE = [
    ("mother", "Mother"),
    ("father", "Father"),
    ("parent", "Parent"),
    ("step_parent", "Step-parent or parent's partner"),
    ("grandparent", "Grandparent"),
    ("aunt_uncle", "Aunt or uncle"),
    ("guardian", "Guardian"),
    ("carer", "Carer"),
    ("sibling", "Brother or sister"),
    ("half_sibling", "Half-brother or half-sister"),
]
TWINS = [("twin", "Twin"), ("identical_twin", "Identical twin")]
AFTER = [
    ("step_sibling", "Step-brother or step-sister"),
    ("married", "Married or civil partner"),
    ("partner", "Partner"),
    ("separated", "Separated"),
    ("divorced", "Divorced"),
    ("friend", "Friend or neighbour"),
    ("other", "Another relationship"),
]
KINDS = [*BEFORE, *TWINS, *AFTER]


def kind():
    """Give the column with the kinds there are now."""
    return models.CharField(choices=KINDS, max_length=20)


class Migration(migrations.Migration):
    """The choices, and the rule that knows them."""

    dependencies = [("cases", "0014_withdraw_notes_and_rows")]

    operations = [
        migrations.AlterField("historicalrelationship", "kind", kind()),
        migrations.AlterField("relationship", "kind", kind()),
        AlterTables(
            {
                "relationship": Alteration(
                    gone=["relationship_kind_known"],
                    constraints=[
                        models.CheckConstraint(
                            condition=Q(kind__in=[value for value, _ in KINDS]),
                            name="relationship_kind_known",
                        )
                    ],
                )
            }
        ),
    ]
