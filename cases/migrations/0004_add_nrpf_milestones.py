"""The checks for families with no recourse to public funds can be noted as done."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0003_add_dated_facts"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="milestone",
            name="milestone_kind_known",
        ),
        migrations.AlterField(
            model_name="milestone",
            name="kind",
            field=models.CharField(
                choices=[
                    ("initial_recording_completed", "First visit's papers completed"),
                    ("safety_plan_recorded", "Safety plan recorded"),
                    ("genogram_uploaded", "Genogram completed"),
                    ("information_checks_requested", "Information asked of other agencies"),
                    ("checkpoint_1_agreed", "Checkpoint 1 agreed"),
                    ("checkpoint_2_agreed", "Checkpoint 2 agreed"),
                    ("fnm_held", "Family network meeting held"),
                    ("fnm_not_appropriate", "Family network meeting not appropriate"),
                    ("fnm_minutes_distributed", "Family network meeting's minutes sent"),
                    ("supervision_held", "Supervision held"),
                    ("group_supervision_held", "Group supervision held"),
                    ("clinic_held", "Discussed at the clinic"),
                    ("panel_heard", "Heard at the panel"),
                    ("panel_decisions_uploaded", "Panel's decisions uploaded"),
                    ("manager_review_done", "Manager's review of the plan done"),
                    ("long_plan_review_held", "Review of the long plan held"),
                    ("long_plan_authorised", "Longer plan authorised"),
                    ("nrpf_connect_checked", "NRPF Connect check done"),
                    ("nrpf_subsistence_checked", "Subsistence payments checked"),
                    ("nrpf_home_visited", "NRPF home visit made"),
                    ("nrpf_reviewed", "NRPF review held"),
                ],
                max_length=40,
            ),
        ),
        migrations.AddConstraint(
            model_name="milestone",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "initial_recording_completed",
                            "safety_plan_recorded",
                            "genogram_uploaded",
                            "information_checks_requested",
                            "checkpoint_1_agreed",
                            "checkpoint_2_agreed",
                            "fnm_held",
                            "fnm_not_appropriate",
                            "fnm_minutes_distributed",
                            "supervision_held",
                            "group_supervision_held",
                            "clinic_held",
                            "panel_heard",
                            "panel_decisions_uploaded",
                            "manager_review_done",
                            "long_plan_review_held",
                            "long_plan_authorised",
                            "nrpf_connect_checked",
                            "nrpf_subsistence_checked",
                            "nrpf_home_visited",
                            "nrpf_reviewed",
                        ],
                    )
                ),
                name="milestone_kind_known",
            ),
        ),
    ]
