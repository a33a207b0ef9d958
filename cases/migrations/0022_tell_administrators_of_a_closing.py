"""One more thing that colleagues are told of: that a manager approved the closing of a case."""

from django.db import migrations, models
from django.db.models import Q

from cin.core.altering import Alteration, AlterTables

KINDS = {
    "transfer_expected": "A case is expected to be offered to your team",
    "papers_attached": "Papers were attached to the record",
    "closing_approved": "A closing was approved: close the case",
}


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0021_add_notices"),
    ]

    operations = [
        migrations.AlterField(
            model_name="notice",
            name="kind",
            field=models.CharField(choices=list(KINDS.items()), max_length=20),
        ),
        AlterTables(
            {
                "notice": Alteration(
                    gone=["notice_kind_known"],
                    constraints=[
                        models.CheckConstraint(
                            condition=Q(kind__in=list(KINDS)), name="notice_kind_known"
                        ),
                    ],
                )
            }
        ),
    ]
