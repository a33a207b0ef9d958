from django.db import migrations, models


def forget_due(apps, schema_editor):
    """Take back what the earlier table could not hold."""
    apps.get_model("alerts", "Alert").objects.filter(tier="due").delete()


class Migration(migrations.Migration):
    dependencies = [("alerts", "0004_add_digests")]

    operations = [
        migrations.RemoveConstraint(model_name="alert", name="alert_tier_known"),
        migrations.AlterField(
            model_name="alert",
            name="tier",
            field=models.CharField(
                choices=[
                    ("due_soon", "Due soon"),
                    ("due", "Due today"),
                    ("overdue", "Overdue"),
                    ("escalated", "Long overdue"),
                ],
                max_length=10,
            ),
        ),
        migrations.AddConstraint(
            model_name="alert",
            constraint=models.CheckConstraint(
                condition=models.Q(("tier__in", ["due_soon", "due", "overdue", "escalated"])),
                name="alert_tier_known",
            ),
        ),
        migrations.AddField(
            model_name="deadline",
            name="met_late",
            field=models.BooleanField(default=False),
        ),
        # Last, so that it is the first to be undone.
        migrations.RunPython(migrations.RunPython.noop, forget_due),
    ]
