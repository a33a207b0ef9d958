"""Oversight of plans that run long: supervision, clinic, panel, reviews."""

from cin.procedures.duties.duty import Duty
from cin.procedures.limits import both, not_exempt, sitting, switched_on, within, workbook_used
from cin.procedures.situation import PLAN_ENDS
from cin.procedures.spans import Spans, each, once, recurring


def _of_plan(met_by: str) -> Spans:
    return once("plan_started", met_by, ends=PLAN_ENDS)


LONG_PLANS = (
    Duty(
        "supervision",
        "Supervision of the plan",
        recurring("plan_started", "supervision_held"),
        within("supervision_interval_max"),
    ),
    Duty(
        "group_supervision",
        "Group supervision",
        recurring("plan_started", "group_supervision_held"),
        within("group_supervision_interval", when=workbook_used),
    ),
    Duty(
        "long_plan_clinic",
        "Clinic",
        recurring("plan_started", "clinic_held"),
        sitting(
            "long_plan_clinic_after", "long_plan_clinic_dates", interval="long_plan_clinic_interval"
        ),
    ),
    Duty(
        "panel",
        "Panel",
        _of_plan("panel_heard"),
        sitting(
            "panel_after",
            "panel_dates",
            every="panel_interval",
            when=both(switched_on("panel_enabled"), not_exempt("panel")),
        ),
    ),
    Duty(
        "panel_decision_upload",
        "Upload of the panel's decisions",
        each("panel_heard", "panel_decisions_uploaded"),
        within("panel_decision_upload_max"),
    ),
    Duty(
        "manager_review",
        "Manager's review of the plan",
        _of_plan("manager_review_done"),
        within("manager_review_after", when=not_exempt("manager_review")),
    ),
    Duty(
        "long_plan_review",
        "Review of the long plan",
        _of_plan("long_plan_review_held"),
        within("long_plan_review_after", when=not_exempt("long_plan_review")),
    ),
    Duty(
        "long_plan_authorisation",
        "Authorisation of a longer plan",
        _of_plan("long_plan_authorised"),
        within(
            "long_plan_review_after",
            when=both(
                switched_on("long_plan_authoriser_role"), not_exempt("long_plan_authorisation")
            ),
        ),
    ),
)
