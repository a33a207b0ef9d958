"""The next step that a meeting recommends for a child, who leads then, and why a review is
ratified.
"""

from django.db import migrations, models

from cin.core.adding import AddColumns

OF_A_MEETING = [("ratification_comment", models.TextField(blank=True))]
OF_A_CHILD = [
    ("next_step", models.CharField(blank=True, max_length=40)),
    ("lead_professional", models.CharField(blank=True, max_length=150)),
    ("lead_agency", models.CharField(blank=True, max_length=150)),
]


class Migration(migrations.Migration):
    """Columns for meetings and for their children."""

    dependencies = [("meetings", "0004_what_the_record_asks")]

    operations = [
        AddColumns("meeting", OF_A_MEETING),
        AddColumns("historicalmeeting", OF_A_MEETING),
        AddColumns("meetingchild", OF_A_CHILD),
        AddColumns("historicalmeetingchild", OF_A_CHILD),
    ]
