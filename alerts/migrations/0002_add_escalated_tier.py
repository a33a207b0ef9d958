from django.db import migrations, models


def forget_escalated(apps, schema_editor):
    """Take back what the earlier table could not hold."""
    apps.get_model("alerts", "Alert").objects.filter(tier="escalated").delete()


class Migration(migrations.Migration):
    dependencies = [("alerts", "0001_first_tables")]

    operations = [
        migrations.RemoveConstraint(model_name="alert", name="alert_tier_known"),
        migrations.AlterField(
            model_name="alert",
            name="tier",
            field=models.CharField(
                choices=[
                    ("due_soon", "Due soon"),
                    ("overdue", "Overdue"),
                    ("escalated", "Long overdue"),
                ],
                max_length=10,
            ),
        ),
        migrations.AddConstraint(
            model_name="alert",
            constraint=models.CheckConstraint(
                condition=models.Q(("tier__in", ["due_soon", "overdue", "escalated"])),
                name="alert_tier_known",
            ),
        ),
        # Last, so that it is the first to be undone.
        migrations.RunPython(migrations.RunPython.noop, forget_escalated),
    ]
