"""The next step that a meeting recommends for a child, who leads then, and why a review is
ratified.
"""

from django.db import migrations, models

from cin.core.altering import Alteration, AlterTables

OF_A_MEETING = Alteration(columns=[("ratification_comment", models.TextField(blank=True))])
OF_A_CHILD = Alteration(
    columns=[
        ("next_step", models.CharField(blank=True, max_length=40)),
        ("lead_professional", models.CharField(blank=True, max_length=150)),
        ("lead_agency", models.CharField(blank=True, max_length=150)),
    ]
)


class Migration(migrations.Migration):
    """Columns for meetings and for their children."""

    dependencies = [("meetings", "0001_every_table")]

    operations = [
        AlterTables(
            {
                "meeting": OF_A_MEETING,
                "historicalmeeting": OF_A_MEETING,
                "meetingchild": OF_A_CHILD,
                "historicalmeetingchild": OF_A_CHILD,
            }
        ),
    ]
