"""Count the guesses at a password."""

from django.db import migrations, models

import cin.core.clock


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_add_is_demonstration"),
    ]

    operations = [
        migrations.CreateModel(
            name="SignInAttempt",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("username_key", models.CharField(max_length=64)),
                ("address_key", models.CharField(blank=True, max_length=64)),
                ("at", models.DateTimeField(default=cin.core.clock.now, editable=False)),
                ("succeeded", models.BooleanField(default=False)),
            ],
            options={
                "ordering": ["-at", "-pk"],
                "indexes": [
                    models.Index(fields=["username_key", "at"], name="sign_in_attempt_by_username"),
                    models.Index(fields=["address_key", "at"], name="sign_in_attempt_by_address"),
                ],
            },
        ),
    ]
