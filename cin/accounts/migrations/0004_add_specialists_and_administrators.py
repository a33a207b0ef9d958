"""Two more roles: the specialists of a team, and its administrators."""

from django.db import migrations, models
from django.db.models import Q

from cin.core.altering import Alteration, AlterTables

ROLES = {
    "social_worker": "Social worker",
    "senior_practitioner": "Senior practitioner",
    "advanced_practitioner": "Advanced practitioner",
    "specialist": "Specialist of the team",
    "team_administrator": "Team administrator",
    "team_manager": "Team manager",
    "service_manager": "Service manager",
    "head_of_service": "Head of service",
    "procedure_admin": "Procedure administrator",
}
SPECIALISMS = {
    "mental_health": "Mental health",
    "substance_misuse": "Drugs and alcohol",
    "domestic_abuse": "Domestic abuse",
    "other": "Something else",
}


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_sign_in_attempts"),
    ]

    operations = [
        migrations.AlterField(
            model_name="user",
            name="role",
            field=models.CharField(
                choices=list(ROLES.items()), default="social_worker", max_length=30
            ),
        ),
        AlterTables(
            {
                "user": Alteration(
                    gone=["user_role_known"],
                    columns=[
                        (
                            "specialism",
                            models.CharField(
                                blank=True,
                                choices=list(SPECIALISMS.items()),
                                default="",
                                max_length=30,
                            ),
                        )
                    ],
                    constraints=[
                        models.CheckConstraint(
                            condition=Q(role__in=list(ROLES)), name="user_role_known"
                        ),
                        models.CheckConstraint(
                            condition=(Q(specialism="") | Q(specialism__in=list(SPECIALISMS)))
                            & (Q(role="specialist") ^ Q(specialism="")),
                            name="user_specialism_of_specialist",
                        ),
                    ],
                )
            }
        ),
    ]
