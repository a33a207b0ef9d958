"""Which parts of a plan were written together with the plans of brothers and sisters."""

from django.db import migrations, models

from cin.core.altering import Alteration, AlterTables

JOINT = Alteration(columns=[("joint", models.UUIDField(blank=True, editable=False, null=True))])
JOINT_TEXTS = Alteration(columns=[("joint_texts", models.JSONField(blank=True, default=dict))])


class Migration(migrations.Migration):
    """Parts that were written before stand alone."""

    dependencies = [("plans", "0001_every_table")]

    operations = [
        AlterTables(
            {
                "planversion": JOINT_TEXTS,
                "historicalplanversion": JOINT_TEXTS,
                "planneed": JOINT,
                "planaction": JOINT,
                "planservice": JOINT,
            }
        ),
    ]
