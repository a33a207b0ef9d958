"""Each action that was written before gets a number of its own, by which it can be followed."""

from django.db import migrations
from django.db.models import F


def number_the_actions(apps, _schema_editor):
    """Number every action by its own id, which no other action of its plan can have."""
    apps.get_model("plans", "PlanAction").objects.filter(number=None).update(number=F("id"))


class Migration(migrations.Migration):
    """Data alone; there is nothing to undo."""

    dependencies = [("plans", "0004_needs_services_and_progress")]

    operations = [migrations.RunPython(number_the_actions, migrations.RunPython.noop)]
